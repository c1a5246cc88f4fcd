"""The offline teacher: a small pretrained encoder fine-tuned for English tags, lemmas, trees and names (PyTorch).

    python3 teacher.py train --encoder DIR --gold DIR --vectors DIR --out FILE [--minutes N | --steps N]
    python3 teacher.py eval  --encoder DIR --model FILE --gold DIR --splits dev|test

One MiniLM encoder feeds every head: UPOS, XPOS, features and lemma scripts, a biaffine parser (Dozat & Manning 2017),
and one tagger of names per scheme (UNER's three types, the newswire's nine).  The encoder is uncased, so the shape of each
word enters beside the wordpieces and again, with affixes and frozen GloVe vectors, before the heads.  Nothing of this is
needed when the product runs.
"""
import argparse
import collections
import json
import math
import os
import random
import time
import zlib

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from prepare import conllu

NAMES_A = ["PER", "ORG", "LOC"]
NAMES_B = ["PER", "ORG", "LOC", "FAC", "NORP", "PROD", "MISC", "DATE", "MONEY"]
HASH = 4096
PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "`": "'", "—": "-", "–": "-", "…": "."})


# ---- words, scripts, labels -------------------------------------------------------------------------------------------

def lemma_script(form, lemma):
    """The edit from form to lemma: case, number of characters cut at the end, string appended; or '=lemma'."""
    low = form.lower()
    for case, base in (("L", low), ("K", form)):
        n = 0
        while n < min(len(base), len(lemma)) and base[n] == lemma[n]:
            n += 1
        if n and (n * 2 >= len(base) or n >= 3):
            return f"{case}{len(base) - n}+{lemma[n:]}"
    return "=" + lemma


def apply_script(form, script):
    if script[0] == "=":
        return script[1:]
    cut, add = script[1:].split("+", 1)
    base = form.lower() if script[0] == "L" else form
    return base[:len(base) - int(cut)] + add if int(cut) < len(base) + 1 else base


def shape(w):
    """One of 16 shapes, 0 kept for no word."""
    if w.isalpha() or any(c.isalpha() for c in w):
        letters = [c for c in w if c.isalpha()]
        digit = any(c.isdigit() for c in w)
        if all(c.isupper() for c in letters):
            k = 1 if len(letters) == 1 else 2 if len(letters) < 4 else 3
            return 4 if digit else 5 if "." in w else k
        if letters[0].isupper():
            return 6 if digit else 7 if any(c.isupper() for c in letters[1:]) else 8
        if digit:
            return 9
        return 10 if any(c.isupper() for c in letters) else 11
    if any(c.isdigit() for c in w):
        return 12 if len(w) == 4 and w.isdigit() else 13
    return 14 if len(w) == 1 else 15


def hashed(s, salt):
    return zlib.crc32((salt + s).encode()) % (HASH - 1) + 1


class Sentence:
    __slots__ = ("words", "upos", "xpos", "feats", "lemma", "head", "rel", "ne", "scheme", "spaces", "pieces", "feat")

    def __init__(self, words):
        self.words = words
        self.upos = self.xpos = self.feats = self.lemma = self.head = self.rel = self.ne = None
        self.scheme = self.pieces = self.feat = None


def read_treebank(path):
    out = []
    for comments, rows in conllu(path):
        r = [c for c in rows if c[0].isdigit()]
        s = Sentence([c[1] for c in r])
        s.lemma, s.upos, s.xpos, s.feats = ([c[k] for c in r] for k in (2, 3, 4, 5))
        s.head, s.rel = [int(c[6]) for c in r], [c[7] for c in r]
        if "# names = yes" in comments:
            s.ne = [c[9].split("NE=")[1] if "NE=" in c[9] else "O" for c in r]
            s.scheme = "a"
        out.append(s)
    return out


def read_names(path, longest=120):
    out, w, t = [], [], []

    def close():
        if w:
            s = Sentence(w[:longest])
            s.ne, s.scheme = t[:longest], "b"
            out.append(s)
    for line in open(path, encoding="utf-8"):
        if line == "\n":
            close()
            w, t = [], []
        else:
            c = line.rstrip("\n").split("\t")
            w.append(c[0])
            t.append(c[1])
    close()
    return out


