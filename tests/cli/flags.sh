#!/bin/sh
# Flags: what is understood, what is refused and how.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"
make_pile

step "an unknown flag is named with the nearest known one, exit code 2"
expect 2 "$READOUT" brief --formt json pile
holds err "unknown flag '--formt'; did you mean '--format'?"
[ ! -s out ] || fail "something on standard output"
expect 2 "$READOUT" brief -x pile
holds err "unknown flag '-x'"

step "an unknown command is named with the nearest known one, exit code 2"
expect 2 "$READOUT" breif pile
holds err "did you mean 'brief'?"
expect 2 "$READOUT" xyzzy pile
holds err "neither a command nor a file"

step "wrong and missing values are refused"
for words in "--format xml" "--color maybe" "--width 12" "--width 80x" "--jobs -1" "--jobs 999" \
    "--max-report-bytes 2G" "--max-report-bytes 8X" "--max-report-bytes 0" "--json=yes"; do
    # shellcheck disable=SC2086 # the words are several
    expect 2 "$READOUT" brief $words pile
done
expect 2 "$READOUT" brief pile --format
holds err "--format needs a value"

step "a flag that a command does not take is refused"
expect 2 "$READOUT" stages --json
holds err "stages takes no --json"

step "flags may stand before and behind the paths, with = or a space"
expect 0 "$READOUT" brief --format=json pile
cp out first
expect 0 "$READOUT" pile --format json
cmp -s out first || fail "the same flags give another record"
expect 0 "$READOUT" --json brief pile
cmp -s out first || fail "--json is not --format json"

step "-- ends the flags"
cp pile/one.txt ./--json
expect 0 "$READOUT" extract -- --json
holds out "Ministers end talks"

step "a file named like a command is read when it is written as a path"
cp pile/one.txt brief
expect 0 "$READOUT" extract ./brief
holds out "Ministers end talks"

step "no path and no command: help on standard error, exit code 2"
expect 2 "$READOUT"
holds err "Usage:"
expect 2 "$READOUT" brief
holds err "brief needs PATH..."

step "the number of jobs does not change the record"
expect 0 "$READOUT" brief --json --jobs 1 pile
cp out first
expect 0 "$READOUT" brief --json --jobs 4 pile
cmp -s out first || fail "--jobs 4 gives another record"
