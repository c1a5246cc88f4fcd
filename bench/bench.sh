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

# An archive, from JSON lines to extracted text and to the whole record of a part of it.
bench_archive() {
    corpus=$(bench/data.sh news-corpus) || return 0
    head -n 2000 "$corpus"/*.jsonl >"$build/bench-2000.jsonl"
    printf '%-44s' "extract, 2,000 articles, one job"
    "$build/readout-startup" 3 "$build/readout" extract --quiet --jobs 1 "$build/bench-2000.jsonl"
    printf '%-44s' "statements, 2,000 articles, one job"
    "$build/readout-startup" 3 "$build/readout" statements --quiet --jobs 1 --json "$build/bench-2000.jsonl"
}

# A store of 100,000 reports: 18,000 of the news corpus, then the same with other words and dates.
bench_store() {
    corpus=$(bench/data.sh news-corpus) || return 0
    store=$build/bench-store.readout
    rm -f "$store" "$store-wal" "$store-shm"
    "$build/readout" add --quiet --later "$store" "$corpus"/*.jsonl
    bench/store-fill.sh "$store" 100000
    for words in embassy government "the president" '"white house"'; do
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
    "$build/readout" serve --quiet --port 0 "$store" >"$build/bench-load.address" &
    server=$!
    sleep 2
    "$build/readout-load" "$(sed 's|.*:\([0-9]*\)/.*|\1|' "$build/bench-load.address")" 60 50 2
    kill "$server"
    wait "$server"
}

[ $# -gt 0 ] || set -- brief archive
for name; do
    command -v "bench_$name" >/dev/null || {
        echo "bench.sh: there is no benchmark $name" >&2
        exit 2
    }
    "bench_$name"
done