def bioes(tags):
    out = list(tags)
    for i, t in enumerate(tags):
        if t == "O":
            continue
        end = i + 1 == len(tags) or tags[i + 1] != "I-" + t[2:]
        out[i] = ("S" if end else "B") + t[1:] if t[0] == "B" else ("E" if end else "I") + t[1:]
    return out


def bioes_labels(types):
    return ["O"] + [p + "-" + t for t in types for p in "BIES"]


def allowed(labels):
    """Transition scores (0 or -inf) between BIOES labels, and which may start or end."""
    n = len(labels)
    ok = np.full((n, n), -1e9, np.float32)
    for i, a in enumerate(labels):
        for j, b in enumerate(labels):
            inside = a[0] in "BI"
            if (inside and b[0] in "IE" and a[2:] == b[2:]) or (not inside and b[0] in "OBS"):
                ok[i, j] = 0
    start = np.array([0 if b[0] in "OBS" else -1e9 for b in labels], np.float32)
    stop = np.array([0 if b[0] in "OES" else -1e9 for b in labels], np.float32)
    return ok, start, stop


def viterbi(scores, trans):
    ok, start, stop = trans
    if scores.argmax(1).max() == 0:
        return np.zeros(len(scores), int)
    best = scores[0] + start
    back = []
    for s in scores[1:]:
        m = best[:, None] + ok
        back.append(m.argmax(0))
        best = m.max(0) + s
    best = best + stop
    path = [int(best.argmax())]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return np.array(path[::-1])


def to_bio(labels):
    return ["O" if t == "O" else ("B" if t[0] in "BS" else "I") + t[1:] for t in labels]


def spans(tags):
    out, start = set(), None
    for i, t in enumerate(list(tags) + ["O"]):
        if start is not None and (t[0] != "I" or t[2:] != tags[start][2:]):
            out.add((start, i, tags[start][2:]))
            start = None
        if t[0] == "B" or (t[0] == "I" and start is None):
            start = i
    return out


class Labels:
    """The label sets, and what a word becomes on its way in."""

    def __init__(self, spec):
        self.spec = spec
        self.index = {k: {v: i for i, v in enumerate(vs)} for k, vs in spec.items()}
        self.lemmas = {}

    @staticmethod
    def learn(train):
        count = {k: collections.Counter() for k in ("upos", "xpos", "feats", "rel", "script")}
        for s in train:
            count["upos"].update(s.upos)
            count["xpos"].update(s.xpos)
            count["feats"].update(s.feats)
            count["rel"].update(s.rel)
            count["script"].update(lemma_script(w, m) for w, m in zip(s.words, s.lemma))
        least = {"upos": 1, "xpos": 1, "feats": 2, "rel": 2, "script": 3}
        spec = {k: sorted(v for v, n in c.items() if n >= least[k]) for k, c in count.items()}
        spec["names_a"], spec["names_b"] = bioes_labels(NAMES_A), bioes_labels(NAMES_B)
        return Labels(spec)

    def get(self, kind, values):
        d = self.index[kind]
        return [d.get(v, -100) for v in values]


class Reader:
    """Turns sentences into arrays: wordpieces, word features."""

    def __init__(self, encoder, vectors):
        from tokenizers import Tokenizer
        self.tok = Tokenizer.from_file(os.path.join(encoder, "tokenizer.json"))
        self.tok.no_padding()
        self.tok.no_truncation()
        self.cache = {}
        with open(os.path.join(vectors, "glove100k.vocab.txt"), encoding="utf-8") as f:
            self.vocab = {w.rstrip("\n"): i for i, w in enumerate(f)}
        v = np.fromfile(os.path.join(vectors, "glove100k.f16"), np.float16).reshape(-1, 100).astype(np.float32)
        self.vectors = np.concatenate([v / (v.std() + 1e-6), np.zeros((1, 100), np.float32)])

    def word(self, w):
        r = self.cache.get(w)
        if r is None:
            p = w.translate(PLAIN)
            ids = self.tok.encode(p, add_special_tokens=False).ids or [100]
            if len(ids) > 8:
                ids = ids[:6] + ids[-2:]
            low = p.lower()
            g = self.vocab.get(p, self.vocab.get(low, len(self.vectors) - 1))
            r = (ids, (g, shape(p), hashed(low[-3:], "s"), hashed(low[-2:], "t"), hashed(low[:3], "p"), hashed(p, "w"),
                       hashed(p[-4:], "u")))
            self.cache[w] = r
        return r

    def prepare(self, s):
        got = [self.word(w) for w in s.words]
        s.pieces = [g[0] for g in got]
        s.feat = np.array([g[1] for g in got], np.int64)
        return s


