#!/bin/sh
# Colours and width: none in a pipe, --color and NO_COLOR, --width.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"
make_pile
escape=$(printf '\033')

step "no colours in a pipe"
expect 0 "$READOUT" brief pile
lacks out "$escape"

step "--color=always colours, --color=never does not"
expect 0 "$READOUT" brief --color=always pile
holds out "${escape}[1m"
expect 0 env NO_COLOR=1 "$READOUT" brief --color always pile
holds out "${escape}[1m"
expect 0 "$READOUT" brief --color=never pile
lacks out "$escape"

step "JSON and Markdown have no colours"
expect 0 "$READOUT" brief --color=always --json pile
lacks out "$escape"
expect 0 "$READOUT" brief --color=always --format md pile
lacks out "$escape"

step "on a terminal: colours, but not with NO_COLOR or TERM=dumb"
if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
    TERM=xterm script -qec "'$READOUT' brief pile" /dev/null >out </dev/null
    holds out "${escape}[1m"
    NO_COLOR=1 TERM=xterm script -qec "'$READOUT' brief pile" /dev/null >out </dev/null
    lacks out "$escape"
    TERM=dumb script -qec "'$READOUT' brief pile" /dev/null >out </dev/null
    lacks out "$escape"
fi

step "no line is wider than --width"
for width in 40 60 100; do
    expect 0 "$READOUT" brief --width $width pile
    awk -v width=$width 'length($0) > width { exit 1 }' out || fail "wider than $width"
done
