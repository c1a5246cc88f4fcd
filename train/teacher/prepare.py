"""Make the teacher's inputs from the public data sets: filtered, cleaned, merged.

    python3 prepare.py gold --data DATA --out DIR       treebanks and names -> DIR/*.conllu, DIR/*.iob
    python3 prepare.py news --corpus FILE --out FILE    unlabelled news -> tokenised CoNLL-U skeleton (xz)

gold: EWT with UNER's names in MISC (NE=B-PER), GUM's train documents of the genres whose licence allows commercial use,
Atis, and the worldwide newswire as word<TAB>tag lines, every sixth document (index % 6 == 5 in file-name order) held out.
"""
import argparse
import collections
import hashlib
import json
import lzma
import os
import random
import re

from tokens import sentences_of, words_of

# Genres of GUM under CC BY, BY-SA or in the public domain (GUM's licence file); NC genres and the Santa Barbara
# conversations (BY-ND at their source) stay out.
GUM_GENRES = set("news interview bio voyage academic court speech textbook vlog".split())
NEWSWIRE_TYPES = {"Person": "PER", "Organization": "ORG", "Location": "LOC", "Facility": "FAC", "NORP": "NORP",
                  "Product": "PROD", "Misc": "MISC", "Date": "DATE", "Money": "MONEY"}


