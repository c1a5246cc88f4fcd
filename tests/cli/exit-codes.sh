#!/bin/sh
# Exit codes: 0 done, 1 nothing found, 2 error; and what is said about reports with problems.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"
make_pile

step "0: something was found"
expect 0 "$READOUT" brief pile
[ ! -s err ] || fail "something on standard error"

step "1: nothing can be read"
: >empty.txt
expect 1 "$READOUT" brief empty.txt
holds err "readout: empty.txt: "

step "1: an empty folder"
mkdir nothing
expect 1 "$READOUT" brief nothing
expect 1 "$READOUT" brief --json nothing
is_json out

step "1: the part is empty"
expect 1 "$READOUT" copies pile
expect 1 "$READOUT" copies --json pile
holds out '"copies":[]'

step "2: a path that does not exist; what exists is read all the same"
expect 2 "$READOUT" brief pile no-such-file
holds err "no-such-file"
holds out "Ministers end talks"
expect 2 "$READOUT" brief no-such-file.txt
[ ! -s out ] || fail "a record of nothing"

step "a report with a problem is named once, marked in the record, and the rest is read"
printf 'a\0b\0c\0\377\376\0' >pile/broken.bin
expect 0 "$READOUT" brief pile
[ "$(grep -c 'readout: pile/broken.bin: ' err)" -eq 1 ] || fail "not named once"
holds out "problem: "
expect 0 "$READOUT" brief --quiet pile
[ ! -s err ] || fail "--quiet says something"
holds out "problem: "

step "control characters in a file's name do not reach the terminal"
name=$(printf 'pile/\033[31mred.txt')
: >"$name"
expect 0 "$READOUT" brief pile
lacks err "$(printf '\033')"
lacks out "$(printf '\033')"
holds err '\x1b[31mred.txt'
