#!/bin/sh
# The trainer of the language model: a seed gives one model, whatever the threads, stopped and gone
# on with or not; it stops when nothing gets better; readout reads what it writes. Tiny sizes.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"

trainer=$(dirname "$READOUT")/train/language
[ -x "$trainer" ] || exit 77

# A treebank of sentences like "The old ferry left port .", by number.
sentences() {
    awk -v from="$1" -v to="$2" 'BEGIN {
        split("old new small grey", adjectives, " ")
        split("ferry crane harbour union", nouns, " ")
        split("left closed sold found", verbs, " ")
        for (i = from; i < to; i++) {
            adjective = adjectives[i % 4 + 1]
            noun = nouns[int(i / 4) % 4 + 1]
            verb = verbs[int(i / 16) % 4 + 1]
            lemma = verb == "left" ? "leave" : verb == "closed" ? "close" : verb == "sold" ? "sell" : "find"
            printf "# sent_id = %d\n", i
            printf "1\tThe\tthe\tDET\tDT\t_\t3\tdet\t_\t_\n2\t%s\t%s\tADJ\tJJ\t_\t3\tamod\t_\t_\n", adjective, adjective
            printf "3\t%s\t%s\tNOUN\tNN\tNumber=Sing\t4\tnsubj\t_\t_\n4\t%s\t%s\tVERB\tVBD\t_\t0\troot\t_\t_\n", noun, noun, verb, lemma
            printf "5\tLindhaven\tLindhaven\tPROPN\tNNP\tNumber=Sing\t4\tobj\t_\tNE=B-LOC|SpaceAfter=No\n6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n"
        }
    }'
}
sentences 0 64 >train.conllu
sentences 3 23 >dev.conllu

# learn OUT OPTION...
learn() {
    model=$1
    shift
    "$trainer" --out "$model" --trees train.conllu --dev dev.conllu --steps 24 --warmup 4 --every 8 \
        --width 32 --layers 1 --table 256 --vector-count 0 --tree-words 120 --name-words 0 \
        "$@" 2>"$model.log" || fail "the trainer failed: $(cat "$model.log")"
}

step "the same seed, the same file, whatever the threads"
learn one --threads 1
learn two --threads 2
cmp one two || fail "threads change the model"
learn other --threads 2 --seed 2
if cmp -s one other; then fail "the seed changes nothing"; fi
grep -q 'uas .* las' one.log || fail "no dev scores are shown"
grep -q 'loss tags' one.log || fail "no loss is shown"

step "stopped at any time and gone on with, the same file"
"$trainer" --out resumed --trees train.conllu --dev dev.conllu --steps 24 --warmup 4 --every 8 \
    --width 32 --layers 1 --table 256 --vector-count 0 --tree-words 120 --name-words 0 \
    --checkpoint checkpoint 2>stopped.log &
process=$!
while [ ! -e checkpoint ] && kill -0 "$process" 2>/dev/null; do sleep 0.01; done
kill -9 "$process" 2>/dev/null || true
wait "$process" 2>/dev/null || true
learn resumed --checkpoint checkpoint
grep -q 'going on from step' resumed.log || fail "it did not go on"
cmp one resumed || fail "the model of a resumed training is another"

step "a checkpoint of other sizes is not used"
learn wider --checkpoint checkpoint --width 64
grep -q 'of another training: not used' wider.log || fail "it was used"

step "it stops when nothing gets better"
learn still --rate 0 --steps 400 --patience 2
[ "$(grep -c '^step' still.log)" -eq 3 ] || fail "$(grep -c '^step' still.log) measurements, not 3"

step "readout reads the model; another language is then not English"
printf 'The old ferry left Lindhaven. The new crane closed Lindhaven.\n' >report.txt
expect 0 "$READOUT" annotate --model one report.txt
grep -q '^1	The	' out || fail "no analysis"
learn portuguese --language pt
printf 'O porto está fechado, disse o presidente da câmara. A ponte não foi construída em uma semana.\n' >pt.txt
expect 0 "$READOUT" annotate --model portuguese pt.txt
grep -q 'not analysed' out && fail "a Portuguese report was passed over by a Portuguese model"
expect 0 "$READOUT" annotate pt.txt
grep -q '^# readout_note = not analysed, language = pt$' out || fail "Portuguese taken for English"

step "labels news for the trainer"
printf '{"id":"a","text":"%s"}\n' "The old ferry left Lindhaven on Monday. The harbour was closed." >news.jsonl
"$(dirname "$trainer")/label" one silver.conllu 1000 news.jsonl 2>label.log || fail "$(cat label.log)"
grep -q '^1	The	' silver.conllu || fail "nothing is labelled"
learn taught --silver silver.conllu --silver-words 20 --capitals 2