def batch_of(sents, most=510):
    """Arrays for one batch, padded."""
    B, N = len(sents), max(len(s.words) for s in sents)
    T = min(most, max(sum(len(p) for p in s.pieces) for s in sents)) + 2
    ids, shp = np.zeros((B, T), np.int64), np.zeros((B, T), np.int64)
    mask = np.zeros((B, T), bool)
    first, last = np.zeros((B, N), np.int64), np.zeros((B, N), np.int64)
    feat, wmask = np.zeros((B, N, 7), np.int64), np.zeros((B, N), bool)
    for b, s in enumerate(sents):
        seq, sh, n = [101], [0], len(s.words)
        for i, p in enumerate(s.pieces):
            if len(seq) + len(p) > T - 1:
                p = []
            first[b, i] = min(len(seq), T - 2)
            seq += p
            sh += [s.feat[i, 1]] * len(p)
            last[b, i] = max(first[b, i], len(seq) - 1) if p else first[b, i]
        seq.append(102)
        sh.append(0)
        ids[b, :len(seq)], shp[b, :len(seq)], mask[b, :len(seq)] = seq, sh, True
        feat[b, :n], wmask[b, :n] = s.feat, True
    return {k: torch.from_numpy(v) for k, v in
            dict(ids=ids, shape=shp, mask=mask, first=first, last=last, feat=feat, wmask=wmask).items()}


# ---- the net ----------------------------------------------------------------------------------------------------------

