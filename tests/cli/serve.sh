#!/bin/sh
# readout serve: the API as a browser and as a stranger use it.
# shellcheck source=/dev/null
. "$SOURCE/tests/cli/common.inc"
command -v curl >/dev/null || exit 77

server=
stop() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
}
trap stop EXIT

# start ARGUMENT...: the server on a free port; $base is its address.
start() {
    rm -f address
    "$READOUT" serve "$@" --port 0 >address 2>serve.err &
    server=$!
    tries=0
    while [ ! -s address ] && [ $tries -lt 100 ]; do
        kill -0 $server 2>/dev/null || fail "the server ended: $(cat serve.err)"
        sleep 0.1
        tries=$((tries + 1))
    done
    base=$(sed 's|/[^/]*$||' address)
}

end() {
    kill -"$1" $server
    wait $server || fail "the server did not end well: $?"
    server=
}

# ask CODE PATH CURL-ARGUMENT...: the answer's body in out, its headers in headers.
ask() {
    wanted=$1
    path=$2
    shift 2
    code=$(curl -s -o out -D headers -w '%{http_code}' "$@" "$base$path")
    [ "$code" = "$wanted" ] || fail "$path answered $code instead of $wanted"
}

# add FILE...: sends files and waits for their job.
add() {
    # shellcheck disable=SC2046 # a list of words
    set -- $(for file; do echo "-F file=@$file"; done)
    ask 202 /api/1/reports "$@"
    job=$(sed -n 's/^Location: \([^[:cntrl:]]*\).*/\1/p' headers)
    tries=0
    until ask 200 "$job" && grep -q '"state":"\(done\|failed\)"' out; do
        tries=$((tries + 1))
        [ $tries -lt 100 ] || fail "the job does not end"
        sleep 0.1
    done
}

make_pile
start news

step "an empty store"
ask 200 /api/1/about
is_json out
holds out '"reports":0'
ask 200 /api/1/stories
holds out '"total":0'
ask 200 /
holds headers "text/html"
ask 404 /api/1/stories/1

step "files are added, and their story can be read"
add pile/one.txt pile/two.txt
is_json out
holds out '"added":2'
ask 200 /api/1/stories
is_json out
holds out '"permalink":"/stories/1"'
ask 200 /api/1/stories/1
is_json out
holds out '"format":"readout-record/1"'
holds out '"notes":['
ask 200 /stories/1
holds headers "text/html"
add pile/one.txt
holds out '"known":1'
ask 202 /api/1/reports --data-binary @pile/two.txt -H 'X-File-Name: a%20b.txt' -H 'Content-Type: text/plain'
ask 400 /api/1/reports -F field=text
ask 200 /api/1/jobs
is_json out

step "what was seen is not sent again"
ask 200 /api/1/stories/1
tag=$(sed -n 's/^ETag: \([^[:cntrl:]]*\).*/\1/p' headers)
ask 304 /api/1/stories/1 -H "If-None-Match: $tag"

step "another program's change is seen at once"
ask 200 '/api/1/stories?search=lighthouse'
holds out '"total":0'
ask 200 '/api/1/stories?search=lighthouse'
echo 'The lighthouse of Gannet Bank was lit again, Mayor Ruth Vance said.' >lighthouse.txt
"$READOUT" add -q news lighthouse.txt
ask 200 '/api/1/stories?search=lighthouse'
holds out '"total":1'

step "searching"
ask 200 '/api/1/search?q=harbour'
is_json out
holds out '"match":true'
ask 200 '/api/1/search?speaker=pinto&from=2022&size=1'
ask 200 '/api/1/stories?search=harbour&outlet=nobody'
holds out '"total":0'
ask 400 '/api/1/search?q=harbour&size=1000'
ask 400 '/api/1/search?from=yesterday'
ask 400 '/api/1/search?serch=harbour'

step "two stories that turn out to be one"
cat >tug.txt <<'END'
Tug Aurelia sinks off Tern Rock

MORROW, May 1, 2024 - The tug Aurelia sank in the Strait of Morrow with a crew of six. "The hull broke,"
Captain Osric Pell said. Divers searched near Tern Rock.
END
cat >inquiry.txt <<'END'
Inspector Haddon opens inquiry in Velden

VELDEN, May 3, 2024 - Inspector Lucia Haddon opened an inquiry into the shipowner Corin Brennan. "We want
the papers," Haddon said. The prosecutor searched offices in Velden.
END
cat >both.txt <<'END'
Aurelia: Inspector Haddon opens inquiry in Velden after tug sinks off Tern Rock

