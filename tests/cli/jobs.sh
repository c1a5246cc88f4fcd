#!/bin/sh
# jobs.sh: the same input gives the same record, byte for byte, whatever the number of threads, the
# run, the language, the time zone and the day.
set -eu

# A sanitized program does the same checks on fewer reports and one format: it is many times
# slower, and looks for races, which a few reports show as well.
reports=300
formats="json text md"
if nm "$READOUT" 2>/dev/null | grep -q -e __asan_init -e __tsan_init; then
    reports=40
    formats=json
fi

# compare NAME COMMAND...: what it prints is what is in `expected`.
compare() {
    name=$1
    shift
    "$@" >found
    cmp expected found || {
        echo "FAIL: $name: another record" >&2
        exit 1
    }
}

check() {
    pile=$1
    for format in $formats; do
        set -- "$READOUT" brief --quiet --width 90 --format "$format" "$pile"
        "$@" --jobs 1 >expected
        for jobs in 1 2 4 16; do
            compare "$pile, $format, $jobs jobs" "$@" --jobs "$jobs"
        done
        for zone in UTC Asia/Kathmandu America/St_Johns; do
            compare "$pile, $format, $zone" env TZ="$zone" "$@"
        done
        for locale in C C.UTF-8 tr_TR.UTF-8 de_DE.UTF-8; do
            compare "$pile, $format, $locale" env LC_ALL="$locale" LANG="$locale" "$@"
        done
    done
}

# Reports of 60 stories in 5 versions each, some of them broken.
awk -v reports="$reports" 'BEGIN {
    split("Anna Bell;Carl Dorn;Eve Fox;Tom Reeve;Marta Oyelaran", names, ";")
    split("closed;opened;painted;sold;flooded", verbs, ";")
    for (i = 0; i < reports; i++) {
        story = i % 60
        version = int(i / 60)
        printf "{\"id\":\"r%d\",\"outlet\":\"Outlet %d\",\"published\":\"2021-%02d-%02d\",\"text\":\"", \
            i, version, story % 12 + 1, (story + version) % 28 + 1
        printf "Gate %d is %s\\n\\nThe office of Town %d %s gate %d on %d March 2021, said %s. ", \
            story, verbs[story % 5 + 1], story, verbs[story % 5 + 1], story, story % 28 + 1, \
            names[story % 5 + 1]
        printf "\\\"It rusts since %d,\\\" she %s.\\n\\n", 1950 + story, (version % 2 ? "said" : "added")
        printf "%s denied that the %s gate of pier %d had been %s.\"}\n", \
            names[(story + 1) % 5 + 1], (version > 2 ? "old" : "small"), story * 7, \
            verbs[(story + 2) % 5 + 1]
        if (i % 30 == 29)
            print "{\"id\": broken"
    }
}' >reports.jsonl

check "$PWD/reports.jsonl"
cd "$SOURCE"
work=$TMPDIR
for pile in examples/rome-2022 examples/harbour-fire; do
    (
        cp -R "$pile" "$work/"
        cd "$work"
        check "$(basename "$pile")"
    )
done

# The order of the folder does not count, nor do the names of other folders above it.
cp -R "$SOURCE/examples/rome-2022" "$work/first"
mkdir -p "$work/other/first"
for file in 05-paraphrase.txt 03-state-media.txt 01-agency.txt 04-retrospective.txt 02-analysis.html; do
    cp "$SOURCE/examples/rome-2022/$file" "$work/other/first/"
done
cd "$work"
"$READOUT" brief --quiet --format json first >expected
cd other
"$READOUT" brief --quiet --format json first >"$work/found"
cmp "$work/expected" "$work/found"