class Layer(nn.Module):
    def __init__(self, d, heads, inner, drop):
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.up, self.down = nn.Linear(d, inner), nn.Linear(inner, d)
        self.norm1, self.norm2 = nn.LayerNorm(d, eps=1e-12), nn.LayerNorm(d, eps=1e-12)
        self.drop = nn.Dropout(drop)

    def forward(self, x, bias):
        B, T, D = x.shape
        q, k, v = self.qkv(x).view(B, T, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.norm1(x + self.out(a.transpose(1, 2).reshape(B, T, D)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, config, drop=0.05):
        super().__init__()
        d = config["hidden_size"]
        self.word = nn.Embedding(config["vocab_size"], d)
        self.place = nn.Embedding(config["max_position_embeddings"], d)
        self.kind = nn.Parameter(torch.zeros(d))
        self.shape = nn.Embedding(16, d)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(d, eps=1e-12)
        self.drop = nn.Dropout(drop)
        self.layers = nn.ModuleList(Layer(d, config["num_attention_heads"], config["intermediate_size"], drop)
                                    for _ in range(config["num_hidden_layers"]))

    def load_pretrained(self, folder):
        from safetensors.numpy import load_file
        w = {k: torch.from_numpy(v.astype(np.float32)) for k, v in load_file(os.path.join(folder, "model.safetensors")).items()
             if v.dtype != np.int64}
        with torch.no_grad():
            self.word.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.place.weight.copy_(w["embeddings.position_embeddings.weight"])
            self.kind.copy_(w["embeddings.token_type_embeddings.weight"][0])
            self.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            for i, l in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for e in ("weight", "bias"):
                    getattr(l.qkv, e).copy_(torch.cat([w[p + f"attention.self.{x}.{e}"] for x in ("query", "key", "value")]))
                    getattr(l.out, e).copy_(w[p + "attention.output.dense." + e])
                    getattr(l.norm1, e).copy_(w[p + "attention.output.LayerNorm." + e])
                    getattr(l.up, e).copy_(w[p + "intermediate.dense." + e])
                    getattr(l.down, e).copy_(w[p + "output.dense." + e])
                    getattr(l.norm2, e).copy_(w[p + "output.LayerNorm." + e])

    def forward(self, ids, shape, mask):
        x = self.word(ids) + self.place.weight[:ids.shape[1]] + self.kind + self.shape(shape)
        x = self.drop(self.norm(x))
        bias = torch.zeros(mask.shape, dtype=x.dtype, device=x.device).masked_fill_(~mask, -1e9)[:, None, None, :]
        bias = bias.expand(-1, 1, ids.shape[1], -1)
        out = [x]
        for l in self.layers:
            x = l(x, bias)
            out.append(x)
        return out


class Mix(nn.Module):
    """A learned weighting of the encoder's layers."""

    def __init__(self, n):
        super().__init__()
        self.w = nn.Parameter(torch.zeros(n))

    def forward(self, layers):
        w = torch.softmax(self.w, 0)
        return sum(w[i] * x for i, x in enumerate(layers))


def mlp(i, o, drop):
    return nn.Sequential(nn.Linear(i, o), nn.GELU(), nn.Dropout(drop))


class Teacher(nn.Module):
    def __init__(self, config, sizes, vectors, arc=384, rel=112, drop=0.2):
        super().__init__()
        d = config["hidden_size"]
        self.encoder = Encoder(config)
        self.mixes = nn.ModuleList(Mix(config["num_hidden_layers"] + 1) for _ in range(3))
        self.glove = nn.Embedding.from_pretrained(torch.from_numpy(vectors), freeze=True)
        self.side = nn.ModuleList(nn.Embedding(n, k, padding_idx=0) for n, k in
                                  ((16, 16), (HASH, 32), (HASH, 16), (HASH, 16), (HASH, 32), (HASH, 32)))
        side = 100 + 16 + 32 + 16 + 16 + 32 + 32
        self.drop = nn.Dropout(drop)
        self.tags = mlp(d + side, 384, drop)
        self.upos, self.xpos = nn.Linear(384, sizes["upos"]), nn.Linear(384, sizes["xpos"])
        self.feats, self.script = nn.Linear(384, sizes["feats"]), nn.Linear(384, sizes["script"])
        self.names = mlp(d + side, 256, drop)
        self.names_a, self.names_b = nn.Linear(256, sizes["names_a"]), nn.Linear(256, sizes["names_b"])
        self.arc_h, self.arc_d = mlp(d + side, arc, drop), mlp(d + side, arc, drop)
        self.rel_h, self.rel_d = mlp(d + side, rel, drop), mlp(d + side, rel, drop)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.rel = nn.Parameter(torch.zeros(sizes["rel"], rel + 1, rel + 1))
        nn.init.xavier_uniform_(self.arc)
        self.root = nn.Parameter(torch.randn(d + side) * 0.1)

    def words(self, b, which, layers, side):
        x = self.mixes[which](layers)
        i = torch.arange(x.shape[0], device=x.device)[:, None]
        x = (x[i, b["first"]] + x[i, b["last"]]) * 0.5
        return self.drop(torch.cat([x, side], -1))

    def forward(self, b, parse=True):
        layers = self.encoder(b["ids"], b["shape"], b["mask"])
        f = b["feat"]
        side = torch.cat([self.glove(f[..., 0])] + [e(f[..., i + 1]) for i, e in enumerate(self.side)], -1)
        n = self.names(self.words(b, 2, layers, side))
        out = {"names_a": self.names_a(n), "names_b": self.names_b(n)}
        if parse:
            t = self.tags(self.words(b, 1, layers, side))
            out.update(upos=self.upos(t), xpos=self.xpos(t), feats=self.feats(t), script=self.script(t))
            x = self.words(b, 0, layers, side)
            x = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)      # position 0 is the root
            one = torch.ones_like(x[..., :1])
            d, h = torch.cat([self.arc_d(x), one], -1), self.arc_h(x)
            arc = (d @ self.arc) @ h.transpose(1, 2)                        # [dependent, head]
            ok = torch.cat([torch.ones_like(b["wmask"][:, :1]), b["wmask"]], 1)
            out["arc"] = arc.masked_fill(~ok[:, None, :], -1e9)
            out["rel_d"], out["rel_h"] = torch.cat([self.rel_d(x), one], -1), torch.cat([self.rel_h(x), one], -1)
        return out

    def relations(self, out, heads):
        """Label scores of each word for the given heads [B, N+1]."""
        i = torch.arange(heads.shape[0], device=heads.device)[:, None]
        h = out["rel_h"][i, heads]
        d = out["rel_d"]
        R, P, Q = self.rel.shape
        t = (d.reshape(-1, P) @ self.rel.permute(1, 0, 2).reshape(P, R * Q)).view(*d.shape[:2], R, Q)
        return (t @ h.unsqueeze(-1)).squeeze(-1)


# ---- trees ------------------------------------------------------------------------------------------------------------

def is_tree(heads):
    n = len(heads)
    if sum(1 for h in heads[1:] if h == 0) != 1:
        return False
    state = [0] * n
    state[0] = 2
    for i in range(1, n):
        path, j = [], i
        while state[j] == 0:
            state[j] = 1
            path.append(j)
            j = heads[j]
        if state[j] == 1:
            return False
        for k in path:
            state[k] = 2
    return True


def chu_liu_edmonds(s):
    """Heads of the best arborescence; s[d, h], node 0 the root."""
    n = len(s)
    s = s.copy()
    np.fill_diagonal(s, -np.inf)
    s[0] = -np.inf
    heads = s.argmax(1)
    heads[0] = 0
    seen = np.zeros(n, int)
    cycle = None
    for i in range(1, n):
        j = i
        while j and not seen[j]:
            seen[j] = i
            j = heads[j]
        if j and seen[j] == i:
            cycle = [j]
            k = heads[j]
            while k != j:
                cycle.append(k)
                k = heads[k]
            break
    if cycle is None:
        return heads
    inside = np.zeros(n, bool)
    inside[cycle] = True
    cyc = np.array(cycle)
    rest = np.flatnonzero(~inside)
    m = len(rest)
    t = np.full((m + 1, m + 1), -np.inf)
    t[:m, :m] = s[np.ix_(rest, rest)]
    t[:m, m] = s[np.ix_(rest, cyc)].max(1)                               # leaving the cycle
    via = cyc[s[np.ix_(rest, cyc)].argmax(1)]
    gain = s[np.ix_(cyc, rest)] - s[cyc, heads[cyc]][:, None]            # entering it, breaking at each member
    t[m, :m] = gain.max(0)
    into = cyc[gain.argmax(0)]
    sub = chu_liu_edmonds(t)
    out = heads.copy()
    for a in range(1, m):
        out[rest[a]] = via[a] if sub[a] == m else rest[sub[a]]
    out[into[sub[m]]] = rest[sub[m]]
    return out


def tree(s):
    """The best single-rooted tree of log-probabilities s[d, h]."""
    s = s.copy()
    s[np.arange(len(s)), np.arange(len(s))] = -1e9
    heads = s.argmax(1)
    heads[0] = 0
    if is_tree(heads.tolist()):
        return heads
    t = s.astype(np.float64)
    t[:, 0] -= 1e5                                                        # one root only: make roots dear, then free one
    t[0] = -np.inf
    heads = chu_liu_edmonds(t)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) == 1:
        best, score = heads, s[np.arange(1, len(s)), heads[1:]].sum()
        for r in np.argsort(-s[1:, 0])[:3] + 1:
            u = s.astype(np.float64)
            u[:, 0] = -1e7
            u[r, 0] = 0
            h = chu_liu_edmonds(u)
            v = s[np.arange(1, len(s)), h[1:]].sum()
            if (h[1:] == 0).sum() == 1 and v > score:
                best, score = h, v
        return best
    return heads