MORROW, May 2, 2024 - After the tug Aurelia sank in the Strait of Morrow with a crew of six, Inspector
Lucia Haddon opened an inquiry into the shipowner Corin Brennan. "The hull broke," Captain Osric Pell
said. "We want the papers," Haddon said. The prosecutor searched offices in Velden; divers searched near
Tern Rock.
END
add tug.txt inquiry.txt
before=$(sed -n 's/.*"stories":\[\([0-9]*\),.*/\1/p' out)
was=$(sed -n 's/.*"stories":\[[0-9]*,\([0-9]*\)\].*/\1/p' out)
[ -n "$was" ] || fail "they are one story from the start"
ask 200 "/api/1/stories/$was"
add both.txt
ask 308 "/api/1/stories/$was/export?format=md"
holds headers "Location: /api/1/stories/$before/export?format=md"
holds out "\"merged\""
ask 200 "/api/1/stories/$was" -L
holds out "\"id\":$before"
holds out '"reports":3'
ask 409 "/api/1/stories/$was/notes/story/-" -X PUT -H 'Content-Type: application/json' -d '{"text":"x"}'
holds out '"code":"merged"'

step "reports and exports"
ask 200 /api/1/reports/1
is_json out
ask 200 /api/1/reports/1/original
holds headers "application/octet-stream"
cmp -s out pile/one.txt || fail "not the bytes that were added"
for format in json md html text csv ics tsv; do
    ask 200 "/api/1/stories/1/export?format=$format"
    holds headers attachment
done
ask 400 '/api/1/stories/1/export?format=exe'
ask 404 /api/1/reports/99
ask 404 /api/1/nothing
ask 405 /api/1/stories/1 -X POST -H 'Content-Length: 0'
holds headers "Allow: GET"

step "notes and grades"
note=/api/1/stories/1/notes/statement/$(curl -s "$base/api/1/stories/1/record" |
    sed -n 's/.*"id":"\([^"]*\.st1\)".*/\1/p' | head -n 1)
json='Content-Type: application/json'
ask 200 "$note" -X PUT -H "$json" -d '{"text":"Seen \"it\" <b>","source":"B","information":2}'
is_json out
holds out '"source":"B"'
ask 200 /api/1/stories/1/notes
is_json out
holds out '"information":2'
ask 400 "$note" -X PUT -H "$json" -d '{"source":"G"}'
ask 400 "$note" -X PUT -H "$json" -d '{"information":7}'
ask 400 "$note" -X PUT -H "$json" -d '{"text":'
ask 400 "$note" -X PUT -H "$json" -d '[]'
ask 415 "$note" -X PUT -H 'Content-Type: text/plain' -d '{}'
ask 404 /api/1/stories/1/notes/claim/c99 -X PUT -H "$json" -d '{"text":"x"}'
ask 400 /api/1/stories/1/notes/nonsense/1 -X PUT -H "$json" -d '{"text":"x"}'
ask 200 /api/1/stories/1/notes/story/- -X PUT -H "$json" -d '{"text":"the whole"}'
ask 204 "$note" -X DELETE
ask 404 "$note" -X DELETE
ask 200 /api/1/stories/1/notes
holds out '"the whole"'

step "strangers"
ask 403 /api/1/about -H 'Host: stranger.example'
ask 403 / -H "Host: stranger.example:${base##*:}"
ask 403 /api/1/reports -X POST -H 'Origin: http://stranger.example' -F f=@pile/one.txt
ask 403 /api/1/reports -X POST -H 'Origin: null' -F f=@pile/one.txt
ask 403 /api/1/reports -X POST -H 'Sec-Fetch-Site: cross-site' -F f=@pile/one.txt
ask 202 /api/1/reports -H "Origin: $base" -F f=@pile/one.txt
ask 200 /
holds headers "Content-Security-Policy: default-src 'none'"
holds headers "X-Content-Type-Options: nosniff"

step "bounded"
head -c 9000000 /dev/zero | tr '\0' 'a' >large.txt
ask 413 /api/1/reports -F f=@large.txt
ask 413 /api/1/reports -H 'Content-Length: 99999999999' -d x --max-time 5
head -c 200000 large.txt >long.json
ask 413 "$note" -X PUT -H "$json" --data-binary @long.json

step "it ends when it is told to, and everything is there"
end TERM
expect 0 "$READOUT" search news harbour
start news
end HUP

step "away from loopback nobody gets in without the token"
start news --listen 0.0.0.0
port=$(sed 's|.*:\([0-9]*\)/.*|\1|' address)
token=$(sed 's|.*token=||' address)
base=http://127.0.0.1:$port
ask 401 /api/1/about
ask 401 /
ask 401 /api/1/about -H 'Authorization: Bearer 0000'
ask 200 /api/1/about -H "Authorization: Bearer $token"
ask 303 "/?token=$token"
holds headers "HttpOnly"
ask 401 "/?token=wrong"
ask 200 /api/1/about -H "Cookie: readout_token=$token"
end TERM

step "what cannot be listened on"
expect 2 "$READOUT" serve news --listen nowhere
expect 2 "$READOUT" serve news --port 99999
expect 2 "$READOUT" serve pile
