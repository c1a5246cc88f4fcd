#!/bin/sh
# Where output goes: files, pipes, a full disk; JSON that others can read.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"
make_pile

step "every part as JSON is JSON"
for part in brief statements quotations copies claims timeline; do
    code=0
    "$READOUT" "$part" --json pile >out 2>err || code=$?
    [ $code -le 1 ] || fail "$part: exit code $code"
    is_json out
done

step "extract prints one JSON line a report"
expect 0 "$READOUT" extract --json pile
[ "$(wc -l <out)" -eq 2 ] || fail "not two lines"
while read -r line; do
    printf '%s\n' "$line" >line
    is_json line
done <out

step "-o writes the file and nothing to standard output"
expect 0 "$READOUT" brief --json -o record.json pile
[ ! -s out ] || fail "something on standard output"
is_json record.json
"$READOUT" brief --json pile >direct
cmp -s direct record.json || fail "the file differs from standard output"

step "-o replaces a file as a whole, keeps its rights and leaves nothing beside it"
chmod 640 record.json
expect 0 "$READOUT" brief -o record.json pile
holds record.json "REPORTS"
case $(ls -l record.json) in
-rw-r-----*) ;;
*) fail "the rights changed: $(ls -l record.json)" ;;
esac
[ "$(find . -name 'record.json*' | wc -l)" -eq 1 ] || fail "a temporary file was left"

step "-o through a link writes what the link names"
ln -s record.json link
expect 0 "$READOUT" brief --json -o link pile
[ -L link ] || fail "the link was replaced"
is_json record.json

step "-o into a folder that does not exist is an error"
expect 2 "$READOUT" brief -o no/such/file pile
holds err "cannot write no/such/file"

step "a full disk is an error"
if [ -c /dev/full ]; then
    code=0
    "$READOUT" brief pile >/dev/full 2>err || code=$?
    [ $code -eq 2 ] || fail "exit code $code"
    holds err "cannot write standard output"
    expect 2 "$READOUT" brief -o /dev/full pile
    holds err "cannot write /dev/full"
fi

step "a reader that goes away is no error and nothing is said"
i=0
while [ $i -lt 300 ]; do
    cat pile/one.txt >"pile/many$i.txt"
    echo "Sentence number $i makes it another report." >>"pile/many$i.txt"
    i=$((i + 1))
done
{
    code=0
    "$READOUT" extract --json pile 2>err || code=$?
    echo $code >code
} | head -c 10 >/dev/null
[ "$(cat code)" -eq 0 ] || fail "exit code $(cat code)"
[ ! -s err ] || fail "something on standard error"