# ---- training ---------------------------------------------------------------------------------------------------------

def make_batches(sents, words, rng=None):
    """Index lists of similar lengths with about so many words each."""
    noise = (lambda: rng.random() * 3) if rng else (lambda: 0)
    order = sorted(range(len(sents)), key=lambda i: sum(map(len, sents[i].pieces)) + noise())
    out, cur, longest = [], [], 0
    for i in order:
        n = len(sents[i].words)
        if cur and max(longest, n) * (len(cur) + 1) > words:
            out.append(cur)
            cur, longest = [], 0
        cur.append(i)
        longest = max(longest, n)
    if cur:
        out.append(cur)
    if rng:
        rng.shuffle(out)
    return out


def loss_of(model, labels, sents, b, device):
    parse = sents[0].head is not None
    out = model({k: v.to(device) for k, v in b.items()}, parse)
    N = b["wmask"].shape[1]

    def pad(rows, fill=-100, ahead=0):
        a = np.full((len(sents), N + ahead), fill, np.int64)
        for i, r in enumerate(rows):
            a[i, ahead:ahead + len(r)] = r
        return torch.from_numpy(a).to(device)

    def cross(scores, gold):
        return F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-100)
    total = 0
    if parse:
        for k in ("upos", "xpos", "feats"):
            total = total + 0.4 * cross(out[k], pad([labels.get(k, getattr(s, k)) for s in sents]))
        total = total + 0.4 * cross(out["script"], pad([labels.get("script", map(lemma_script, s.words, s.lemma))
                                                        for s in sents]))
        heads = pad([s.head for s in sents], ahead=1)
        total = total + cross(out["arc"], heads)
        rel = model.relations(out, heads.clamp(min=0))
        total = total + cross(rel, pad([labels.get("rel", s.rel) for s in sents], ahead=1))
    for scheme in "ab":
        rows = [labels.get("names_" + scheme, bioes(s.ne)) if s.scheme == scheme else [] for s in sents]
        if any(rows):
            total = total + 1.0 * cross(out["names_" + scheme], pad(rows))
    return total


