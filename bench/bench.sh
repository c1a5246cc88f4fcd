#!/bin/sh
# bench.sh [NAME...]: the speed benchmarks, or those named. ./dev bench builds first.
set -eu
cd "$(dirname "$0")/.."
build=build/release

# Process start to exit, on five reports.
bench_brief() {
    printf '%-44s' "brief, five reports (examples/rome-2022)"
    "$build/readout-startup" 50 "$build/readout" brief examples/rome-2022
    reports=${DATA:-../shared/data}/../reports/rome
    if [ -d "$reports" ]; then
        printf '%-44s' "brief, five reports (reports/rome)"
        "$build/readout-startup" 50 "$build/readout" brief "$reports"
    fi
}

# Loading the model, and what it takes to work.
bench_model() {
    printf '%-44s' "model"
    "$build/readout-model" 50
}

# Words a second of one core: tags, trees, lemmas and names, of clean text; then raw files to
# statements and everything before them.
bench_words() {
    corpus=$(bench/data.sh news-corpus) || return 0
    head -n 100 "$corpus"/*.jsonl >"$build/bench-100.jsonl"
    printf '%-44s' "analysis to names, 100 articles, one core"
    "$build/readout-eval-language" built-in --speed "$build/bench-100.jsonl" |
        sed 's/.*reports, //' | sort -t'(' -k2,2n | head -n 1
    printf '%-44s' "raw text to statements, 100 articles, one core"
    words=$("$build/readout" annotate --quiet "$build/bench-100.jsonl" | grep -c '^[0-9]')
    "$build/readout-startup" 3 "$build/readout" statements --quiet --jobs 1 --json \
        "$build/bench-100.jsonl" |
        awk -v words="$words" '{ print $0 " for " words " words: " int(words * 1000 / $1) \
            " words/s by the clock, " int(words * 1000 / $9) " of processor time" }'
}

# HTML to clean text.
bench_pages() {
    printf '%-44s' "HTML pages to clean text, one core"
    folder=$build/bench-pages
    mkdir -p "$folder"
    for set in html-aeb html-trafilatura-eval; do
        pages=$(bench/data.sh "$set") || return 0
        ln -sfn "$(cd "$pages" && pwd)" "$folder/$set"
    done
    "$build/readout-eval-html" "$folder" | sed -n 's/^speed: //p'
}

# An archive, from JSON lines to extracted text and to the whole record of a part of it.
bench_archive() {
    corpus=$(bench/data.sh news-corpus) || return 0
    head -n 2000 "$corpus"/*.jsonl >"$build/bench-2000.jsonl"
    printf '%-44s' "extract, 2,000 articles, one job"
    "$build/readout-startup" 3 "$build/readout" extract --quiet --jobs 1 "$build/bench-2000.jsonl"
    printf '%-44s' "statements, 2,000 articles, one job"
    "$build/readout-startup" 3 "$build/readout" statements --quiet --jobs 1 --json "$build/bench-2000.jsonl"
}

# The copies stage alone, and its peer on the same reports, one after the other.
bench_copies() {
    corpus=$(bench/data.sh news-corpus) || return 0
    corpus=$(find "$corpus/" -name news-corpus.jsonl | head -n 1)
    for count in 2000 4000 18000; do
        printf '%-44s' "copies, $count analysed articles, one core"
        "$build/readout-copies" "$corpus" "$count"
    done
    printf '%-44s' "datasketch MinHash LSH, 2,000 articles"
    python3 bench/peers-copies.py "$corpus" 2000 || echo "datasketch is not installed"
}

# Beside other tools, on the same text: see peers.sh.
bench_peers() {
    bench/peers.sh || echo "bench.sh: the peers were not measured" >&2
}

# A store of 100,000 reports: 18,000 of the news corpus, then the same with other words and dates.
bench_store() {
    corpus=$(bench/data.sh news-corpus) || return 0
    store=$build/bench-store.readout
    rm -f "$store" "$store-wal" "$store-shm"
    "$build/readout" add --quiet --later "$store" "$corpus"/*.jsonl
    bench/store-fill.sh "$store" 100000
    for words in embassy government "the president" '"white house"' 'gov*'; do
        printf '%-44s' "search, 100,000 reports: $words"
        "$build/readout-startup" 10 "$build/readout" search --json "$store" "$words"
    done
    printf '%-44s' "search, 100,000 reports: --outlet politico"
    "$build/readout-startup" 10 "$build/readout" search --json "$store" president --outlet politico
}

# 50 readers and 2 writers against readout serve, for a minute.
bench_load() {
    corpus=$(bench/data.sh news-corpus) || return 0
    store=$build/bench-load.readout
    rm -f "$store" "$store-wal" "$store-shm"
    head -n 500 "$corpus"/*.jsonl >"$build/bench-500.jsonl"
    "$build/readout" add --quiet "$store" "$build/bench-500.jsonl"
    : >"$build/bench-load.address"
    "$build/readout" serve --quiet --port 0 "$store" >"$build/bench-load.address" &
    server=$!
    until [ -s "$build/bench-load.address" ]; do
        kill -0 "$server" || return 1
        sleep 0.1
    done
    printf '%s\n' "50 readers and 2 writers, ${SECONDS_OF_LOAD:-60} s, on $(getconf _NPROCESSORS_ONLN) processors ($(cut -d' ' -f1 /proc/loadavg) busy before)"
    "$build/readout-load" "$(sed 's|.*:\([0-9]*\)/.*|\1|' "$build/bench-load.address")" "${SECONDS_OF_LOAD:-60}" 50 2 || failed=1
    kill "$server"
    wait "$server"
    return "${failed:-0}"
}

[ $# -gt 0 ] || set -- model brief words pages archive copies peers store load
for name; do
    command -v "bench_$name" >/dev/null || {
        echo "bench.sh: there is no benchmark $name" >&2
        exit 2
    }
    "bench_$name"
done
