#!/bin/sh
# readout annotate on text that no grammar foresees: what it says of each, and that what it writes
# reads as CoNLL-U again with the same words.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"

# made: annotates standard input; the result is in made, its own re-reading the same.
made() {
    cat >report.txt
    expect 0 "$READOUT" annotate report.txt
    mv out made
    awk -F '\t' '
        /^#/ { next }
        /^$/ { if (words > 0 && analysed && roots != 1) { print NR ": " roots " roots"; bad = 1 }
               words = roots = analysed = 0; next }
        NF != 10 { print NR ": not ten columns"; bad = 1 }
        $1 ~ /^[0-9]+$/ { words++; roots += $7 == "0"; analysed += $7 != "_"
                          if ($1 != words) { print NR ": id"; bad = 1 } }
        END { exit bad }' made || fail "not valid"
    expect 0 "$READOUT" annotate --input conllu made
    words made >before
    words out >after
    cmp before after || fail "read again, the words are others"
}

words() { grep -v '^#' "$1" | cut -f 1,2; }
sentences() { grep -c '^# sent_id' made || true; }
line() { grep -q -- "$1" made || fail "no line is $1"; }

step "sentences of one token"
printf 'Fire.\n\nYes\n\n5\n' | made
[ "$(sentences)" -eq 3 ] || fail "$(sentences) sentences, not 3"
line '^1	Yes	yes	INTJ	.*	0	root	'
line '^1	5	5	NUM	.*	0	root	'

step "10,000 words without a full stop: cut after 1,000, with a note, one tree each"
awk 'BEGIN { printf "Marta"; for (i = 1; i < 10000; i++) printf " saw %s", i % 2 ? "ships" : "boats"; print "" }' |
    made
line '^# readout_note = cut after 1000 words$'
[ "$(sentences)" -ge 19 ] || fail "only $(sentences) sentences"

step "emoji are symbols, and no part of a name or word"
printf 'Great news from Lindhaven \360\237\221\215\360\237\217\275 today \360\237\207\256\360\237\207\271!!! \360\237\230\200\360\237\216\211\n' | made
line '^[0-9]*	👍🏽	👍🏽	SYM	NFP	_	.*	_	_$'
line '^[0-9]*	🇮🇹	🇮🇹	SYM	NFP	'
line '^[0-9]*	😀	😀	SYM	NFP	_	.*	SpaceAfter=No$'
line '^[0-9]*	today	today	'

step "right-to-left words inside English stay words of it"
printf 'The word \327\251\327\234\327\225\327\235 means peace, said Nora Quist.\n' | made
line '^3	שלום	'
line '^7	said	say	VERB	.*	0	root	'

step "a report in another script or language is marked, split, and not analysed"
printf 'قال رئيس الميناء يوم الاثنين إن العبارة لن تعمل بعد الآن. وقالت النقابة إنها لم تبلغ بذلك.\n' | made
line '^# readout_note = not analysed, language = ar$'
line '^1	قال	_	_	_	_	_	_	_	'
printf 'Le port a fermé lundi après un incendie, a déclaré le maire. La grève des marins est dans les rues.\n' | made
line '^# readout_note = not analysed, language = fr$'

step "headlines in capitals: the same words of the same classes"
printf 'HARBOUR OFFICE CLOSES PORT AFTER FIRE, SAYS MAYOR MARTA OYELARAN\n' | made
line '^[0-9]*	CLOSES	close	VERB	'
line '^[0-9]*	AFTER	after	ADP	'
line '^[0-9]*	SAYS	say	VERB	'
line '^[0-9]*	MARTA	.*	PROPN	.*NE=B-PER'

step "neither capitals nor marks: one sentence, real tags and lemmas"
printf 'the harbour office said on monday that the ferry would not sail again the union was not told\n' | made
line '^[0-9]*	said	say	VERB	VBD	'
line '^[0-9]*	was	be	AUX	VBD	'
line '^[0-9]*	told	tell	VERB	VBN	'

step "the rows of a table are sentences of their own, their names found"
printf 'The votes were counted on Monday.\n\nName\tVotes\tShare\nMarta Oyelaran\t1204\t52%%\nTom Arden\t1110\t48%%\n' | made
line '^[0-9]*	Marta	.*NE=B-PER'
line '^[0-9]*	Tom	.*NE=B-PER'
[ "$(sentences)" -ge 3 ] || fail "only $(sentences) sentences"

step "a list of names is names, each of its own"
printf 'Tom Arden, Nora Quist, Paul Aherne, Marta Oyelaran, Jon Reeve, Ann Lee\n' | made
[ "$(grep -c 'NE=B-PER' made)" -eq 6 ] || fail "$(grep -c 'NE=B-PER' made) names, not 6"
printf -- '- Tom Arden\n- Nora Quist\n- Paul Aherne\n' | made
[ "$(grep -c 'NE=B-PER' made)" -eq 3 ] || fail "$(grep -c 'NE=B-PER' made) names, not 3"

step "marks alone are no story; an endless word is one; combining marks without a letter"
printf '*** --- ??? ... !!!\n' >report.txt
expect 1 "$READOUT" annotate report.txt
holds err 'no text of a story'
head -c 20000 /dev/zero | tr '\0' x | made
[ "$(grep -c '^1	xxx' made)" -eq 1 ] || fail "the long word is cut"
printf 'a\314\201\314\202\314\203 \314\200 e\342\200\213f \357\273\277g\n' | made

step "given sentences stay one for one, of 1 and of 10,000 words"
{
    printf '# sent_id = short\n1\tFire\t_\t_\t_\t_\t_\t_\t_\t_\n\n# sent_id = long\n'
    awk 'BEGIN { for (i = 1; i <= 10000; i++) printf "%d\tship%d\t_\t_\t_\t_\t_\t_\t_\t_\n", i, i % 9; print "" }'
    printf '# sent_id = last\n1\t👍\t_\t_\t_\t_\t_\t_\t_\t_\n2\tשלום\t_\t_\t_\t_\t_\t_\t_\t_\n\n'
} >given.conllu
expect 0 "$READOUT" annotate --input conllu given.conllu
words given.conllu >before
words out >after
cmp before after || fail "given words are not kept"
[ "$(grep -c '^# sent_id' out)" -eq 3 ] || fail "given sentences are not kept"
