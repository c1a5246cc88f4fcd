#!/bin/sh
# train.sh: makes models/readout-en.model anew: the splitter in ten seconds, the network in under an
# hour of two cores.
#
# usage: train/train.sh [PROGRAM-FOLDER] [splitter | network | coref | cues | copies | pt]...
#
# PROGRAM-FOLDER is where the build put the programs of train/ (default: build/release/train).
# splitter and network, the default, each replace their own sections of the model file and leave the
# others as they are; coref makes the weights that say whom pronouns mean, a source file; pt makes a
# Portuguese model, build/train/pt.model, to show that it takes only other data.
#
#     teacher --label--> silver news --+
#     treebanks, names, vectors -------+--> network --> network-2 --> models/readout-en.model
#
# The part "cues" writes no model: it learns the weights of src/facts/cue_table.c and clue_table.c
# from counts of PolNeAR's training part, by the trees of the model that is built in. Run it when
# that model has changed; it takes two minutes.
#
# The part "copies" learns the weights of src/compare/likeness_weights.c from half of the pairs of
# bench/eval/copies.c and tells how both halves come out; it takes two minutes.
#
# TEACHER  the model that labels news-corpus: by default the one that is to be made anew. "none"
#          trains one from the treebanks first.
# SILVER   a folder of silver-*.conllu.xz to use instead of a teacher (train/teacher makes such)
# WORK     (build/train) keeps what is made on the way: a training that was stopped goes on from
#          there. Remove it to begin anew.
# STEPS MORE_STEPS GOLD_STEPS PT_STEPS EVERY SILVER_WORDS   shorter or longer runs, to try
#
# DATA is the folder of the data sets, as archives or unpacked (see bench/data.sh). A folder
# that holds them all unpacked, UD_English-EWT and so on, will do too.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
programs=$here/build/release/train
if [ -d "${1:-}" ]; then
    programs=$1
    shift
