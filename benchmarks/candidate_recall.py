#!/usr/bin/env python3
"""Which pairs of a labelled set become candidates: bands of MinHash beside a bottom-k sketch.

    candidate_recall.py --set FOLDER

The set is one that near_duplicates.py made; needs numpy. Both have 32 keys a document: 32 bands of 4
of 128 minima, or the 32 smallest hashes, of which 4 must meet and each keeps the first 8 documents.
Shown are the share of the pairs of one group that become candidates, by Jaccard, and how many
candidates there are for a document.
"""

import argparse
import json
import os
import random
from collections import Counter, defaultdict

import numpy

from neardup import scores, shingles

BANDS, ROWS = 32, 4
SKETCH, MEETING, FIRST = 32, 4, 8
SEED = 2017


def band_keys(sets):
    draw = random.Random(SEED)
    masks = numpy.array([draw.getrandbits(64) for _ in range(BANDS * ROWS)], numpy.uint64)
    factors = numpy.array([draw.getrandbits(64) | 1 for _ in range(BANDS * ROWS)], numpy.uint64)
    for one in sets:
        values = numpy.array([value & 0xFFFFFFFFFFFFFFFF for value in one] or [0], numpy.uint64)
        mixed = (values[:, None] ^ masks) * factors
        minima = (mixed ^ (mixed >> numpy.uint64(29))) * factors
        minima = minima.min(axis=0)
        yield [(band, *minima[band * ROWS:(band + 1) * ROWS].tolist()) for band in range(BANDS)]


def sketch_keys(sets):
    for one in sets:
        # hash() keeps small integers as they are; multiplying spreads them.
        mixed = (value * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF for value in one)
        yield sorted(mixed)[:SKETCH]


def candidates(all_keys, meeting, first):
    """For each document in turn, the earlier ones that it meets"""
    holders = defaultdict(list)
    for place, keys in enumerate(all_keys):
        met = Counter(other for key in keys for other in holders[key])
        yield {other for other, count in met.items() if count >= meeting}
        for key in keys:
            if first is None or len(holders[key]) < first:
                holders[key].append(place)


def show(name, pairs, found, count):
    buckets = defaultdict(lambda: [0, 0])
    for pair in pairs:
        bucket = buckets[min(int(pair.jaccard * 10), 9)]
        bucket[0] += max(pair.first, pair.second) in found[min(pair.first, pair.second)]
        bucket[1] += 1
    shares = "  ".join(f"{tenth / 10:.1f}: {buckets[tenth][0] / buckets[tenth][1]:.4f}"
                       for tenth in sorted(buckets))
    total = sum(map(len, found.values()))
    print(f"{name:<24}{total / count:7.2f} candidates a document; by Jaccard from  {shares}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", required=True, metavar="FOLDER")
    options = parser.parse_args()

    def lines(name):
        with open(os.path.join(options.set, name), encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    documents, labels = lines("documents.jsonl"), lines("labels.jsonl")
    sets = [shingles.shingles(scores.body_of(*both)) for both in zip(documents, labels)]
    pairs = scores.true_pairs(labels, sets)
    for name, keys, meeting, first in (
            (f"{BANDS} bands of {ROWS}", band_keys(sets), 1, None),
            (f"bottom {SKETCH}, all kept", sketch_keys(sets), MEETING, None),
            (f"bottom {SKETCH}, first {FIRST}", sketch_keys(sets), MEETING, FIRST)):
        found = defaultdict(set)
        for place, met in enumerate(candidates(keys, meeting, first)):
            for other in met:
                found[other].add(place)
        show(name, pairs, found, len(documents))


if __name__ == "__main__":
    main()
