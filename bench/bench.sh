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

# Beside other tools, on the same text: see peers.sh.
bench_peers() {
    bench/peers.sh || echo "bench.sh: the peers were not measured" >&2
}

[ $# -gt 0 ] || set -- brief archive peers
for name; do
    command -v "bench_$name" >/dev/null || {
        echo "bench.sh: there is no benchmark $name" >&2
        exit 2
    }
    "bench_$name"
done
