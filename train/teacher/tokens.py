"""A rule tokeniser and sentence splitter for English news, in the style of UD English EWT.

It stands in for the tokeniser of the product while silver data is made: words are split as EWT does (hyphens apart
except after bound prefixes, clitics as multiword tokens, currency signs apart).  `python3 tokens.py FILE.conllu...`
prints the agreement with the gold tokens of a treebank, whose sentences it is given.
"""
import re
import sys

# Bound prefixes that EWT keeps with their base: co-founder, anti-war, re-elected, mid-June.
PREFIXES = set("""anti co re non pre post pro mid multi semi sub ex neo counter inter ultra over under cross mini e
un de pan trans intra extra bi tri micro macro mega quasi pseudo psycho socio self- geo hyper infra super uni vice-
arch proto tele""".split())
KEEP = set("e-mail e-mails e-mailed co-op x-ray x-rays t-shirt t-shirts".split())
SPLIT = set()

ABBREVIATIONS = set("""mr mrs ms dr prof sen rep gov gen lt col sgt capt cmdr maj adm hon rev st jr sr messrs pres
sens reps govs gens brig supt det insp amb atty assn dept inc corp co ltd bros jan feb mar apr jun jul aug sept sep oct
nov dec mon tue tues wed thu thurs fri sat sun no nos vs etc al fig vol pp ed eds est approx a.m p.m i.e e.g ft mt
ave blvd rd calif mass conn fla ariz colo ill ind kan ky la mich minn miss mo mont neb nev okla ore pa tenn tex va vt
wash wis wyo ala ark del ga md n.c s.c n.d s.d n.h n.j n.m n.y w.va r.i d.c u.s u.k u.n e.u ph.d m.d b.a m.a d-n.y
d-calif r-ky r-ga r-sc""".split())
STARTERS = set("""The A An In On At He She It They We I But And This That These Those There His Her Its Their Our My When
While After Before If As For From With What Who Why How Not No Some Many Most One Now Then So Yet Still Even Under
According However Although Though Since Because During Despite Both Meanwhile Last Also To By Is Are Was Were Do Did
Does Has Have Had Can Could Will Would Should May Might You Your Here""".split())

OPEN, CLOSE = "\"'“‘«([{", "\"'”’»)]}"
MASTER = re.compile(r"""
    (?P<url>(?:https?://|www\.)\S*[\w/=&] | [\w.+-]+@[\w-]+(?:\.[\w-]+)+ | \w[\w-]*(?:\.\w[\w-]+)*\.(?:com|org|net|gov|edu|co\.uk|info|tv)(?:/\S*\w)?\b )
  | (?P<at>[@\#]\w+)
  | (?P<smile>[:;]-?[)(DP](?!\w))
  | (?P<acro>(?:[A-Za-z]\.){2,}(?:[A-Za-z](?!\w))?)
  | (?P<num>\d+(?:[.,:/]\d+)*(?:-\d{3,4}(?:-\d{4})?(?!\d))?(?:st|nd|rd|th|s|[’']s(?=\s|$|[.,;]))?(?![A-Za-z]) )
  | (?P<dnum>\.\d+)
  | (?P<curr>(?:US|AU?|C|HK|NZ)?\$|[£€¥₹])
  | (?P<amp>[A-Z]+&[A-Z]+)
  | (?P<word>[^\W_](?:[\w]|[’'`](?=\w)|\.(?=[A-Za-z]\.)|\*(?=\w))*)
  | (?P<dots>\.{2,}|…|-{2,}|[!?]{2,}|_+|\*+|=+)
  | (?P<sym>\S)
""", re.X)
CLITIC = re.compile(r"^(.+?)(n[’'`]t|[’'`](?:s|m|d|re|ve|ll))$", re.I)
FUSED = {"cannot": (3,), "gonna": (3,), "wanna": (3,), "gotta": (3,), "gimme": (3,), "lemme": (3,), "whatcha": (4,), "d’you": (2,), "d'you": (2,), "dunno": (2, 3)}


