#!/bin/sh
# readout annotate: valid CoNLL-U, and sentences and words that are given stay as they are.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"

# valid FILE: ids, columns, heads, one root, and the text as the words make it.
valid() {
    awk -F '\t' '
        function finish(   i, roots, at, steps, text, next_one) {
            if (words == 0) return
            for (i = 1; i <= words; i++) {
                if (head[i] == "_") continue
                if (head[i] == 0) roots++
                if (head[i] + 0 > words || head[i] == i) wrong("head of " i)
                if ((head[i] == 0) != (relation[i] == "root")) wrong("relation of " i)
                steps = 0
                for (at = i; at > 0 && steps <= words; steps++) at = head[at]
                if (at > 0) wrong("circle at " i)
            }
            if (head[1] != "_" && roots != 1) wrong("roots: " roots)
            for (i = 1; i <= words; i = next_one) {
                next_one = i + 1
                if (i in range) next_one = range[i] + 1
                text = text (i in range ? surface[i] : form[i])
                if (!((i in range ? rangeglue[i] : glue[i]))) text = text " "
            }
            sub(/ +$/, "", text)
            if (text != given) wrong("text: " text)
            words = 0
            split("", range)
        }
        function wrong(what) { print FILENAME ":" NR ": " what; bad = 1 }
        /^# text = / { given = substr($0, 10); next }
        /^#/ { next }
        /^$/ { finish(); next }
        NF != 10 { wrong("columns") }
        { for (i = 1; i <= NF; i++) if ($i == "") wrong("empty column") }
        $1 ~ /-/ { split($1, ends, "-"); range[ends[1]] = ends[2]; surface[ends[1]] = $2
                   rangeglue[ends[1]] = $10 ~ /SpaceAfter=No/; next }
        { words++; if ($1 != words) wrong("id")
          form[words] = $2; head[words] = $7; relation[words] = $8
          glue[words] = $10 ~ /SpaceAfter=No/ }
        END { finish(); exit bad }
    ' "$1" || fail "$1 is not valid"
}

# line FILE PATTERN: one of its lines is like this.
line() {
    grep -q -- "$2" "$1" || fail "no line in $1 is $2"
}

# words FILE: numbers and forms only.
words() { grep -v '^#' "$1" | cut -f 1,2; }

step "a report of every kind of sentence"
cat >report.txt <<'END'
Harbour office says "it isn't closing"

LINDHAVEN, 14 March - Marta Oyelaran, who leads the union, said she hadn't been told. "We're waiting," said Oyelaran.

Don't ask why: 3.5% of the U.S. fleet (some 40 ships) is gone... 😀 שלום עולם

- Tom Arden, Nora Quist, Paul Aherne
- one | two | three

no full stop here and no capital either
END
expect 0 "$READOUT" annotate report.txt
mv out first
valid first
line first '^# newdoc id = r'
line first '^[0-9]*	Marta	Marta	PROPN	.*NE=B-PER'
line first '^[0-9]*	Oyelaran	Oyelaran	PROPN	.*NE=I-PER'
line first '^[0-9]*-[0-9]*	isn.t	_	_	_	_	_	_	_	'

step "its own output read again has the same words"
expect 0 "$READOUT" annotate --input conllu first
mv out second
valid second
words first >first.words
words second >second.words
cmp first.words second.words || fail "the words changed"
grep '^# \(sent_id\|text\)' first >first.comments
grep '^# \(sent_id\|text\)' second >second.comments
cmp first.comments second.comments || fail "the comments changed"

step "odd words, ranges whose words are spelt otherwise, an empty node"
{
    printf '# sent_id = odd-1\n# text = wanna go\n'
    printf '1-2\twanna\t_\t_\t_\t_\t_\t_\t_\t_\n1\twant\t_\t_\t_\t_\t_\t_\t_\t_\n'
    printf '2\tto\t_\t_\t_\t_\t_\t_\t_\t_\n2.1\tgone\t_\t_\t_\t_\t_\t_\t_\t_\n'
    printf '3\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Keep=this\n\n'
    printf '1\tNew York\t_\t_\t_\t_\t_\t_\t_\t_\n\n1\t_\t_\t_\t_\t_\t_\t_\t_\t_\n\n'
} >odd.conllu
expect 0 "$READOUT" annotate --input conllu odd.conllu
mv out odd.out
holds err "1 empty nodes left out"
line odd.out '^# sent_id = odd-1$'
line odd.out '^# readout_note = 1 empty nodes left out$'
line odd.out '^3	go	.*SpaceAfter=No|Keep=this$'
grep -v '^2\.1' odd.conllu >odd.kept
words odd.kept >odd.words
words odd.out >odd.found
cmp odd.words odd.found || fail "the words changed"

step "a sentence of 10,000 words stays one"
awk 'BEGIN { for (i = 1; i <= 10000; i++)
                 printf "%d\tword%d\t_\t_\t_\t_\t_\t_\t_\t_\n", i, i % 7; print "" }' >long.conllu
expect 0 "$READOUT" annotate --input conllu long.conllu
mv out long.out
valid long.out
words long.conllu >long.words
words long.out >long.found
cmp long.words long.found || fail "the words changed"

step "a sentence that is too long is cut, with a note"
awk 'BEGIN { printf "Ann"; for (i = 0; i < 2500; i++) printf " and %d", i; print "." }' >long.txt
expect 0 "$READOUT" annotate long.txt
line out '^# readout_note = cut after 1000 words$'
mv out long.out
valid long.out

step "another language is not analysed as English"
cat >german.txt <<'END'
Die Hafenverwaltung hat am Montag erklärt, dass die Fähre nicht mehr fahren wird. Die Gewerkschaft wurde darüber
nicht unterrichtet, und die Arbeiter haben gegen die Entscheidung der Verwaltung Widerspruch eingelegt.
END
expect 0 "$READOUT" annotate german.txt
mv out german.out
valid german.out
line german.out '^1	Die	_	_	_	_	_	_	_	'
line german.out '^# readout_note = not analysed, language = de$'

step "documents"
printf '# newdoc id = a\n1\tOne\t_\t_\t_\t_\t_\t_\t_\t_\n\n# newdoc id = b\n1\tTwo\t_\t_\t_\t_\t_\t_\t_\t_\n\n' >two.conllu
expect 0 "$READOUT" annotate --input conllu two.conllu
line out '^# newdoc id = a$'
line out '^# newdoc id = b$'
cp out forward
"$READOUT" annotate --input conllu - <two.conllu >out 2>err || fail "exit code $?"
cmp out forward || fail "standard input gives something else"

step "bad input"
printf 'no columns at all\n' >bad.conllu
expect 1 "$READOUT" annotate --input conllu bad.conllu
holds err "no sentence in CoNLL-U"
expect 2 "$READOUT" annotate --input words bad.conllu
expect 2 "$READOUT" brief --input conllu bad.conllu
holds err "brief takes no --input"