fi
[ $# -gt 0 ] || set -- splitter network
data=${DATA:-$here/../shared/data}
out=${OUT:-$here/models/readout-en.model}
work=${WORK:-$here/build/train}

# find_set ARCHIVE FOLDER: where the folder of the archive is.
find_set() {
    if [ -d "$data/$2" ]; then
        echo "$data/$2"
        return
    fi
    folder=$(DATA="$data" "$here/bench/data.sh" "$1")
    for candidate in "$folder/$2" "$folder"; do
        if [ -d "$candidate" ]; then
            echo "$candidate"
            return
        fi
    done
}

# find_file ARCHIVE FILE
find_file() {
    if [ -f "$data/$2" ]; then
        echo "$data/$2"
    else
        find "$(DATA="$data" "$here/bench/data.sh" "$1")/" -name "$2" | head -n 1
    fi
}

# What every part needs; pt finds its own.
find_english() {
    ewt=$(find_set treebanks-en UD_English-EWT)
    gum=$(find_set treebanks-en UD_English-GUM)
    vectors=$(find_set vectors-en vectors)
    news=$(find_file news-corpus news-corpus.jsonl)
    atis=$(find_set treebanks-en UD_English-Atis)
    uner=$(find_set ner-en UNER_English-EWT)
    newswire=$(find_set ner-en en_worldwide_newswire)
    gazetteer=$(find_set gazetteer gazetteer)
}

train_splitter() {
    find_english
    # The threshold was chosen with GUM's news left out of training (--skip GUM_news) and measured
    # on it: the best on the dev files alone, -1280, costs 1.4 points there and gains 0.2 on EWT.
    # Genres of GUM whose texts may not be used commercially are left out, in training and dev.
    "$programs/segment" --out "$out" --name "readout-en ${VERSION:-0.3}" --seed 1 --threshold -512 \
        --words "$vectors/glove100k.vocab.txt" --clusters "$vectors/clusters-1000.txt" \
        --cases "$news" \
        --dev "$ewt/en_ewt-ud-dev.conllu" --dev "$gum/en_gum-ud-dev.conllu" \
        --skip GUM_essay --skip GUM_fiction --skip GUM_letter --skip GUM_podcast --skip GUM_whow \
        "$ewt/en_ewt-ud-train.conllu" "$gum/en_gum-ud-train.conllu"
}

# ---- The network: tags, trees, names -------------------------------------------------------------

# silver MODEL...: news of the corpus, labelled; prints the files.
silver_of() {
    if [ -n "${SILVER:-}" ]; then
        for file in "$SILVER"/silver-*.conllu.xz; do
            name=$(basename "$file" .xz)
            xz -dc "$file" >"$work/$name"
            echo "$work/$name"
        done
    else
        made=$work/silver-own.conllu
        [ -e "$made" ] || {
            "$programs/label" "$1" "$made.part" "${SILVER_WORDS:-3000000}" "$news" >&2
            mv "$made.part" "$made"
        }
        echo "$made"
    fi
}

# learn OUT SEED STEPS OPTION...: one run on the English data. Every sixth newswire document stays
# out. A run that was stopped goes on from its checkpoint.
learn() {
    model=$1 seed=$2 steps=$3
    shift 3
    "$programs/language" --out "$model.model" --checkpoint "$model.checkpoint" --seed "$seed" \
        --steps "$steps" --every "${EVERY:-1000}" \
        --vectors "$vectors" --lists "$gazetteer" --newswire "$newswire/processed_annotated" \
        --trees "$ewt/en_ewt-ud-train.conllu" --trees "$atis/en_atis-ud-train.conllu" \
        --gum "$gum/en_gum-ud-train.conllu" --tree-names "$uner/en_ewt-ud-train.iob2" \
        --dev "$ewt/en_ewt-ud-dev.conllu" --dev-names "$uner/en_ewt-ud-dev.iob2" "$@"
}

# Without a teacher the network learns from the treebanks alone; then it is a teacher, too.
learn_gold() {
    learn "$1" 1 "${GOLD_STEPS:-5000}" --tree-words 700 --name-words 250
}

train_network() {
    find_english
    mkdir -p "$work"
    teacher=${TEACHER:-$out}
    if [ "$teacher" = none ]; then
        [ -e "$work/gold.done" ] || { learn_gold "$work/gold" && : >"$work/gold.done"; }
        teacher=$work/gold.model
    fi
    files=$(silver_of "$teacher")
    set --
    for file in $files; do
        set -- "$@" --silver "$file"
    done
    learn "$work/network" 1 "${STEPS:-8000}" --tree-words 500 --name-words 200 \
        --silver-words 500 --capitals 20 "$@"
    # On from the averaged weights, at half the rate: what a longer first run would not give.
    learn "$work/network-2" 2 "${MORE_STEPS:-5000}" --start "$work/network.checkpoint" \
        --rate 0.002 --tree-words 500 --name-words 200 --silver-words 600 --capitals 20 "$@"
    "$programs/pack" "$out" "readout-en ${VERSION:-0.3}" "$out" "$work/network-2.model"
}

# Weights of pronouns (src/language/coref_weights.c), from GUM's freely licensed genres. Build again
# when they have changed. No vectors, no teacher: 20 seconds.
train_coref() {
    chains=$(find_set coref-en gum_coref)
    genres='news|interview|bio|speech|court|voyage|academic|textbook|vlog'
    # shellcheck disable=SC2046 # a list of files
    "$programs/coref" "$out" "${COREF_OUT:-$here/src/language/coref_weights.c}" $(
        sed -n '/^## train/,/^## [^t]/p' "$chains/splits.md" |
            grep -oE "GUM_($genres)_[a-z0-9]+" |
            sed "s|.*|$chains/coref/ontogum/conllu/&.conllu|")
}

# Nothing but other data: no vectors, no word lists, no silver. The treebank's XPOS is in the train
# split alone and no part of speech, so it is left out.
train_pt() {
    bosque=$(find_set treebanks-other UD_Portuguese-Bosque)
    uner=$(find_set treebanks-other UNER_Portuguese-Bosque)
    mkdir -p "$work"
    "$programs/language" --out "$work/pt.model" --checkpoint "$work/pt.checkpoint" --language pt \
        --name "readout-pt 0.1" --seed 1 --steps "${PT_STEPS:-5000}" --every "${EVERY:-500}" \
        --xpos 0 --table 24576 --vector-count 0 --drop 0.25 --drop-word 0.15 \
        --tree-words 700 --name-words 0 \
        --trees "$bosque/pt_bosque-ud-train.rebuilt.conllu" \
        --tree-names "$uner/pt_bosque-ud-train.iob2" \
        --dev "$bosque/pt_bosque-ud-dev.conllu" --dev-names "$uner/pt_bosque-ud-dev.iob2"
}

# Twice, as the rows and strong cues that the first round finds are signs for the second.
train_cues() {
    attribution=$(find_file attribution polnear_train.jsonl)
    work=${WORK:-$here/build/train}
    mkdir -p "$work"
    for round in 1 2; do
        echo "cues: round $round" >&2
        cmake --build "$here/build/release" --target readout-eval-statements >/dev/null
        "$programs/../readout-eval-statements" "$(dirname "$(dirname "$attribution")")" \
            --candidates >"$work/candidates.tsv"
        "$programs/cues" "$work/candidates.tsv" "$here/src/facts/cue_table.c" \
            "$here/src/facts/clue_table.c"
    done
    "$programs/cues" "$work/candidates.tsv" --check
}

# Signs are measured by the program as it is: build again when the weights have changed.
train_copies() {
    copies=$(find_set copies copies)
    stories=$(find_set stories stories)
    mkdir -p "$work/pairs"
    ln -sfn "$(cd "$copies" && pwd)" "$work/pairs/copies"
    ln -sfn "$(cd "$stories" && pwd)" "$work/pairs/stories"
    "$programs/../readout-eval-copies" "$work/pairs" "$here/bench/eval/labels/silver-copies.tsv" \
        --signs >"$work/signs.tsv"
    "$programs/likeness" "$work/signs.tsv" \
        "${COPIES_OUT:-$here/src/compare/likeness_weights.c}"
}

for part; do
    case $part in
    splitter | network | coref | cues | copies | pt) "train_$part" ;;
    *) echo "train.sh: there is no part '$part'" >&2 && exit 2 ;;
    esac
done
