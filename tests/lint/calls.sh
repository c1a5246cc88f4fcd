#!/bin/sh
# Calls that the library must not make. Run in the repository's root; prints each and fails.
# Comments and strings do not count; a line with NOLINT(calls) and its reason is passed over.
set -eu

find src -name '*.[ch]' | LC_ALL=C sort | while read -r file; do
    awk -v file="$file" '
        BEGIN {
            # A library returns an error; the caller decides what ends.
            why["exit"] = why["_exit"] = why["abort"] = why["assert"] = "return an error"
            # No bound on what is written.
            why["strcpy"] = why["strcat"] = why["sprintf"] = why["vsprintf"] = why["gets"] = \
                "has no bound"
            # One state for the whole process.
            why["strtok"] = why["setlocale"] = why["srand"] = why["rand"] = why["signal"] = \
                why["setenv"] = "has global state"
            # The record may not depend on when and where it was made.
            why["time"] = why["localtime"] = why["localtime_r"] = why["gmtime"] = \
                why["gettimeofday"] = why["getenv"] = \
                "depends on the clock or the machine"
            why["system"] = why["popen"] = "starts a program"
            why["atoi"] = why["atol"] = why["atof"] = "cannot say that its input is wrong"
        }
        {
            allowed = /NOLINT\(calls\)/
            code = ""
            line = $0
            while (line != "") {
                if (inside) {
                    end = index(line, "*/")
                    line = end ? substr(line, end + 2) : ""
                    inside = !end
                } else if (match(line, /^"([^"\\]|\\.)*"/) || match(line, /^\047([^\047\\]|\\.)*\047/)) {
                    code = code " \"\" "
                    line = substr(line, RLENGTH + 1)
                } else if (substr(line, 1, 2) == "//") {
                    line = ""
                } else if (substr(line, 1, 2) == "/*") {
                    inside = 1
                    line = substr(line, 3)
                } else {
                    code = code substr(line, 1, 1)
                    line = substr(line, 2)
                }
            }
            while (match(code, /[A-Za-z_][A-Za-z0-9_]*[ \t]*\(/)) {
                name = substr(code, RSTART, RLENGTH - 1)
                sub(/[ \t]*$/, "", name)
                before = RSTART > 1 ? substr(code, RSTART - 1, 1) : ""
                if (name in why && !allowed && before !~ /[.>]/)
                    printf "%s:%d: %s(): %s\n", file, FNR, name, why[name]
                code = substr(code, RSTART + RLENGTH)
            }
        }
    ' "$file"
done | {
    found=$(cat)
    [ -z "$found" ] && exit 0
    echo "$found"
    exit 1
}
