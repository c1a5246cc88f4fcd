#!/bin/sh
# symbols.sh LIBRARY...: each library exports exactly the functions that readout.h declares with
# READOUT_API. Run in the repository's root; prints the differences and fails.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The name before the first parenthesis of each declaration, comments taken out.
awk '
    { text = text $0 "\n" }
    END {
        while ((start = index(text, "/*")) && (end = index(substr(text, start), "*/")))
            text = substr(text, 1, start - 1) substr(text, start + end + 1)
        gsub(/#[^\n]*\n/, "", text)
        count = split(text, declarations, ";")
        for (i = 1; i <= count; i++)
            if (declarations[i] ~ /READOUT_API/ && match(declarations[i], /readout_[a-z0-9_]+[ \n]*\(/))
                print substr(declarations[i], RSTART, RLENGTH - 1)
    }
' include/readout.h | sort >"$folder/declared"

status=0
for library in "$@"; do
    case $library in
    *.so*) nm --dynamic --defined-only --extern-only "$library" ;;
    *) nm --defined-only --extern-only "$library" ;;
    esac | awk 'NF == 3 { print $3 }' | sort >"$folder/exported"
    comm -13 "$folder/declared" "$folder/exported" >"$folder/extra"
    comm -23 "$folder/declared" "$folder/exported" >"$folder/missing"
    sed "s|^|${library##*/}: exported, but not in readout.h: |" "$folder/extra"
    sed "s|^|${library##*/}: in readout.h, but not exported: |" "$folder/missing"
    [ ! -s "$folder/extra" ] && [ ! -s "$folder/missing" ] || status=1
done
exit $status
