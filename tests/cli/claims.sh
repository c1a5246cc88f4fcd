#!/bin/sh
# readout claims: both sides of a contested claim, its roots, and the way back to them.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"

cat >one.txt <<'END'
Foreign minister Henrik Dahl of Norway met his Estonian colleague Liisa Tamm in Geneva on Monday.

A senior Norwegian official said on Sunday that Estonia has asked Norway for 40 rescue helicopters.

Estonia has denied that it asked Norway for helicopters or other equipment.
END
cat >two.txt <<'END'
Two ministers who have hardly spoken since the winter sat down on the shore of Lake Geneva.

According to an official in Oslo, Estonia requested 40 helicopters from Norway for the rescue work.

Schools in Tartu stayed closed for a day of mourning.
END

"$READOUT" claims --width 100 one.txt two.txt >out
grep -q '^CONTESTED CLAIMS$' out
grep -q 'Estonia has asked Norway for 40 rescue helicopters' out
grep -q 'said by *1-2 roots, 2 reports, 2 documents' out
grep -q 'denied by *1 root, 1 report, 1 document: Estonia' out

"$READOUT" claims --explain C1 --width 100 one.txt two.txt >out
grep -q '^STEP BY STEP$' out
grep -q 'said by A senior Norwegian official, unnamed' out
grep -q 'unnamed: it may be the same' out
"$READOUT" claims --explain=1 --width 100 one.txt two.txt >again
cmp out again

"$READOUT" claims --json one.txt two.txt >out
grep -q '"status":"contested"' out
grep -q '"roots":{"min":1,"max":2' out
grep -q '"counted":"root"' out
"$READOUT" claims --json --jobs 1 one.txt two.txt >again
cmp out again

"$READOUT" claims --format md one.txt two.txt >out
grep -q '^## ' out

# A claim that is not there, and words that are no claim.
"$READOUT" claims --explain C99 one.txt two.txt >out
grep -q 'no such claim' out
code=0
"$READOUT" claims --explain nothing one.txt 2>message || code=$?
[ "$code" = 2 ]
grep -q explain message

# Nothing is claimed: 1.
printf 'Rain.\n' >none.txt
code=0
"$READOUT" claims none.txt >out || code=$?
[ "$code" = 1 ]
