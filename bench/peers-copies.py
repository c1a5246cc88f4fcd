"""peers-copies.py FILE COUNT: the peer of readout-copies, datasketch's MinHash with an LSH index.

Word 5-grams, 128 permutations, a threshold of one half, one query and one insertion a report: what its
manual shows for near duplicates. The texts are in memory before the clock starts. Prints one line; exit 77
where datasketch is not installed.
"""

import json
import re
import sys
import time

try:
    from datasketch import MinHash, MinHashLSH
except ImportError:
    sys.exit(77)


def main(path, count):
    with open(path, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for _, line in zip(range(count), lines)]
    start = time.process_time()
    index = MinHashLSH(threshold=0.5, num_perm=128)
    pairs = 0
    for number, text in enumerate(texts):
        words = re.findall(r"\w+", text.lower())
        grams = {" ".join(words[i : i + 5]).encode() for i in range(len(words) - 4)}
        sketch = MinHash(num_perm=128)
        sketch.update_batch(grams)
        pairs += len(index.query(sketch))
        index.insert(number, sketch)
    took = time.process_time() - start
    print(f"{len(texts)} reports  {pairs} pairs  {took:.2f} s  {len(texts) / took:.0f} reports/s")


main(sys.argv[1], int(sys.argv[2]))
