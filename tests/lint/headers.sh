#!/bin/sh
# headers.sh COMPILER: every header compiles alone. Run in the repository's root.
set -eu

status=0
for header in $(find src cli web -name '*.h' 2>/dev/null | LC_ALL=C sort); do
    # shellcheck disable=SC2046 # the flags are words
    "$1" -x c -std=c17 -fsyntax-only -Wall -Wextra -Werror -D_POSIX_C_SOURCE=200809L \
        -D_XOPEN_SOURCE=700 -Iinclude -Isrc $(pkg-config --cflags libxml-2.0 libutf8proc) \
        "$header" || status=1
done
exit $status