@torch.no_grad()
def label(models, labels, sents, device="cpu", words=600, names_only=False):
    """Label sentences: a list of dicts, probabilities averaged over the models."""
    result = [None] * len(sents)
    trans = {k: allowed(labels.spec[k]) for k in ("names_a", "names_b")}
    for idx in make_batches(sents, words):
        group = [sents[i] for i in idx]
        b = {k: v.to(device) for k, v in batch_of(group).items()}
        outs = [m(b, not names_only) for m in models]
        prob = {k: torch.stack([o[k].float().softmax(-1) for o in outs]).mean(0).cpu() for k in outs[0]
                if not k.startswith("rel")}
        heads = []
        if not names_only:
            arc = prob["arc"].numpy()
            logs = np.log(arc + 1e-9)
            N = b["wmask"].shape[1]
            hp = np.zeros((len(group), N + 1), np.int64)
            for i, s in enumerate(group):
                n = len(s.words) + 1
                heads.append(tree(logs[i, :n, :n]))
                hp[i, :n] = heads[-1]
            ht = torch.from_numpy(hp).to(device)
            rel = torch.stack([m.relations(o, ht).float().softmax(-1) for m, o in zip(models, outs)]).mean(0).cpu().numpy()
            root = labels.index["rel"]["root"]
            best = {k: (prob[k].max(-1)) for k in ("upos", "xpos", "feats", "script")}
        for i, s in enumerate(group):
            n = len(s.words)
            r = {}
            for k in ("names_a", "names_b"):
                path = viterbi(np.log(prob[k][i, :n].numpy() + 1e-9), trans[k])
                r[k] = to_bio([labels.spec[k][j] for j in path])
                r["p_" + k] = prob[k][i, :n].numpy()[np.arange(n), path]
            if not names_only:
                h = heads[i][1:]
                q = rel[i, 1:n + 1].copy()
                q[h != 0, root] = 0
                q[h == 0, :root] = 0
                q[h == 0, root + 1:] = 0
                pick = q.argmax(1)
                r["head"], r["rel"] = h.tolist(), [labels.spec["rel"][j] for j in pick]
                r["p"] = arc[i, np.arange(1, n + 1), h] * np.where(h == 0, 1, rel[i, np.arange(1, n + 1), pick])
                for k in ("upos", "xpos", "feats", "script"):
                    r[k] = [labels.spec[k][j] for j in best[k].indices[i, :n].tolist()]
                r["p_upos"] = best["upos"].values[i, :n].numpy()
                r["lemma"] = [labels.lemmas.get((w, u)) or labels.lemmas.get((w.lower(), u) if u != "PROPN" else None)
                              or apply_script(w, t) for w, u, t in zip(s.words, r["upos"], r["script"])]
            result[idx[i]] = r
    return result


def learn_lemmas(train):
    """Lemmas that the treebanks give a word with one tag, whenever it was seen at least twice and never differently."""
    seen = collections.defaultdict(collections.Counter)
    for s in train:
        for w, u, m in zip(s.words, s.upos, s.lemma):
            seen[w, u][m] += 1
            if w.lower() != w and u != "PROPN":
                seen[w.lower(), u][m] += 1
    return {k: c.most_common(1)[0][0] for k, c in seen.items() if len(c) == 1 and sum(c.values()) >= 2}


