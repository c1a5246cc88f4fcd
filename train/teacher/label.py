"""Label tokenised text with one or more teachers: silver data in CoNLL-U for the small net.

    python3 label.py --encoder DIR --vectors DIR --model FILE... --text news.conllu.xz --out PREFIX [--words 3000000]
                     [--skip N --sentences N]

Reads the skeleton that prepare.py news writes, and writes PREFIX-00.conllu.xz, PREFIX-01.conllu.xz, ... of about a quarter
of a million words each, every one whole when its name appears.  MISC carries NE= (the newswire's nine types) and UNE= (the three types of
UNER, by its own head); "# conf" is the geometric mean over the words of P(head) * P(label), "# conf_ne" the least
probability of a name tag (UNER's head left out).
"""
import argparse
import lzma
import os
import time

import numpy as np
import torch

from prepare import conllu
from teacher import Reader, Sentence, label, load

QUOTES = {"“": "``", "”": "''"}


def finish(comments, rows, r):
    """The lines of one labelled sentence."""
    p = np.clip(r["p"], 1e-6, 1)
    head = [c for c in comments]
    head.append("# conf = %.3f" % float(np.exp(np.log(p).mean())))
    head.append("# conf_ne = %.3f" % float(r["p_names_b"].min()))
    lines, n = [], 0
    for c in rows:
        if not c[0].isdigit():
            lines.append("\t".join(c))
            continue
        misc = [] if c[9] == "_" else [c[9]]
        if r["names_b"][n] != "O":
            misc.append("NE=" + r["names_b"][n])
        if r["names_a"][n] != "O":
            misc.append("UNE=" + r["names_a"][n])
        xpos = QUOTES.get(c[1], r["xpos"][n])
        lemma = r["lemma"][n] or c[1]
        lines.append("\t".join([c[0], c[1], lemma, r["upos"][n], xpos, r["feats"][n], str(r["head"][n]), r["rel"][n], "_",
                                "|".join(misc) or "_"]))
        n += 1
    return "\n".join(head + lines) + "\n\n"


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--encoder", required=True)
    p.add_argument("--vectors", required=True)
    p.add_argument("--model", required=True, nargs="+")
    p.add_argument("--text", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--words", type=int, default=10**9, help="stop after about so many words")
    p.add_argument("--shard", type=int, default=250_000, help="words per file")
    p.add_argument("--skip", type=int, default=0, help="sentences to leave out at the front")
    p.add_argument("--sentences", type=int, default=10**9, help="sentences to label after those")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--device", default="cpu")
    p.add_argument("--int8", action="store_true", help="quantise the encoder's matrices (CPU only): faster, a little worse")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    reader = Reader(a.encoder, a.vectors)
    pairs = [load(m, reader, a.device) for m in a.model]
    models, labels = [m for m, _ in pairs], pairs[0][1]
    if a.int8:
        for m in models:
            m.encoder.layers = torch.ao.quantization.quantize_dynamic(m.encoder.layers, {torch.nn.Linear}, dtype=torch.qint8)
    start, total, part, shard, inshard = time.time(), 0, 0, None, 0
    chunk, done = [], False

    def flush():
        nonlocal total, part, shard, inshard, chunk
        got = label(models, labels, [s for _, _, s in chunk], a.device)
        for (comments, rows, s), r in zip(chunk, got):
            if shard is None:
                shard, inshard = lzma.open(f"{a.out}-{part:02d}.part", "wt", encoding="utf-8", preset=6), 0
            shard.write(finish(comments, rows, r))
            total += len(s.words)
            inshard += len(s.words)
        chunk = []
        print(f"{total} words, {total / (time.time() - start):.0f}/s", flush=True)
        if inshard >= a.shard:
            close()

    def close():
        nonlocal shard, part
        if shard:
            shard.close()
            os.rename(f"{a.out}-{part:02d}.part", f"{a.out}-{part:02d}.conllu.xz")
            shard, part = None, part + 1

    for n, (comments, rows) in enumerate(conllu(a.text)):
        if n < a.skip:
            continue
        if n >= a.skip + a.sentences or total >= a.words:
            break
        s = reader.prepare(Sentence([c[1] for c in rows if c[0].isdigit()]))
        chunk.append((comments, rows, s))
        if len(chunk) == 1000:
            flush()
    if chunk:
        flush()
    close()


if __name__ == "__main__":
    main()
