#!/bin/sh
# readout stories: a stream in one run or in several with --state, in any order inside a day.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"

theme() {
    case $1 in
    1) echo "The parliament of Ostrava passed the budget after Minister Halda resigned" ;;
    2) echo "A volcano on the island of Berun threw ash over the airport of Lantos" ;;
    3) echo "Surgeons in Varna gave the boy Emil Todor an artificial heart" ;;
    4) echo "The chess champion Olga Prent lost her crown to a schoolgirl in Malmo" ;;
    5) echo "A court in Brasov sent the banker Radu Voinea to prison for bribes" ;;
    6) echo "The wheat harvest of Kasovo failed for want of rain and bread grew dear" ;;
    7) echo "Astronomers at Tenero found a comet with two tails behind Jupiter" ;;
    8) echo "The opera house of Livno opened again with a work by Pavel Grosz" ;;
    9) echo "Thieves took a painting of sunflowers from the museum in Aarlund" ;;
    10) echo "The textile factory of Monteza dismissed half of its weavers" ;;
    11) echo "A bridge across the Drava fell while the tram number nine crossed it" ;;
    12) echo "The cyclist Ivo Marek won the mountain stage through the Karpa pass" ;;
    esac
}

# 12 days of a story that goes on, and one of each day.
make_stream() {
    day=1
    while [ $day -le 12 ]; do
        for version in 1 2 3; do
            printf '{"id":"ferry-%d-%d","published":"2024-05-%02d","title":"Ferry aground at Kelmouth","text":"Day %d of the Norhaven ferry on the Gannet Bank off Kelmouth: tugs of harbour master Ines Karvonen pulled %d times."}\n' $day $version $day $day $version
            printf '{"id":"other-%d-%d","published":"2024-05-%02d","text":"%s, it was heard in version %d."}\n' $day $version $day "$(theme $day)" $version
        done
        day=$((day + 1))
    done
}
make_stream >all.jsonl

step "one run"
"$READOUT" stories --json --window 2 all.jsonl >one 2>err || fail "exit code $?"
[ "$(wc -l <one)" -eq 13 ] || fail "$(wc -l <one) stories instead of 13"
[ "$(grep -c '"ferry-1-1".*"ferry-12-3"' one)" -eq 1 ] || fail "the ferry is not one story"

step "the same from standard input"
"$READOUT" stories --json --window 2 - <all.jsonl >out 2>err || fail "exit code $?"
cmp -s one out || fail "standard input gives something else"

step "several runs with a state, cut anywhere, also inside a day"
for cut in 1 3 20 41 71; do
    rm -f open.stories
    head -n $cut all.jsonl >first.jsonl
    tail -n +$((cut + 1)) all.jsonl >second.jsonl
    "$READOUT" stories --json --window 2 --state open.stories first.jsonl >parts 2>err ||
        fail "exit code $? of the first run"
    "$READOUT" stories --json --window 2 --state open.stories --finish second.jsonl >>parts 2>err ||
        fail "exit code $? of the second run"
    cmp -s one parts || fail "cut at $cut, two runs give something else"
done

step "a run for each line"
rm -f open.stories parts
head -n 18 all.jsonl >some.jsonl
while IFS= read -r line; do
    printf '%s\n' "$line" | "$READOUT" stories --json --window 2 --state open.stories - >>parts ||
        fail "exit code $?"
done <some.jsonl
"$READOUT" stories --json --window 2 --state open.stories --finish - >>parts </dev/null || true
"$READOUT" stories --json --window 2 some.jsonl >out 2>err || fail "exit code $?"
cmp -s parts out || fail "line by line it is something else"

step "the order inside a day does not matter"
awk -F'"' '{ print $8, (NR * 7919) % 101, $0 }' all.jsonl | sort -k1,1 -k2,2n |
    cut -d' ' -f3- >shuffled.jsonl
"$READOUT" stories --json --window 2 shuffled.jsonl >out 2>err || fail "exit code $?"
cmp -s one out || fail "another order gives something else"

step "a state that is damaged, of another window or none at all is refused"
head -c 100000 open.stories >damaged
expect 2 "$READOUT" stories --json --window 2 --state damaged all.jsonl
holds err "damaged"
echo text >damaged
expect 2 "$READOUT" stories --json --window 2 --state damaged all.jsonl
[ "$(cat damaged)" = text ] || fail "what is no state was written over"
expect 2 "$READOUT" stories --json --window 3 --state open.stories all.jsonl
