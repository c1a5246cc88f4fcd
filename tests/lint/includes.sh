#!/bin/sh
# Who may include whom. Run in the repository's root; prints what breaks a rule and fails.
#
#   src/A     includes its own folder, the folders before it, and readout.h
#   cli, web  include readout.h and their own headers
#   examples  include readout.h
#   train     includes base, learn, intake, language and facts
#   engine    is included by src/engine and tests only
#   sqlite3.h is included by src/store and its unit tests only
set -eu

find src cli web train bench examples tests -name '*.[ch]' 2>/dev/null | LC_ALL=C sort |
    while read -r file; do
        awk -v file="$file" '
            function wrong(why) {
                printf "%s:%d: %s: %s\n", file, FNR, header, why
            }
            BEGIN {
                count = split("base learn intake language facts compare record store engine", order)
                for (i = 1; i <= count; i++)
                    rank[order[i]] = i
                parts = split(file, path, "/")
                own = path[1] == "src" ? path[2] : path[1]
                if (path[1] == "src" && !(own in rank))
                    printf "%s: src/%s is not in the order of folders\n", file, own
            }
            !/^[ \t]*#[ \t]*include/ { next }
            {
                header = $0
                sub(/^[^"<]*["<]/, "", header)
                sub(/[">].*/, "", header)
                folder = header
                if (!sub(/\/.*/, "", folder))
                    folder = ""
            }
            header == "sqlite3.h" && own != "store" && file !~ /^tests\/unit\/store\// { wrong("only src/store may") }
            header == "readout.h" || /</ { next }
            header ~ /\.\./ { wrong("name the folder instead of ..") }
            folder == "engine" && own != "engine" && own != "tests" {
                wrong("nothing but tests may include engine")
                next
            }
            path[1] == "src" && folder in rank && rank[folder] > rank[own] {
                wrong("comes after " own)
            }
            path[1] == "src" && folder != "" && !(folder in rank) { wrong("is not below src") }
            (own == "cli" || own == "web") && folder != "" && folder != own {
                wrong("only readout.h and own headers")
            }
            own == "examples" { wrong("only readout.h") }
            own == "train" && folder in rank && rank[folder] > rank["facts"] {
                wrong("train uses base, learn, intake, language and facts")
            }
        ' "$file"
    done | {
    found=$(cat)
    [ -z "$found" ] && exit 0
    echo "$found"
    exit 1
}
