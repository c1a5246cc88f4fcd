#!/bin/sh
# readout add and export: a store that grows, and loses nothing.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"

cat >one.jsonl <<'END'
{"id": "a-1", "outlet": "The Paper", "title": "Ferry aground off Kelmouth", "published": "2024-05-01", "text": "The ferry of Norhaven Lines ran aground on the Gannet Bank off Kelmouth. Captain Ines Dahl said that nobody was hurt."}
{"id": "b-1", "outlet": "The Paper", "title": "Halda resigns over budget", "published": "2024-05-01", "text": "The parliament of Ostrava passed the budget after Minister Halda resigned. Minister Halda denied that she was forced to leave."}
END
cat >two.jsonl <<'END'
{"id": "a-2", "outlet": "The Other", "title": "Tugs free ferry at Kelmouth", "published": "2024-05-02", "text": "Tugs pulled the Norhaven Lines ferry off the Gannet Bank at Kelmouth. Captain Ines Dahl told The Other that the hull was whole."}
END

step "a store is made, and reports become stories"
expect 0 "$READOUT" add news one.jsonl
holds out "2 added, 0 known, 0 unreadable; 2 reports in 2 stories"
expect 0 "$READOUT" search --stories news
[ "$(wc -l <out)" -eq 2 ] || fail "not two stories"

step "adding again changes nothing"
"$READOUT" export news >before
expect 0 "$READOUT" add news one.jsonl
holds out "0 added, 2 known"
"$READOUT" export news >after
cmp -s before after || fail "the store has changed"

step "a report joins its story, and only that story is read again"
if command -v sqlite3 >/dev/null; then
    sqlite3 news "SELECT story, version, hex(json) FROM record WHERE story = 2" >other.before
fi
expect 0 "$READOUT" add news two.jsonl
holds out "1 added, 0 known, 0 unreadable; 3 reports in 2 stories"
if command -v sqlite3 >/dev/null; then
    sqlite3 news "SELECT story, version, hex(json) FROM record WHERE story = 2" >other.after
    cmp -s other.before other.after || fail "the record of the other story was made anew"
    [ "$(sqlite3 news "SELECT count(*) FROM record JOIN story ON story.id = record.story
                       WHERE record.version = story.version")" = 2 ] || fail "a record is stale"
fi

step "the same text of another outlet is another report"
sed 's/The Other/A Third/g; s/a-2/a-3/' two.jsonl >three.jsonl
expect 0 "$READOUT" add news three.jsonl
holds out "1 added"

step "what cannot be read is named, and the rest is kept"
printf '\001\002\003\000\004' >binary
printf 'The harbour of Kelmouth is closed until Friday, its master said.\n' >text.txt
expect 0 "$READOUT" add news binary text.txt
holds err "binary"
holds out "1 added, 0 known, 1 unreadable"
expect 2 "$READOUT" add news nothing.txt text.txt
holds err "nothing.txt: no such file"
holds out "0 added, 1 known"
expect 1 "$READOUT" add news binary

step "what was exported can be added elsewhere, and is the same"
expect 0 "$READOUT" export news -o all.jsonl
while read -r line; do
    printf '%s' "$line" >line.json
    is_json line.json
done <all.jsonl
expect 0 "$READOUT" add copy all.jsonl
holds out "5 added"
expect 0 "$READOUT" add news all.jsonl
holds out "0 added, 5 known"

step "tables and copies"
expect 0 "$READOUT" export news --format csv
[ "$(wc -l <out)" -eq 6 ] || fail "not a line a report"
expect 0 "$READOUT" export news --format sqlite -o whole
expect 0 "$READOUT" search whole ferry
expect 2 "$READOUT" export news --format sqlite -o whole
expect 2 "$READOUT" export news --format sqlite
expect 2 "$READOUT" export news --format md
expect 2 "$READOUT" brief --format jsonl text.txt
expect 2 "$READOUT" export missing

step "a formula of a headline stays text in a spreadsheet"
printf '{"title": "=1+1", "text": "The sum was read out by Clerk Amos Hale on Monday."}\n' >formula.jsonl
expect 0 "$READOUT" add formula formula.jsonl
"$READOUT" export formula --format csv >out
holds out "\"'=1+1\""

step "later: kept at once, analysed when somebody asks"
expect 0 "$READOUT" add slow --later one.jsonl
expect 1 "$READOUT" search slow --speaker halda
expect 0 "$READOUT" add slow
expect 0 "$READOUT" search slow --speaker halda

step "other files are refused and left alone"
expect 2 "$READOUT" add text.txt one.jsonl
holds err "no store of readout"
grep -q harbour text.txt || fail "a file of the user was overwritten"
expect 2 "$READOUT" add . one.jsonl
if command -v sqlite3 >/dev/null; then
    sqlite3 foreign "CREATE TABLE mine (x); INSERT INTO mine VALUES (1)"
    expect 2 "$READOUT" add foreign one.jsonl
    holds err "no store of readout"
    [ "$(sqlite3 foreign "SELECT count(*) FROM sqlite_schema")" = 1 ] || fail "tables were made"
fi
expect 2 "$READOUT" add news --input conllu text.txt
