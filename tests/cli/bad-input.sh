#!/bin/sh
# bad-input.sh: whatever lies in a pile, the program names it on stderr with the reason, records it
# as a problem, reads the rest and does not grow, wait or fall.
set -eu

# A second of work at most takes 20 with a sanitizer on a busy machine.
SECONDS_MAX=120

story='The gate of pier nine was closed on 3 November 2021, said Tom Reeve.'

fail() {
    echo "FAIL: $*" >&2
    sed 's/^/  stderr: /' err >&2
    exit 1
}

# run CODE ARGUMENT...: stdout to out, stderr to err.
run() {
    wanted=$1
    shift
    code=0
    timeout "$SECONDS_MAX" "$READOUT" "$@" >out 2>err || code=$?
    [ "$code" -eq "$wanted" ] || fail "readout $* gave $code, not $wanted"
}

# says PATH REASON: one line of stderr names both.
says() {
    grep -F -- "$1" err | grep -q -- "$2" || fail "stderr does not say '$1: ... $2'"
}

# records PATH REASON: a problem of the JSON record names it.
records() {
    awk -v path="\"path\":\"$1\"" '
        index($0, path) { inside = 1 }
        inside && match($0, /"problem":/) { print substr($0, RSTART); exit }
    ' out | grep -q "^\"problem\":\".*$2" || fail "the record has no problem '$2' for $1"
}

# alone NAME REASON: a file of which nothing can be read.
alone() {
    run 1 brief --format json "$1"
    says "$1" "$2"
    records "$1" "$2"
}

# among NAME REASON: the same beside a report that can be read.
among() {
    mkdir -p pile
    mv "$1" "pile/$1"
    printf '%s\n' "$story" >pile/good.txt
    run 0 brief --format json pile
    says "pile/$1" "$2"
    records "pile/$1" "$2"
    grep -q 'pier nine' out || fail "the good report beside $1 is lost"
    mv "pile/$1" "$1"
}

both() {
    alone "$1" "$2"
    among "$1" "$2"
}

echo "files without text"
: >empty.txt
both empty.txt empty
printf ' \n\t\n\n' >blank.txt
both blank.txt .
printf '\211PNG\r\n\032\n\000\000\000\rIHDR\000\000\001\000' >picture.png
both picture.png 'not text'
printf '%%PDF-1.7\n%%\342\343\317\323\n1 0 obj\n' >paper.pdf
both paper.pdf 'not text'
printf '\177ELF\002\001\001\000\000\000\000\000\000\000\000\000\003\000\076\000' >program
both program 'not text'
printf 'PK\003\004\024\000\000\000\010\000\000\000' >archive.zip
both archive.zip 'not text'
printf '\037\213\010\000\000\000\000\000\000\003' >archive.gz
both archive.gz 'not text'
head -c 3000 "$READOUT" | tail -c 2000 >bytes
both bytes .

echo "too large"
truncate -s 1G large.txt
(
    # Sanitizers reserve more addresses than any limit.
    # shellcheck disable=SC3045 # dash and bash have it
    nm "$READOUT" 2>/dev/null | grep -q -e __asan_init -e __tsan_init || ulimit -v 700000
    both large.txt 'larger than'
)
rm large.txt
head -c 9000000 /dev/zero | tr '\0' x >line.txt
both line.txt 'larger than'
run 0 brief --format json --max-report-bytes 16M line.txt
rm line.txt

echo "charsets"
printf 'Zo\303\253 and Ren\303\251 said \342\200 no, \303( and yes at pier nine.\n' >broken.txt
run 0 brief --format json broken.txt
says broken.txt .
records broken.txt .
grep -q 'at pier nine' out || fail "broken UTF-8 costs the rest of the line"
utf16() {
    printf '%s\n' "$story" | awk -v order="$1" 'BEGIN { zero = "\\000" } {
        text = $0 "\n"
        for (i = 1; i <= length(text); i++) {
            c = substr(text, i, 1)
            c = c == "\n" ? "\\n" : c
            printf "%s", order == "le" ? c zero : zero c
        }
    }'
}
# shellcheck disable=SC2059 # the text is a format on purpose
{
    printf "\\377\\376$(utf16 le)" >utf16le-bom.txt
    printf "\\376\\377$(utf16 be)" >utf16be-bom.txt
    printf "$(utf16 le)" >utf16le.txt
    printf "$(utf16 be)" >utf16be.txt
}
for file in utf16le-bom.txt utf16be-bom.txt utf16le.txt utf16be.txt; do
    run 0 brief --format json "$file"
    grep -q 'pier nine was closed' out || fail "$file is not read"