def words_of(text):
    """The words of one sentence as (start, end, multiword) where multiword numbers the surface token a clitic is in."""
    out = []
    group = 0
    for chunk in re.finditer(r"\S+", text):
        base, core = chunk.start(), chunk.group()
        spans = []
        pos = 0
        while pos < len(core):
            m = MASTER.match(core, pos)
            kind = m.lastgroup
            a, b = m.span()
            if kind == "word":
                # A full stop belongs to an abbreviation unless it ends the sentence's last chunk.
                w = core[a:b]
                low = w.lower()
                if b < len(core) and core[b] == ".":
                    rest = core[b + 1:].strip(CLOSE)
                    last = base + len(core) >= len(text.rstrip()) and not rest
                    if core[b + 1:b + 2] != "." and (low in ABBREVIATIONS or (len(w) == 1 and w.isupper())) and (
                            not last or low in ("inc", "corp", "co", "ltd", "jr", "sr")):
                        b += 1
            elif kind == "acro":
                pass
            spans.append([a, b, kind])
            pos = b
        spans = join_hyphens(core, spans)
        for a, b, kind in spans:
            w = core[a:b]
            low = w.lower()
            cuts = []
            if kind in ("word", "acro"):
                m = CLITIC.match(w)
                if m and m.start(2) > 0:
                    cuts = [m.start(2)]
                elif low in FUSED:
                    cuts = list(FUSED[low])
                elif w[-1] in "'’" and len(w) > 1:
                    cuts = [len(w) - 1]
            if cuts:
                group += 1
                edges = [0] + cuts + [len(w)]
                for i, j in zip(edges, edges[1:]):
                    out.append((base + a + i, base + a + j, group))
            else:
                out.append((base + a, base + b, 0))
    # A quotation mark after s is a possessive when no quotation is open: EWT makes it a multiword token.
    opened = 0
    for i, (a, b, g) in enumerate(out):
        w = text[a:b]
        if w in ("'", "‘", "’"):
            before = a > 0 and not text[a - 1].isspace()
            after = b < len(text) and text[b].isalnum()
            if w == "‘" or (not before and after):
                opened += 1
            elif before and text[a - 1] in "sSzx" and opened == 0 and i and out[i - 1][1] == a and out[i - 1][2] == 0:
                group += 1
                out[i - 1] = (out[i - 1][0], out[i - 1][1], group)
                out[i] = (a, b, group)
            elif before and opened:
                opened -= 1
    return out


def join_hyphens(core, spans):
    """Glue prefix-base back together where EWT keeps it one word."""
    out = []
    i = 0
    while i < len(spans):
        a, b, kind = spans[i]
        if (kind in ("word", "num") and i + 2 < len(spans) and core[spans[i + 1][0]:spans[i + 1][1]] == "-"
                and spans[i + 2][2] in ("word", "num") and (i == 0 or core[spans[i - 1][1] - 1] != "-")):
            low = core[a:b].lower()
            whole = core[a:spans[i + 2][1]].lower()
            more = i + 3 < len(spans) and core[spans[i + 3][0]:spans[i + 3][1]] == "-"
            if whole not in SPLIT and (whole in KEEP or (low in PREFIXES and not (more and low == "over"))
                                       or re.fullmatch(r"[a-z]+-\d+[a-z]?", whole) and core[a:b].isupper() and len(low) > 4):
                out.append([a, spans[i + 2][1], "word"])
                i += 3
                continue
        out.append(spans[i])
        i += 1
    return out


def sentences_of(paragraph):
    """Split a paragraph of news into sentence strings."""
    text = re.sub(r"\s+", " ", paragraph).strip()
    start, out = 0, []
    for m in re.finditer(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9$£€])", text):
        left = text[start:m.end()].rstrip()
        stop = text[m.start()]
        nxt = re.match(r"[\"'“‘(\[]*([\w’']+)", text[m.end():])
        word = nxt.group(1) if nxt else ""
        if stop == ".":
            prev = re.search(r"(\S+?)\.+[\"'”’)\]]*$", left)
            p = re.sub(r"^[\"'“‘(\[]+", "", prev.group(1)) if prev else ""
            low = p.lower()
            tail = left[-1] in CLOSE
            if not tail:
                if re.fullmatch(r"[A-Za-z]", p) and p != "I":
                    continue
                if low in ABBREVIATIONS or re.fullmatch(r"(?:[a-z]\.)+[a-z]", low) or re.fullmatch(r"[dr]-[a-z.]+", low):
                    if low in ("inc", "corp", "co", "ltd", "etc", "jr", "sr", "a.m", "p.m", "no") or "." in low:
                        if word not in STARTERS or low == "no" and word.isdigit():
                            continue
                    else:
                        continue
        out.append(left)
        start = m.end()
    if text[start:].strip():
        out.append(text[start:].strip())
    return out


def _selftest(paths):
    good = guess = gold = whole = count = 0
    wrong = {}
    for path in paths:
        for text, toks in gold_sentences(path):
            g, pos = [], 0
            for t in toks:
                p = text.find(t, pos)
                if p < 0:
                    g = None
                    break
                g.append((p, p + len(t)))
                pos = p + len(t)
            if g is None:
                continue
            p = [(a, b) for a, b, _ in words_of(text)]
            gs, ps = set(g), set(p)
            good += len(gs & ps)
            guess += len(ps)
            gold += len(gs)
            count += 1
            whole += g == p
            for a, b in gs - ps:
                wrong[text[a:b]] = wrong.get(text[a:b], 0) + 1
    print("sentences %d  exact %.2f%%  word precision %.3f recall %.3f F1 %.3f" % (
        count, 100 * whole / count, 100 * good / guess, 100 * good / gold, 200 * good / (guess + gold)))
    print(sorted(wrong.items(), key=lambda x: -x[1])[:60])


def gold_sentences(path):
    text, toks = None, []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# text = "):
            text = line[9:]
        elif not line:
            if text and toks:
                yield text, toks
            text, toks = None, []
        elif line[0].isdigit():
            c = line.split("\t")
            if c[0].isdigit():
                toks.append(c[1])


if __name__ == "__main__":
    _selftest(sys.argv[1:])
