#!/bin/sh
# train.sh: makes models/readout-en.model anew: the splitter in ten seconds, the network in about
# half an hour of two cores.
#
# usage: train/train.sh [PROGRAM-FOLDER] [splitter | network | cues]...   (default: the first two)
#
# PROGRAM-FOLDER is where the build put the programs of train/ (default: build/release/train).
# Each part replaces its own sections of the model file and leaves the others as they are.
#
# The part "cues" writes no model: it learns the weights of src/facts/cue_table.c and clue_table.c
# from counts of PolNeAR's training part, by the trees of the model that is built in. Run it when
# that model has changed; it takes two minutes.
#
# SILVER is a folder of silver-*.conllu.xz, news that the teacher of train/teacher has labelled;
# without it the network learns from the treebanks alone (models/README.md says what that costs).
# WORK (default build/train) keeps checkpoints: a training that was stopped goes on from there.
#
# DATA is the folder of the data sets, as archives or unpacked (see bench/data.sh). A folder
# that holds them all unpacked, UD_English-EWT and so on, will do too.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
programs=$here/build/release/train
if [ -d "${1:-}" ]; then
    programs=$1
    shift
fi
[ $# -gt 0 ] || set -- splitter network
data=${DATA:-$here/../shared/data}
out=${OUT:-$here/models/readout-en.model}

# find_set ARCHIVE FOLDER: where the folder of the archive is.
find_set() {
    if [ -d "$data/$2" ]; then
        echo "$data/$2"
        return
    fi
    folder=$(DATA="$data" "$here/bench/data.sh" "$1")
    for candidate in "$folder/$2" "$folder"; do
        if [ -d "$candidate" ]; then
            echo "$candidate"
            return
        fi
    done
}

# find_file ARCHIVE FILE
find_file() {
    if [ -f "$data/$2" ]; then
        echo "$data/$2"
    else
        find "$(DATA="$data" "$here/bench/data.sh" "$1")/" -name "$2" | head -n 1
    fi
}

ewt=$(find_set treebanks-en UD_English-EWT)
gum=$(find_set treebanks-en UD_English-GUM)
vectors=$(find_set vectors-en vectors)
news=$(find_file news-corpus news-corpus.jsonl)

atis=$(find_set treebanks-en UD_English-Atis)
uner=$(find_set ner-en UNER_English-EWT)
newswire=$(find_set ner-en en_worldwide_newswire)
gazetteer=$(find_set gazetteer gazetteer)

train_splitter() {
    # The threshold was chosen with GUM's news left out of training (--skip GUM_news) and measured
    # on it: the best on the dev files alone, -1280, costs 1.4 points there and gains 0.2 on EWT.
    # Genres of GUM whose texts may not be used commercially are left out, in training and dev.
    "$programs/segment" --out "$out" --name "readout-en 0.1" --seed 1 --threshold -512 \
        --words "$vectors/glove100k.vocab.txt" --clusters "$vectors/clusters-1000.txt" \
        --cases "$news" \
        --dev "$ewt/en_ewt-ud-dev.conllu" --dev "$gum/en_gum-ud-dev.conllu" \
        --skip GUM_essay --skip GUM_fiction --skip GUM_letter --skip GUM_podcast --skip GUM_whow \
        "$ewt/en_ewt-ud-train.conllu" "$gum/en_gum-ud-train.conllu"
}

# The network's part of the file, then both joined. Every sixth newswire document stays out.
train_network() {
    work=${WORK:-$here/build/train}
    mkdir -p "$work"
    set -- --vectors "$vectors" --lists "$gazetteer" --newswire "$newswire/processed_annotated" \
        --trees "$ewt/en_ewt-ud-train.conllu" --trees "$atis/en_atis-ud-train.conllu" \
        --gum "$gum/en_gum-ud-train.conllu" --tree-names "$uner/en_ewt-ud-train.iob2" \
        --dev "$ewt/en_ewt-ud-dev.conllu" --dev-names "$uner/en_ewt-ud-dev.iob2"
    if [ -n "${SILVER:-}" ]; then
        for file in "$SILVER"/silver-*.conllu.xz; do
            name=$(basename "$file" .xz)
            xz -dc "$file" >"$work/$name"
            set -- "$@" --silver "$work/$name"
        done
        set -- "$@" --steps 13000 --tree-words 500 --name-words 200 --silver-words 500
    else
        set -- "$@" --steps 6000 --tree-words 700 --name-words 250
    fi
    "$programs/language" --out "$work/network.model" --checkpoint "$work/network.checkpoint" \
        --every 1000 --seed 1 "$@"
    "$programs/pack" "$out" "readout-en 0.2" "$out" "$work/network.model"
}

# Twice, as the rows and strong cues that the first round finds are signs for the second.
train_cues() {
    attribution=$(find_file attribution polnear_train.jsonl)
    work=${WORK:-$here/build/train}
    mkdir -p "$work"
    for round in 1 2; do
        echo "cues: round $round" >&2
        cmake --build "$here/build/release" --target readout-eval-statements >/dev/null
        "$programs/../readout-eval-statements" "$(dirname "$(dirname "$attribution")")" \
            --candidates >"$work/candidates.tsv"
        "$programs/cues" "$work/candidates.tsv" "$here/src/facts/cue_table.c" \
            "$here/src/facts/clue_table.c"
    done
    "$programs/cues" "$work/candidates.tsv" --check
}

for part; do
    case $part in
    splitter | network | cues) "train_$part" ;;
    *) echo "train.sh: there is no part '$part'" >&2 && exit 2 ;;
    esac
done