done
printf 'The gate of \000pier nine\000 was closed.\n' >nul.txt
printf "%s\n" "$story" "$story" "$story" >>nul.txt
run 0 brief --format json nul.txt
says nul.txt NUL
records nul.txt NUL

echo "HTML"
printf '<html><body><article><h1>Gate closed</h1><p>%s</p><p>Nobody was <a href="/hu' "$story" >cut.html
run 0 brief --format json cut.html
grep -q 'pier nine was closed' out || fail "what stands before the cut is lost"
awk -v story="$story" 'BEGIN {
    for (i = 0; i < 100000; i++) printf "<div>"
    print "<p>" story "</p>"
    for (i = 0; i < 100000; i++) printf "</div>"
}' >deep.html
run 0 brief --format json deep.html
grep -q 'pier nine was closed' out || fail "the text inside 100,000 boxes is lost"

echo "JSON lines"
{
    printf '{"id":"one","text":"%s"}\n' "$story"
    printf '{"id":"two","text":\n'
    printf '{"id":"three","text":5}\n'
    printf '[1,2]\n\n'
    printf '{"id":"six","title":"Nothing"}\n'
    printf '{"id":"seven","text":"%s"}\n' "$story"
} >lines.jsonl
run 0 brief --format json lines.jsonl
for line in 2 3 4 6; do
    says "lines.jsonl:$line" .
    records "lines.jsonl:$line" .
done
grep -q '"id":"one"' out || fail "the line before the broken ones is lost"
grep -q '"id":"seven"' out || fail "the line after the broken ones is lost"
grep -q 'lines.jsonl:5' err && fail "an empty line is no problem"

echo "one line of 100 MB"
{
    printf '{"id":"small","text":"%s"}\n{"id":"large","text":"' "$story"
    head -c 100000000 /dev/zero | tr '\0' x
    printf '"}\n{"id":"last","text":"%s"}\n' "$story"
} >large.jsonl
run 0 brief --format json large.jsonl
says large.jsonl:2 'larger than'
records large.jsonl:2 'larger than'
grep -q '"id":"last"' out || fail "the line after the large one is lost"
rm large.jsonl

echo "folders"
mkdir -p loop/inner nothing hidden
printf '%s\n' "$story" >loop/inner/good.txt
ln -s .. loop/inner/up
ln -s inner loop/again
ln -s self loop/self
ln -s nowhere loop/dangling
run 0 brief --format json loop
says loop/dangling .
says loop/self .
records loop/dangling .
[ "$(grep -o '"path":"loop/[^"]*good.txt"' out | sort -u | wc -l)" -eq 1 ] ||
    fail "a folder reached twice is read twice"
run 1 brief nothing
printf '%s\n' "$story" >hidden/.secret
run 1 brief hidden

echo "what is no file"
mkdir pipes
mkfifo pipes/pipe
printf '%s\n' "$story" >pipes/good.txt
run 0 brief --format json pipes
grep -q 'pier nine' out || fail "the report beside a pipe is lost"
run 1 brief --format json pipes/pipe
says pipes/pipe .
run 1 brief --format json /dev/zero
says /dev/zero .
run 1 brief --format json /dev/null
says /dev/null .

echo "paths that do not exist"
run 2 brief missing.txt
says missing.txt 'no such file'
printf '%s\n' "$story" >good.txt
run 2 brief --format json missing.txt good.txt
says missing.txt 'no such file'
grep -q 'pier nine' out || fail "the report beside a missing path is lost"

echo "no permission"
if [ "$(id -u)" -ne 0 ]; then
    printf '%s\n' "$story" >locked.txt
    chmod 000 locked.txt
    both locked.txt ermission
    mkdir -p rooms/locked
    printf '%s\n' "$story" >rooms/good.txt
    chmod 000 rooms/locked
    run 0 brief --format json rooms
    says rooms/locked ermission
else
    echo "  not tried: root may read everything"
fi
