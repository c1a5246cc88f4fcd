#!/bin/sh
# data.sh NAME...: unpacks data sets, once, and prints the folder of each, one a line.
#
# DATA (default ../shared/data) holds the archives NAME.tar.xz, or folders NAME unpacked already.
# Archives go to READOUT_CACHE (default ~/.cache/readout) below data/NAME. When an archive holds
# one folder and nothing else, that folder is what is printed:
#
#     treebanks=$(bench/data.sh treebanks-en)
#     wc -l "$treebanks/UD_English-EWT/en_ewt-ud-dev.conllu"
set -eu

data=${DATA:-$(dirname "$0")/../../shared/data}
cache=${READOUT_CACHE:-$HOME/.cache/readout}/data

# unpack ARCHIVE FOLDER: whole or not at all, also when two do it at once or one is stopped.
unpack() {
    mkdir -p "$cache"
    partial=$(mktemp -d "$cache/unpacking.XXXXXX")
    trap 'rm -rf "$partial"' EXIT
    mkdir "$partial/new"
    tar -xJf "$1" -C "$partial/new"
    touch "$partial/new/.unpacked"
    [ ! -d "$2" ] || mv "$2" "$partial/old"
    # When somebody else was faster, theirs is as good.
    mv -T "$partial/new" "$2" || [ -e "$2/.unpacked" ]
    rm -rf "$partial"
    trap - EXIT
}

# newer A B: A is newer than B, or B is not there.
newer() {
    [ ! -e "$2" ] || [ -n "$(find "$1" -newer "$2")" ]
}

# content FOLDER: its only folder when it holds nothing else, or FOLDER.
content() {
    only=$(ls "$1")
    if [ -d "$1/$only" ]; then
        printf '%s\n' "$1/$only"
    else
        printf '%s\n' "$1"
    fi
}

[ $# -gt 0 ] || {
    echo "usage: data.sh NAME..." >&2
    exit 2
}
for name; do
    archive=$data/$name.tar.xz
    if [ -d "$data/$name" ]; then
        content "$data/$name"
    elif [ -f "$archive" ]; then
        if newer "$archive" "$cache/$name/.unpacked"; then
            unpack "$archive" "$cache/$name"
        fi
        content "$cache/$name"
    else
        echo "data.sh: no $name.tar.xz in $data (DATA=FOLDER says where the data are)" >&2
        exit 1
    fi
done
