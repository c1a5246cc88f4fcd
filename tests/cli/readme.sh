#!/bin/sh
# The sample in README.md is what the program prints: every line of it but "..." stands in the
# output, in that order.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"

step "README's sample is true"
sed -n '/^\$ readout brief/,/^```$/p' "$SOURCE/README.md" | sed '$d' >sample
command=$(sed -n '1s/^\$ readout //p' sample)
sed 1d sample | grep -v '^ *\.\.\.$' | grep -v '^$' >wanted || fail "there is no sample"
cd "$SOURCE" || exit
# shellcheck disable=SC2086 # the words of a command
"$READOUT" $command >"$OLDPWD/out" 2>"$OLDPWD/err" || fail "exit code $?: $command"
cd "$OLDPWD" || exit
awk '
    NR == FNR { wanted[NR] = $0; count = NR; next }
    next_line < count && $0 == wanted[next_line + 1] { next_line++ }
    END {
        if (next_line < count) {
            print "not in the output, or not in this order: " wanted[next_line + 1]
            exit 1
        }
    }
' wanted out || fail "README.md shows what the program does not print"