def score_trees(models, labels, sents, device="cpu"):
    got = label(models, labels, sents, device)
    n = collections.Counter()
    for s, r in zip(sents, got):
        n["words"] += len(s.words)
        for k in ("upos", "xpos", "feats", "lemma"):
            n[k] += sum(a == b for a, b in zip(getattr(s, k), r[k]))
        n["uas"] += sum(a == b for a, b in zip(s.head, r["head"]))
        n["las"] += sum(a == b and c == d for a, b, c, d in zip(s.head, r["head"], s.rel, r["rel"]))
        n["clas"] += sum(a == b and c.split(":")[0] == d.split(":")[0]
                         for a, b, c, d in zip(s.head, r["head"], s.rel, r["rel"]))
        n["raw"] += sum(apply_script(w, t) == m for w, t, m in zip(s.words, r["script"], s.lemma))
    res = {k: round(100 * n[k] / n["words"], 2) for k in ("upos", "xpos", "feats", "lemma", "uas", "las")}
    res["las_universal"] = round(100 * n["clas"] / n["words"], 2)
    res["lemma_script"] = round(100 * n["raw"] / n["words"], 2)
    named = [(s, r) for s, r in zip(sents, got) if s.scheme == "a"]
    if named:
        res["names"] = f1([(s.ne, r["names_a"]) for s, r in named])
    return res


def f1(pairs):
    good = guess = gold = 0
    kinds = collections.defaultdict(lambda: [0, 0, 0])
    for g, p in pairs:
        g, p = spans(g), spans(p)
        good, guess, gold = good + len(g & p), guess + len(p), gold + len(g)
        for x, k in ((g & p, 0), (p, 1), (g, 2)):
            for e in x:
                kinds[e[2]][k] += 1
    r = {"F1": 200 * good / max(1, guess + gold), "P": 100 * good / max(1, guess), "R": 100 * good / max(1, gold)}
    r.update({k: 200 * a / max(1, b + c) for k, (a, b, c) in sorted(kinds.items())})
    return {k: round(v, 2) for k, v in r.items()}


def score_names(models, labels, sents, device="cpu"):
    got = label(models, labels, sents, device, names_only=True)
    key = "names_" + sents[0].scheme
    return f1([(s.ne, r[key]) for s, r in zip(sents, got)])


def save(path, model, labels, config):
    state = {k: v.half() for k, v in model.state_dict().items() if not k.startswith("glove")}
    torch.save({"state": state, "spec": labels.spec, "lemmas": labels.lemmas, "config": config}, path)


def load(path, reader, device="cpu"):
    d = torch.load(path, map_location="cpu", weights_only=True)
    labels = Labels(d["spec"])
    labels.lemmas = d["lemmas"]
    m = Teacher(d["config"], {k: len(v) for k, v in d["spec"].items()}, reader.vectors)
    m.load_state_dict({k: v.float() for k, v in d["state"].items()}, strict=False)
    return m.to(device).eval(), labels


