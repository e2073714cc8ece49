"""Exact comparison of texts by word 5-grams over NFC, lower-cased `\\w+`."""

import re
import unicodedata
from collections import defaultdict

WIDTH = 5

_WORD = re.compile(r"\w+")
_IDS = {}


def words(text):
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def shingles(text):
    """The text's set of 5-grams as 64-bit numbers; a text of fewer words is one shingle.

    The numbers hold within one process. Two of a million shingles are equal by accident once in
    some 10^7 runs.
    """
    ids = [_IDS.setdefault(word, len(_IDS)) for word in words(text)]
    if len(ids) <= WIDTH:
        return {hash(tuple(ids))} if ids else set()
    return set(map(hash, zip(*(ids[start:] for start in range(WIDTH)))))


def compare(a, b):
    """(Jaccard, share of a's shingles found in b, share of b's found in a)"""
    if not a or not b:
        return 0.0, 0.0, 0.0
    both = len(a & b)
    return both / (len(a) + len(b) - both), both / len(a), both / len(b)


def similar_pairs(sets, at_least, sample=4, too_common=400):
    """Pairs (i, j, (Jaccard, containment, containment)), i < j, of which one figure is at least
    `at_least`.

    Every `sample`th shingle is looked up by its value; a shingle in more than `too_common` sets
    proposes no pair. Pairs that share a third of `at_least` of the sampled ones are compared.
    """
    holders = defaultdict(list)
    sampled = []
    for index, one in enumerate(sets):
        chosen = [value for value in one if value % sample == 0]
        sampled.append(len(chosen))
        for value in chosen:
            holders[value].append(index)
    shared = defaultdict(int)
    for indexes in holders.values():
        if 1 < len(indexes) <= too_common:
            for place, i in enumerate(indexes):
                for j in indexes[place + 1 :]:
                    shared[i, j] += 1
    for (i, j), count in sorted(shared.items()):
        if count * 3 >= at_least * min(sampled[i], sampled[j]):
            figures = compare(sets[i], sets[j])
            if max(figures) >= at_least:
                yield i, j, figures
