#!/bin/sh
# Standard input, as text and as JSON lines.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"
make_pile

step "- is standard input"
"$READOUT" extract --json - <pile/one.txt >out 2>err || fail "exit code $?"
holds out "Ministers end talks in Lisbon"
is_json out

step "JSON lines are one report a line and keep their id"
cat >lines <<'END'
{"id": "a-1", "outlet": "The Paper", "title": "One", "published": "2022-03-14", "text": "Anna Berg said on Monday that the harbour was closed."}
{"id": "a-2", "outlet": "The Other", "title": "Two", "text": "Carlos Pinto said on Tuesday that nothing had been agreed."}
END
"$READOUT" extract --json - <lines >out 2>err || fail "exit code $?"
[ "$(wc -l <out)" -eq 2 ] || fail "not two reports"
holds out '"id":"a-1"'
holds out '"outlet":"The Paper"'

step "a broken line is a problem of its own"
{
    cat lines
    echo '{"id": "a-3", "text": '
} >broken
code=0
"$READOUT" brief --json - <broken >out 2>err || code=$?
[ $code -eq 0 ] || fail "exit code $code"
[ "$(wc -l <err)" -eq 1 ] || fail "not one line on standard error"
is_json out

step "an empty standard input is nothing found"
expect 1 "$READOUT" brief -

step "what was extracted can be read again"
"$READOUT" extract --json - <lines >once 2>err || fail "exit code $?"
"$READOUT" extract --json - <once >twice 2>err || fail "exit code $?"
[ ! -s err ] || fail "a problem was reported"
sed 's/"path":"[^"]*"//; s/"sha256":"[^"]*"//' once >once.same
sed 's/"path":"[^"]*"//; s/"sha256":"[^"]*"//' twice >twice.same
diff once.same twice.same >out || fail "reading it again gave something else"
