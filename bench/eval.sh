#!/bin/sh
# eval.sh [TASK...]: the quality benchmarks, or those named, on public data.
#
# Each task names its data, unpacks them through data.sh and runs one program of bench/eval. A
# task whose data are not at hand says so and the others go on. ./dev eval builds first.
set -eu
cd "$(dirname "$0")/.."
build=build/release
failed=

data() {
    bench/data.sh "$1"
}

# together NAME...: one folder that holds the data sets side by side, as the programs expect.
together() {
    folder=${READOUT_CACHE:-$HOME/.cache/readout}/together
    mkdir -p "$folder"
    for name; do
        path=$(data "$name") || return 1
        ln -sfn "$(cd "$path" && pwd)" "$folder/$name"
    done
    printf '%s\n' "$folder"
}

task_segment() {
    treebanks=$(data treebanks-en) || return 1
    "$build/readout-eval-segment" built-in \
        "$treebanks/UD_English-EWT/en_ewt-ud-dev.conllu" \
        "$treebanks/UD_English-EWT/en_ewt-ud-test.conllu" \
        "$treebanks/UD_English-GUM/en_gum-ud-dev.conllu" \
        "$treebanks/UD_English-GUM/en_gum-ud-test.conllu" \
        "$treebanks/UD_English-GUM/en_gum-ud-dev.conllu:GUM_news" \
        "$treebanks/UD_English-GUM/en_gum-ud-test.conllu:GUM_news"
}

task_language() {
    treebanks=$(data treebanks-en) || return 1
    ner=$(data ner-en) || return 1
    news=$(data news-corpus) || return 1
    "$build/readout-eval-language" built-in \
        "$treebanks/UD_English-EWT/en_ewt-ud-dev.conllu=$ner/UNER_English-EWT/en_ewt-ud-dev.iob2" \
        "$treebanks/UD_English-EWT/en_ewt-ud-test.conllu=$ner/UNER_English-EWT/en_ewt-ud-test.iob2" \
        "$treebanks/UD_English-GUM/en_gum-ud-dev.conllu" \
        "$treebanks/UD_English-GUM/en_gum-ud-dev.conllu:GUM_news" \
        "$treebanks/UD_English-GUM/en_gum-ud-test.conllu" \
        "$treebanks/UD_English-GUM/en_gum-ud-test.conllu:GUM_news" \
        --newswire "$ner/en_worldwide_newswire/processed_annotated" \
        --speed "$(find "$news/" -name news-corpus.jsonl | head -n 1)"
}

# Documents of GUM's development part, in the genres next to news; then all that may be tuned on.
task_coref() {
    folder=$(data coref-en) || return 1
    for part in dev train; do
        echo "$part"
        sed -n "/^## $part/,/^## [^$part]/p" "$folder/splits.md" |
            grep -oE 'GUM_(news|interview|bio|speech|court)_[a-z0-9]+' |
            sed "s|.*|$folder/coref/ontogum/conllu/&.conllu|" |
            xargs "$build/readout-eval-coref" built-in
    done
}

task_statements() {
    folder=$(together attribution) || return 1
    "$build/readout-eval-statements" "$folder"
}

task_html() {
    folder=$(together html-aeb html-trafilatura-eval) || return 1
    "$build/readout-eval-html" "$folder"
}

task_copies() {
    folder=$(together copies stories) || return 1
    "$build/readout-eval-copies" "$folder" bench/eval/labels/silver-copies.tsv
}

task_times() {
    folder=$(together time stories) || return 1
    "$build/readout-eval-times" "$folder"
}

task_stories() {
    folder=$(together stories) || return 1
    "$build/readout-eval-stories" "$folder"
}

# The founding case: five reports of one meeting, and the places that its record points at.
task_rome() {
    reports=${DATA:-../shared/data}/../reports/rome
    spans=${DATA:-../shared/data}/../target/rome-spans.tsv
    if [ ! -d "$reports" ] || [ ! -f "$spans" ]; then
        echo "eval.sh: no $reports" >&2
        return 1
    fi
    "$build/readout-eval-rome" "$spans" "$reports"/*
}

# The same five reports: claims, their counts, and who denies them.
task_claims() {
    target=${DATA:-../shared/data}/../target
    reports=${DATA:-../shared/data}/../reports/rome
    if [ ! -d "$reports" ] || [ ! -f "$target/rome.md" ]; then
        echo "eval.sh: no $target/rome.md" >&2
        return 1
    fi
    "$build/readout-eval-claims" "$target/rome.md" "$target/rome-spans.tsv" "$reports"/*
}

task_pairs() {
    folder=$(together sentence-pairs) || return 1
    pairs=$folder/sentence-pairs
    "$build/readout-eval-pairs" built-in msrp \
        "$pairs/msr-paraphrase-corpus/msr_paraphrase_train.txt" \
        "$pairs/msr-paraphrase-corpus/msr_paraphrase_test.txt"
    "$build/readout-eval-pairs" built-in rte "$pairs/rte3_en_3class.tsv"
}

task_stance() {
    folder=$(together sentence-pairs) || return 1
    pairs=$folder/sentence-pairs/fnc1
    "$build/readout-eval-stance" built-in \
        "$pairs/train_bodies.csv" "$pairs/train_stances.csv" \
        "$pairs/competition_test_bodies.csv" "$pairs/competition_test_stances.csv"
}

[ $# -gt 0 ] || set -- segment language coref html times copies stories rome claims pairs stance
for task; do
    printf '\n== %s\n' "$task"
    if ! command -v "task_$task" >/dev/null; then
        echo "eval.sh: there is no task $task" >&2
        failed="$failed $task"
    elif ! "task_$task"; then
        failed="$failed $task"
    fi
done
[ -z "$failed" ] || {
    printf '\neval.sh: not measured:%s\n' "$failed" >&2
    exit 1
}