def train(a):
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    torch.set_num_threads(a.threads)
    device = a.device
    reader = Reader(a.encoder, a.vectors)
    config = json.load(open(os.path.join(a.encoder, "config.json")))
    prepare = lambda xs: [reader.prepare(s) for s in xs]
    ewt = read_treebank(f"{a.gold}/ewt-train.conllu")
    gum = read_treebank(f"{a.gold}/gum-train.conllu")
    atis = read_treebank(f"{a.gold}/atis-train.conllu")
    rng.shuffle(atis)
    trees = prepare(ewt + gum + atis[:a.atis])
    wire = prepare(read_names(f"{a.gold}/newswire-train.iob"))
    dev_ewt, dev_gum = prepare(read_treebank(f"{a.gold}/ewt-dev.conllu")), prepare(read_treebank(f"{a.gold}/gum-dev.conllu"))
    if a.tiny:
        trees, wire, dev_ewt, dev_gum = trees[:300], wire[:300], dev_ewt[:100], dev_gum[:50]
    trees = [s for s in trees if len(s.words) <= 150]
    labels = Labels.learn(trees)
    labels.lemmas = learn_lemmas(trees)
    model = Teacher(config, {k: len(v) for k, v in labels.spec.items()}, reader.vectors)
    model.encoder.load_pretrained(a.encoder)
    model.to(device)
    model.encoder.word.weight.requires_grad_(False)
    model.encoder.place.weight.requires_grad_(False)
    old = [p for n, p in model.encoder.named_parameters() if p.requires_grad and not n.startswith("shape")]
    known = {id(p) for p in old}
    new = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    opt = torch.optim.AdamW([{"params": old, "lr": a.lr}, {"params": new, "lr": a.lr_new}], weight_decay=0.01,
                            betas=(0.9, 0.98), fused=True)
    peak = [g["lr"] for g in opt.param_groups]
    print({k: len(v) for k, v in labels.spec.items()}, "trees", len(trees), "wire", len(wire),
          "parameters %.1fM" % (sum(p.numel() for p in old + new) / 1e6), flush=True)
    start, step, seen, run = time.time(), 0, 0, 0.0
    queue, wqueue, epoch, last_eval = [], [], 0, 0.0
    while True:
        t = (time.time() - start) / (60 * a.minutes) if a.minutes else step / a.steps
        if t >= 1:
            break
        if not queue:
            queue, epoch = make_batches(trees, a.words, rng), epoch + 1
        if not wqueue:
            wqueue = make_batches(wire, a.words, rng)
        source, idx = (wire, wqueue.pop()) if step % a.wire_every == a.wire_every - 1 else (trees, queue.pop())
        sents = [source[i] for i in idx]
        for g, p in zip(opt.param_groups, peak):
            g["lr"] = p * min(t / 0.06 + 0.02, 1, (1.005 - t) / 0.94)
        model.train()
        loss = loss_of(model, labels, sents, batch_of(sents), device)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(old + new, 2.0)
        opt.step()
        step += 1
        seen += sum(len(s.words) for s in sents)
        if source is trees:
            run = 0.98 * run + 0.02 * loss.item() if run else loss.item()
        if step % 50 == 0:
            print(f"step {step} epoch {epoch} t {t:.3f} loss {run:.3f} words {seen} {seen / (time.time() - start):.0f}/s", flush=True)
        if t - last_eval >= a.eval_every:
            last_eval = t
            model.eval()
            print("dev", json.dumps(score_trees([model], labels, dev_ewt[:600], device)), flush=True)
            save(a.out, model, labels, config)
    model.eval()
    save(a.out, model, labels, config)
    print("final EWT dev", json.dumps(score_trees([model], labels, dev_ewt, device)))
    print("final GUM dev", json.dumps(score_trees([model], labels, dev_gum, device)))
    print("seconds %.0f steps %d words %d" % (time.time() - start, step, seen), flush=True)


def evaluate(a):
    torch.set_num_threads(a.threads)
    reader = Reader(a.encoder, a.vectors)
    pairs = [load(m, reader, a.device) for m in a.model]
    models, labels = [m for m, _ in pairs], pairs[0][1]
    prepare = lambda xs: [reader.prepare(s) for s in xs]
    for bank in ("ewt", "gum"):
        s = prepare(read_treebank(f"{a.gold}/{bank}-{a.split}.conllu"))
        print(bank, a.split, json.dumps(score_trees(models, labels, s, a.device)), flush=True)
    if a.split == "test" or a.held:
        s = prepare(read_names(f"{a.gold}/newswire-held.iob"))
        print("newswire held out", json.dumps(score_names(models, labels, s, a.device)))


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = p.add_subparsers(dest="what", required=True)
    t, e = sub.add_parser("train"), sub.add_parser("eval")
    for q in (t, e):
        q.add_argument("--encoder", required=True, help="folder with model.safetensors, tokenizer.json, config.json")
        q.add_argument("--gold", required=True, help="folder written by prepare.py gold")
        q.add_argument("--vectors", required=True, help="folder with glove100k.f16 and glove100k.vocab.txt")
        q.add_argument("--device", default="cpu")
        q.add_argument("--threads", type=int, default=1)
    t.add_argument("--out", required=True)
    t.add_argument("--minutes", type=float, default=0)
    t.add_argument("--steps", type=int, default=4000)
    t.add_argument("--words", type=int, default=450)
    t.add_argument("--lr", type=float, default=2e-4)
    t.add_argument("--lr-new", type=float, default=2e-3)
    t.add_argument("--wire-every", type=int, default=4, help="every so many steps is one on newswire names")
    t.add_argument("--atis", type=int, default=600)
    t.add_argument("--eval-every", type=float, default=0.25)
    t.add_argument("--seed", type=int, default=1)
    t.add_argument("--tiny", action="store_true")
    e.add_argument("--model", required=True, nargs="+")
    e.add_argument("--split", default="dev")
    e.add_argument("--held", action="store_true")
    a = p.parse_args()
    train(a) if a.what == "train" else evaluate(a)
