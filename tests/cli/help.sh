#!/bin/sh
# Help, the manual page and the completions: all come from one table.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"

step "help on the program and on every command"
expect 0 "$READOUT" --help
holds out "Usage: readout"
cp out general
expect 0 "$READOUT" help
cmp -s out general || fail "help differs from --help"
sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p' general >names
[ "$(wc -l <names)" -ge 10 ] || fail "commands are missing"
while read -r name; do
    expect 0 "$READOUT" help "$name"
    holds out "Usage: readout $name"
    cp out first
    [ "$name" = help ] && continue
    expect 0 "$READOUT" "$name" --help
    cmp -s out first || fail "$name --help differs from help $name"
done <names

step "help on something unknown"
expect 2 "$READOUT" help nothing

step "the version"
expect 0 "$READOUT" --version
cp out first
expect 0 "$READOUT" version
cmp -s out first || fail "version differs from --version"
grep -q '^readout [0-9][0-9.]*$' out || fail "no version"

step "the manual page names every flag and passes mandoc -Tlint"
expect 0 "$READOUT" help --man
cp out readout.1
sed -n 's/^ .*--\([a-z-]*\).*/\1/p' general | sort -u >flags
while read -r flag; do
    sed 's/\\-/-/g' readout.1 | grep -q "Fl -$flag" || fail "not in the manual: --$flag"
done <flags
if command -v mandoc >/dev/null; then
    mandoc -Tlint -W style readout.1 >lint 2>&1 || fail "mandoc: $(cat lint)"
fi

step "completions for three shells know the commands and flags"
for shell in bash zsh fish; do
    expect 0 "$READOUT" help --completion $shell
    holds out timeline
    holds out max-report-bytes
done
expect 2 "$READOUT" help --completion tcsh
if command -v bash >/dev/null; then
    "$READOUT" help --completion bash >completion
    bash -c '. ./completion; COMP_WORDS=(readout sta); COMP_CWORD=1; compopt() { :; }; _readout
             echo "${COMPREPLY[*]}"' >out 2>err
    [ "$(cat out)" = "statements stages" ] || fail "bash completes 'sta' to: $(cat out)"
fi

step "stages and show"
expect 0 "$READOUT" stages
holds out sentences
printf 'Anna Berg said no. Carlos Pinto said yes.\n' >report.txt
expect 0 "$READOUT" show sentences report.txt
expect 2 "$READOUT" show sentnces report.txt
holds err "did you mean 'sentences'?"
expect 2 "$READOUT" show sentences
