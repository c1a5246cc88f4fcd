#!/bin/sh
# Two programs that add to the same store wait for each other; a third may read meanwhile.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"

for writer in a b; do
    awk -v "w=$writer" 'BEGIN {
        for (i = 1; i <= 200; i++)
            printf "{\"id\": \"%s-%d\", \"text\": \"Mayor Ruth Vance%s%d of Kelmouth said that road %d%s is open again.\"}\n", w, i, w, i, i, w
    }' >$writer.jsonl
done

step "both begin on a file that is not there"
"$READOUT" add -q news a.jsonl >out.a 2>err.a &
first=$!
"$READOUT" add -q news b.jsonl >out.b 2>err.b &
second=$!
while kill -0 $first 2>/dev/null; do
    [ ! -s news ] || "$READOUT" search news road >out 2>err || [ $? -eq 1 ] || {
        # Just being made: the reader came before the tables.
        grep -q "no store\|older version" err || fail "a reader failed"
    }
done
wait $first || fail "the first writer: $(cat err.a)"
wait $second || fail "the second writer: $(cat err.b)"
[ "$("$READOUT" export news | wc -l)" -eq 400 ] || fail "reports were lost"
