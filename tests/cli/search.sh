#!/bin/sh
# readout search: words, filters, snippets.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"

cat >reports.jsonl <<'END'
{"id": "a", "outlet": "The Paper", "title": "Ferry aground", "published": "2024-05-01", "text": "The ferry of Norhaven Lines ran aground on the Gannet Bank off Kelmouth. Captain Ines Dahl said that nobody was hurt."}
{"id": "b", "outlet": "The Other", "title": "Halda resigns", "published": "2024-05-03", "text": "The parliament of Ostrava passed the budget after Minister Petra Halda resigned. Petra Halda denied that she was forced to leave."}
{"id": "c", "outlet": "The Paper", "title": "Harbour fees", "published": "2024-06", "text": "Kelmouth raises the fees of its harbour, councillor Amos Hale said. Ferries are left out."}
END
"$READOUT" add -q news reports.jsonl

# found IDS ARGUMENT...: these reports, and no other.
found() {
    wanted=$1
    shift
    "$READOUT" search news --json "$@" >out 2>err || [ $? -eq 1 ] || fail "search failed: $*"
    is_json out
    ids=$(grep -o '"id":"[^"]*"' out | sed 's/.*:"//; s/"//' | LC_ALL=C sort | tr -d '\n')
    [ "$ids" = "$wanted" ] || fail "found '$ids' instead of '$wanted': $*"
}

step "words"
found ac kelmouth
found a kelmouth gannet
found ac ferry
found b '"passed the budget"'
found '' '"budget the passed"'
found abc 'budget OR kelmouth'
found c -- kelmouth -gannet
found ac 'kelm*'
found '' nowhere

step "filters"
found ac --outlet "the paper"
found b --speaker halda
found a --speaker "Ines Dahl"
found '' --speaker gannet
found b --name halda
found bc --from 2024-05-02
found ab --to 2024-05-31
found c --from 2024-06-30
found a kelmouth --to 2024-05
found abc

step "nothing that a user types is a syntax error"
for words in '"' '(' ')' 'AND' 'OR' 'NOT' 'a NEAR b' 'x:y' '*' '^a' '""' "'" '; DROP TABLE report' \
    '{a b}' 'a AND' '- -' 'a\b'; do
    "$READOUT" search news -- "$words" >out 2>err || [ $? -eq 1 ] || fail "failed on: $words"
done
expect 2 "$READOUT" search news -- -only
expect 2 "$READOUT" search news "$(printf '%01100d' 0)"
expect 2 "$READOUT" search news --from yesterday
expect 2 "$READOUT" search news --from 2024-13-01

step "as text"
expect 0 "$READOUT" search news gannet
holds out "2024-05-01  The Paper  Ferry aground"
holds out "Gannet Bank"
expect 1 "$READOUT" search news nowhere
expect 0 "$READOUT" search news --color always gannet
grep -q "$(printf '\033\\[1mGannet')" out || fail "the match is not shown"

step "pages"
expect 0 "$READOUT" search news --size 2
holds out "1 to 2 of 3 reports"
expect 0 "$READOUT" search news --size 2 --page 2
holds out "3 to 3 of 3 reports"

step "stories"
expect 0 "$READOUT" search news --stories kelmouth
expect 0 "$READOUT" search news --stories --json
is_json out
holds out '"total":3'
expect 2 "$READOUT" search missing words

step "what is not analysed yet is told"
"$READOUT" add -q --later unread reports.jsonl
expect 1 "$READOUT" search unread --speaker halda
holds out "3 stories are not analysed yet"
expect 0 "$READOUT" search unread halda
if grep -q "not analysed" out; then fail "told without need"; fi
expect 0 "$READOUT" add -q unread
expect 0 "$READOUT" search unread --json --speaker halda
holds out '"unread":0'
expect 2 "$READOUT" search news 'ke*'