def conllu(path):
    """Yield (comments, rows) for each sentence; rows are lists of ten columns."""
    comments, rows = [], []
    opener = lzma.open if path.endswith(".xz") else open
    with opener(path, "rt", encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    yield comments, rows
                comments, rows = [], []
            elif line[0] == "#":
                comments.append(line)
            else:
                rows.append(line.split("\t"))
    if rows:
        yield comments, rows


def iob(path):
    """Yield (sent_id, words, tags) of a UNER file."""
    sid, words, tags = "", [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# sent_id"):
            sid = line.split("= ", 1)[1]
        elif not line:
            if words:
                yield sid, words, tags
            words, tags = [], []
        elif line[0] != "#":
            c = line.split("\t")
            words.append(c[1])
            tags.append(c[2])
    if words:
        yield sid, words, tags


def repair(tags, types):
    """Tags of other types become O; an I- that continues nothing becomes B-."""
    out, last = [], "O"
    for t in tags:
        kind = t[2:]
        if t == "O" or kind not in types:
            t = "O"
        elif t[0] == "I" and last[2:] != kind:
            t = "B-" + kind
        out.append(t)
        last = t
    return out


def slim(rows, names=None):
    out, n = [], 0
    for c in rows:
        c = list(c)
        c[8] = "_"
        c[9] = "SpaceAfter=No" if "SpaceAfter=No" in c[9] else "_"
        if c[0].isdigit():
            if names and names[n] != "O":
                c[9] = ("" if c[9] == "_" else c[9] + "|") + "NE=" + names[n]
            n += 1
        out.append(c)
    return [c for c in out if "." not in c[0]]


def write(f, comments, rows):
    f.write("\n".join(comments) + "\n" if comments else "")
    f.write("\n".join("\t".join(c) for c in rows) + "\n\n")


def gold(data, out):
    os.makedirs(out, exist_ok=True)
    for split in ("train", "dev", "test"):
        names = {sid: (w, repair(t, ("PER", "ORG", "LOC"))) for sid, w, t in
                 iob(f"{data}/UNER_English-EWT/en_ewt-ud-{split}.iob2")}
        hit = miss = 0
        with open(f"{out}/ewt-{split}.conllu", "w", encoding="utf-8") as f:
            for comments, rows in conllu(f"{data}/UD_English-EWT/en_ewt-ud-{split}.conllu"):
                sid = next(c.split("= ", 1)[1] for c in comments if c.startswith("# sent_id"))
                words = [c[1] for c in rows if c[0].isdigit()]
                got = names.get(sid)
                if got and len(got[0]) == len(words):
                    hit += 1
                    write(f, ["# sent_id = " + sid, "# names = yes"], slim(rows, got[1]))
                else:
                    miss += 1
                    write(f, ["# sent_id = " + sid], slim(rows))
        print(f"EWT {split}: {hit} sentences with names, {miss} without")
    for split in ("train", "dev", "test"):
        kept = collections.Counter()
        with open(f"{out}/gum-{split}.conllu", "w", encoding="utf-8") as f:
            genre = ""
            for comments, rows in conllu(f"{data}/UD_English-GUM/en_gum-ud-{split}.conllu"):
                sid = next(c.split("= ", 1)[1] for c in comments if c.startswith("# sent_id"))
                genre = sid.split("_")[1].split("-")[0]
                if split == "train" and genre not in GUM_GENRES:
                    continue
                kept[genre] += sum(c[0].isdigit() for c in rows)
                write(f, ["# sent_id = " + sid], slim(rows))
        print(f"GUM {split}:", dict(kept))
    with open(f"{out}/atis-train.conllu", "w", encoding="utf-8") as f:
        for comments, rows in conllu(f"{data}/UD_English-Atis/en_atis-ud-train.conllu"):
            write(f, [c for c in comments if c.startswith("# sent_id")], slim(rows))
    folder = f"{data}/en_worldwide_newswire/processed_annotated"
    files = {k: open(f"{out}/newswire-{k}.iob", "w", encoding="utf-8") for k in ("train", "held")}
    for i, name in enumerate(sorted(os.listdir(folder))):
        f = files["held" if i % 6 == 5 else "train"]
        for words, tags in newswire(f"{folder}/{name}"):
            f.write("".join(f"{w}\t{t}\n" for w, t in zip(words, tags)) + "\n")
    for f in files.values():
        f.close()


def newswire(path):
    words, tags = [], []
    for line in open(path, encoding="utf-8"):
        c = line.rstrip("\n").split("\t")
        if len(c) < 2 or not c[0].strip():
            if words:
                yield words, repair(tags, set(NEWSWIRE_TYPES.values()))
            words, tags = [], []
            continue
        t = c[1].strip()
        words.append(c[0].strip())
        tags.append(t[:2] + NEWSWIRE_TYPES[t[2:]] if t[:2] in ("B-", "I-") and t[2:] in NEWSWIRE_TYPES else "O")
    if words:
        yield words, repair(tags, set(NEWSWIRE_TYPES.values()))


COMMON = set("""the of and to in a that is for on was with as it at by from he be are his this have has had but not they
an she said were i we you who will their its or would about which when been if more what there out all can up one
after no new people than president do so into some could over just like time how other our years also her my""".split())
JUNK = re.compile(r"""sign up|subscri|click|newsletter|advertis|copyright|all rights reserved|contributed to th|follow (?:us|him|her|me|@)|
 on twitter|on facebook|read more|getty|https?:|www\.|@|\.com|javascript|cookie|browser|media playback|image caption|media caption|
 share this|download|email|e-mail us|comments?\ (?:section|below)|terms of|privacy|app\ store|photo(?:graph)?\ by|photo:|
 hide\ caption|toggle|enlarge|play\ video|watch\ (?:the|live|below)|listen|editor.s\ note|reporting\ by|editing\ by|written\ by|
 write\ to|story\ highlights|updated|\bEST\b|\bEDT\b|[|{}<>©®™•·►]|\bvia\b""", re.I | re.X)


def wanted(s):
    """A sentence fit for labelling: prose in English with an end, of 4 to 60 words."""
    raw = s.split()
    if not 4 <= len(raw) <= 55 or len(s) > 400:
        return False
    if not re.match(r"[\"'“‘(\[$£]*[A-Z0-9]", s) or not re.search(r"[.!?][\"'”’)\]]*$", s) or s.endswith("..."):
        return False
    if JUNK.search(s) or sum(ord(c) > 127 and c not in "“”‘’—–…é£€" for c in s) > 6:
        return False
    if sum(w.isupper() and len(w) > 3 for w in raw) > 3 or s.count("...") > 1:
        return False
    words = [re.sub(r"\W", "", w).lower() for w in raw]
    if sum(w in COMMON for w in words) < (2 if len(words) > 8 else 1) or sum(c.isalpha() for c in s) < 0.6 * len(s):
        return False
    return sum(w[:1].isupper() for w in raw) < 0.7 * len(raw)


def news(corpus, out, limit, seed, per_article, per_outlet):
    docs = [json.loads(line) for line in open(corpus, encoding="utf-8")]
    random.Random(seed).shuffle(docs)
    # Sentences that several articles share are boilerplate or copies: count first.
    seen, starts = collections.Counter(), {}
    for d in docs:
        paragraphs = [p for p in re.split(r"\n\s*\n?", d["text"]) if p.strip()]
        d["sentences"] = [s for p in paragraphs for s in sentences_of(p) if wanted(s)]
        seen.update({key(s) for s in d["sentences"]})
    outlets, words, count, given = collections.Counter(), 0, 0, set()
    with lzma.open(out, "wt", encoding="utf-8", preset=6) as f:
        for d in docs:
            if outlets[d["outlet"]] >= per_outlet or words >= limit:
                continue
            fresh = [s for s in d["sentences"] if seen[key(s)] < 3 and key(s) not in given]
            if len(fresh) < 6:
                continue
            outlets[d["outlet"]] += 1
            for n, s in enumerate(fresh[:per_article]):
                given.add(key(s))
                toks = words_of(s)
                if len(toks) > 70:
                    continue
                lines, i = [], 0
                while i < len(toks):
                    a, b, g = toks[i]
                    j = i
                    while g and j + 1 < len(toks) and toks[j + 1][2] == g:
                        j += 1
                    end = toks[j][1]
                    glue = "SpaceAfter=No" if end < len(s) and not s[end].isspace() else "_"
                    if j > i:
                        lines.append(f"{i + 1}-{j + 1}\t{s[a:end]}" + "\t_" * 7 + "\t" + glue)
                    for k in range(i, j + 1):
                        lines.append(f"{k + 1}\t{s[toks[k][0]:toks[k][1]]}" + "\t_" * 7 + "\t" + ("_" if j > i else glue))
                    i = j + 1
                head = [f"# newdoc id = {d['id']}"] if n == 0 else []
                f.write("\n".join(head + [f"# sent_id = {d['id']}-{n + 1}", "# text = " + s] + lines) + "\n\n")
                words += len(toks)
                count += 1
    print(f"{count} sentences, {words} words, {sum(outlets.values())} articles, {len(outlets)} outlets")


def key(s):
    return hashlib.blake2b(re.sub(r"\W+", " ", s.lower()).strip().encode(), digest_size=8).digest()


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = p.add_subparsers(dest="what", required=True)
    g = sub.add_parser("gold")
    g.add_argument("--data", required=True)
    g.add_argument("--out", required=True)
    n = sub.add_parser("news")
    n.add_argument("--corpus", required=True)
    n.add_argument("--out", required=True)
    n.add_argument("--words", type=int, default=4_000_000)
    n.add_argument("--seed", type=int, default=1)
    n.add_argument("--per-article", type=int, default=40)
    n.add_argument("--per-outlet", type=int, default=500)
    a = p.parse_args()
    if a.what == "gold":
        gold(a.data, a.out)
    else:
        news(a.corpus, a.out, a.words, a.seed, a.per_article, a.per_outlet)
