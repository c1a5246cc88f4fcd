#!/bin/sh
# A program that is killed at any moment loses nothing that it said was kept, and leaves a store
# that can be read: killed over and over while it adds.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"

# Reports 1..N, ten a file; what a run has said is kept when its files are told as added.
awk 'BEGIN {
    for (i = 1; i <= 600; i++) {
        file = sprintf("part-%02d.jsonl", int((i - 1) / 10))
        printf "{\"id\": \"k-%d\", \"title\": \"Notice %d of harbour town %d\", \"text\": \"Harbour master Amos Hale%d said on Monday that pier %d of Kelmouth stays shut. Ship number%d waits outside.\"}\n", i, i, i % 40, i % 40, i, i > file
    }
}'

step "killed in a loop"
kept=0
round=0
while [ $round -lt 25 ]; do
    # One file an invocation is acknowledged by its exit; the last one is killed on its way.
    file=$(printf 'part-%02d.jsonl' $round)
    next=$(printf 'part-%02d.jsonl' $((round + 25)))
    "$READOUT" add -q --later news "$file" >out 2>err || fail "adding failed"
    kept=$((kept + 10))
    "$READOUT" add -q news "$next" >out 2>err &
    victim=$!
    awk -v "n=$round" 'BEGIN { for (i = 0; i < n * 40000; i++) x += i }'
    kill -9 $victim 2>/dev/null || true
    wait $victim 2>/dev/null || true
    "$READOUT" export news >all 2>err || fail "the store cannot be read"
    there=$(wc -l <all)
    [ "$there" -ge "$kept" ] || fail "round $round: $there reports, $kept were kept"
    [ $((there % 10)) -eq 0 ] || fail "round $round: a transaction is half there: $there"
    kept=$there
    round=$((round + 1))
done

step "and whole"
if command -v sqlite3 >/dev/null; then
    [ "$(sqlite3 news "PRAGMA integrity_check")" = ok ] || fail "the file is damaged"
    [ -z "$(sqlite3 news "PRAGMA foreign_key_check")" ] || fail "a reference leads nowhere"
fi
expect 0 "$READOUT" add -q news part-*.jsonl
[ "$("$READOUT" export news | wc -l)" -eq 600 ] || fail "not all reports are there at the end"
expect 0 "$READOUT" search news --size 1 "pier 600"
