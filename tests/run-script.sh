#!/bin/sh
# run-script.sh SCRIPT [ARGUMENT...]: runs a shell test in an empty folder of its own, which is
# removed afterwards. What the caller's environment says of terminals and languages is not
# passed on. A failing command fails the test.
set -eu

script=$1
shift
folder=$(mktemp -d)
remove() {
    chmod -R u+rwX "$folder"
    rm -rf "$folder"
}
trap remove EXIT

unset COLUMNS NO_COLOR CLICOLOR_FORCE LANG LC_CTYPE LANGUAGE
export LC_ALL=C TMPDIR="$folder"
cd "$folder"
sh -eu "$script" "$@"
