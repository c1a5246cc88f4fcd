#!/bin/sh
# store-fill.sh DB REPORTS: makes a store larger without reading anything, until it has so many reports: each
# round has every report once more, some weeks later and with other words in it (store-fill.sql).
set -eu
store=$1
wanted=$2
here=$(dirname "$0")
reports=$(sqlite3 "$store" "SELECT max(id) FROM report")
stories=$(sqlite3 "$store" "SELECT max(id) FROM story")
round=1
while [ "$(sqlite3 "$store" "SELECT max(id) FROM report")" -lt "$wanted" ]; do
    sed "s/:round/$round/g; s/:reports/$reports/g; s/:stories/$stories/g" "$here/store-fill.sql" |
        sqlite3 "$store"
    round=$((round + 1))
done
