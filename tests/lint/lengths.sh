#!/bin/sh
# Names the files that have grown past 600 lines. A warning, never an error: some tables are long.
set -eu

find src include cli web train bench tests examples -name '*.[ch]' -exec awk '
    FNR == 1 && NR > 1 && lines > 600 { printf "warning: %s has %d lines\n", name, lines }
    { name = FILENAME; lines = FNR }
    END { if (lines > 600) printf "warning: %s has %d lines\n", name, lines }
' {} + 2>/dev/null || true
