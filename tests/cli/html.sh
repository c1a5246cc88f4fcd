#!/bin/sh
# The record as one HTML file: whole, and the same for every run.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"
make_pile

step "one file, complete"
expect 0 "$READOUT" brief --format html -o story.html pile
[ ! -s out ] || fail "something on standard output"
[ "$(head -c 15 story.html)" = "<!DOCTYPE html>" ] || fail "does not start as HTML"
[ "$(tail -n 1 story.html)" = "</html>" ] || fail "does not end as HTML"
holds story.html "<title>Ministers end talks in Lisbon</title>"
holds story.html "<b>2</b> documents"

step "the policy names the style and the script that are inside"
if command -v python3 >/dev/null; then
    python3 - story.html <<'END' || fail "the hashes are wrong"
import base64, hashlib, re, sys
page = open(sys.argv[1], encoding="utf-8").read()
for tag in "style", "script":
    inside = re.search("<%s>(.*?)</%s>" % (tag, tag), page, re.S).group(1)
    digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
    assert "%s-src 'sha256-%s'" % (tag, digest) in page, tag
END
fi

step "the number of jobs does not matter"
expect 0 "$READOUT" brief --format html --jobs 1 -o one.html pile
cmp -s story.html one.html || fail "the files differ"

step "only the brief can be HTML"
expect 2 "$READOUT" timeline --format html pile
holds err "only the brief can be written as HTML"

step "a report cannot write markup"
mkdir evil
cat >evil/one.txt <<'END'
<script>alert(1)</script> Harbour talks "end" & <img src=x onerror=alert(2)>

LISBON, March 14, 2022 - "</mark></p><script>alert(3)</script>," Anna Berg said on Monday.
END
cat >evil/two.jsonl <<'END'
{"id":"\"><script>alert(4)</script>","url":"javascript:alert(5)","outlet":"</a><b onmouseover=alert(6)>","title":"</title><script>alert(7)</script>","text":"Anna Berg said on Monday that the talks were over.\n\nShe denied the \u003cscript\u003ealert(8)\u003c/script\u003e claim."}
END
expect 0 "$READOUT" brief --format html -o evil.html evil
[ "$(grep -c '<script' evil.html)" -eq 1 ] || fail "a script came through"
lacks evil.html "<img"
lacks evil.html "<b on"
lacks evil.html 'href="javascript'
