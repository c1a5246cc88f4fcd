#!/bin/sh
# run.sh PROGRAM [--update]: compares whole outputs of the program with what is written here.
#
#   layers/NAME.txt      cases, each a small input and one layer of its analysis:
#
#                            === what the case shows
#                            layer: sentences
#                            The input, up to the line of three hyphens.
#                            ---
#                            What `readout show sentences` prints for it, without "# FILE".
#
#   briefs/PILE.FORMAT   the record of examples/PILE
#
# --update writes down what the program prints today; the diff is then to be read.
set -eu

program=$1
update=${2:-}
golden=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$golden/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# same NAME: $golden/NAME against $work/NAME.
same() {
    if [ "$update" = --update ]; then
        cmp -s "$golden/$1" "$work/$1" || {
            cp "$work/$1" "$golden/$1"
            echo "updated $1"
        }
    elif ! diff -u "$golden/$1" "$work/$1"; then
        failed=$((failed + 1))
    fi
}

# split CORPUS: each case becomes cases/NUMBER.title, .layer and .input.
split() {
    rm -rf "$work/cases"
    mkdir "$work/cases"
    awk -v folder="$work/cases" '
        part != "input" && /^=== / {
            if (name)
                close(name ".input")
            name = sprintf("%s/%03d", folder, ++count)
            print > (name ".title")
            close(name ".title")
            part = "head"
            next
        }
        part == "head" && sub(/^layer: /, "") {
            print > (name ".layer")
            close(name ".layer")
            printf "" > (name ".input")
            part = "input"
            next
        }
        part == "input" && $0 == "---" { part = "expected"; next }
        part == "input" { print > (name ".input") }
        part == "head" || part == "" {
            if ($0 != "") {
                print FILENAME ":" FNR ": neither a title nor a layer: " $0 > "/dev/stderr"
                exit 2
            }
        }
        END {
            if (part == "head" || part == "input") {
                print FILENAME ": the last case has no ---" > "/dev/stderr"
                exit 2
            }
        }
    ' "$1"
}

# show LAYER FILE: the layer; what else the program says stands behind an exclamation mark.
show() {
    code=0
    (cd "$work/cases" && "$program" show "$1" "$2") >"$work/out" 2>"$work/err" || code=$?
    sed '1{/^# /d;}' "$work/out"
    sed 's/^/! /' "$work/err"
    [ "$code" -le 1 ] || echo "! exit $code"
}

# rewrite CORPUS: the corpus with what the program prints today.
rewrite() {
    split "$1"
    for title in "$work"/cases/*.title; do
        case=${title%.title}
        layer=$(cat "$case.layer")
        [ "$(basename "$case")" = 001 ] || echo
        cat "$title"
        echo "layer: $layer"
        cat "$case.input"
        echo ---
        show "$layer" "$(basename "$case").input"
    done
}

mkdir "$work/layers" "$work/briefs"
for corpus in "$golden"/layers/*.txt; do
    [ -e "$corpus" ] || continue
    name=layers/$(basename "$corpus")
    rewrite "$corpus" >"$work/$name"
    same "$name"
done

cd "$root"
for pile in examples/*/; do
    pile=${pile%/}
    for format in text json md; do
        name=briefs/$(basename "$pile").$(echo "$format" | sed 's/text/txt/')
        # The model's checksum changes with every training.
        "$program" brief --quiet --jobs 2 --width 100 --format "$format" "$pile" |
            sed 's/"model":"\([^"]*\) ([0-9a-f]*)"/"model":"\1"/' >"$work/$name"
        same "$name"
    done
done

if [ "$failed" -gt 0 ]; then
    echo "$failed files differ; if the new output is right: ./dev test --update golden"
    exit 1
fi
