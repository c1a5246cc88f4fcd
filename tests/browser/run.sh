#!/bin/sh
# run.sh TEST: runs tests/TEST with Node, where Node, Chromium and what web/page needs are there (./dev page).
set -eu
command -v node >/dev/null || { echo "there is no node" && exit 77; }
[ -d "$SOURCE/web/page/node_modules/playwright-core" ] || { echo "./dev page was not run" && exit 77; }
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
    { echo "there is no chromium" && exit 77; }
HOME=$PWD CHROMIUM=$browser exec node "$SOURCE/tests/$1"
