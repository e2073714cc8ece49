#!/usr/bin/env python3
"""Lists the duplicates that are in news already, and pairs around the thresholds to judge by eye.

    natural_duplicates.py --news FOLDER [--bin build/bench/bin] [--pairs 100] [--seed N]

ingests an unpacked vinews folder, and prints the clusters found (how many of each size, the
verdicts) and pairs of articles: Jaccard just above and just below .8, the larger containment just
above and just below .8, pairs over a threshold that were kept apart, and pairs under them that
share a cluster. For each: what word 5-grams say (computed here from lead and body), the program's
verdict, both titles, and the stretches in which the texts differ.
"""

import argparse
import difflib
import os
import random
import re
import sys
import tempfile
from collections import Counter

from neardup import news, program, scores, shingles

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
STRETCHES, STRETCH = 12, 40  # shown of a pair, and words of each


class Pair:
    """Two articles that share at least a fifth of their shingles one way"""

    def __init__(self, first, second, figures, sizes, clusters):
        self.first, self.second = first, second
        self.jaccard, *self.containments = figures
        self.larger = max(self.containments)
        self.shorter = min(sizes)
        self.together = clusters[first] is not None and clusters[first] == clusters[second]

    def over(self):
        large = self.larger >= scores.CONTAINED and self.shorter >= scores.SHORTEST
        return self.jaccard >= scores.SAME or large

    def kind(self):
        if self.over() and not self.together:
            return "over a threshold, kept apart"
        if self.jaccard >= scores.SAME:
            return "Jaccard above" if self.jaccard < 0.9 else ""
        if self.larger >= scores.CONTAINED:
            return "containment above" if self.over() and self.larger < 0.9 else ""
        if self.together:
            return "under the thresholds, one cluster"
        if self.jaccard >= 0.65:
            return "Jaccard below"
        return "containment below" if self.larger >= 0.7 and self.shorter >= scores.SHORTEST else ""


def differences(first, second):
    """Lines with the stretches that only one of two texts has: - of the first, + of the second"""
    one, other = (re.findall(r"\S+", text) for text in (first, second))
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    lines = []
    for what, a, b, c, d in matcher.get_opcodes():
        for sign, words in (("-", one[a:b]), ("+", other[c:d])):
            if what != "equal" and words:
                rest = " …" if len(words) > STRETCH else ""
                lines.append(f"    {sign} {' '.join(words[:STRETCH])}{rest}")
    more = len(lines) - STRETCHES
    return lines[:STRETCHES] + ([f"    ({more} more stretches)"] if more > 0 else [])


def describe(result, names):
    match = result.get("match")
    if not match:
        return result.get("verdict", "REFUSED")
    return (f"{result['verdict']} of {names.get(match['article'], match['article'])} "
            f"(J {match.get('jaccard', 0):.3f}, its share {match.get('containment', 0):.3f}, "
            f"the other's {match.get('matchContainment', 0):.3f})")


def print_pair(number, pair, names, articles, results, by_article):
    first, second = names[pair.first], names[pair.second]
    print(f"\n[{number}] {pair.kind()}: J {pair.jaccard:.3f}, "
          f"of the first {pair.containments[0]:.3f}, of the second {pair.containments[1]:.3f}, "
          f"shorter {pair.shorter} shingles, "
          f"{'one cluster' if pair.together else 'two clusters'}")
    for place, name in ((pair.first, first), (pair.second, second)):
        print(f"  {name}: {articles[name][0]}\n    {describe(results[place], by_article)}")
    for line in differences(*("\n".join(articles[name][1:]) for name in (first, second))):
        print(line)


def print_clusters(clusters, results, names, articles):
    members = {}
    for place, cluster in enumerate(clusters):
        members.setdefault(cluster, []).append(place)
    members.pop(None, None)
    sizes = sorted(Counter(map(len, members.values())).items())
    print("clusters by size: " + ", ".join(f"{size}: {count}" for size, count in sizes))
    print("verdicts: " + ", ".join(f"{verdict} {count}" for verdict, count in sorted(
        Counter(result.get("verdict", "REFUSED") for result in results).items())))
    for places in sorted(members.values(), key=len, reverse=True)[:20]:
        if len(places) > 2:
            print(f"\n{len(places)} articles:")
            for place in places:
                print(f"  {names[place]}: {articles[names[place]][0]}")


def choose(rng, pairs, count):
    """Up to `count` pairs, of each kind an equal share as far as there are so many"""
    kinds = {}
    for pair in pairs:
        if pair.kind():
            kinds.setdefault(pair.kind(), []).append(pair)
    chosen = []
    for left, kind in zip(range(len(kinds), 0, -1), sorted(kinds, key=lambda one: len(kinds[one]))):
        share = min(len(kinds[kind]), (count - len(chosen)) // left)
        chosen += sorted(rng.sample(kinds[kind], share), key=lambda pair: (pair.first, pair.second))
    print("\npairs: " + ", ".join(f"{kind} {len(found)}" for kind, found in sorted(kinds.items())))
    return chosen


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", required=True, metavar="FOLDER", help="unpacked vinews")
    parser.add_argument("--bin", default=os.path.join(ROOT, "build/bench/bin"), metavar="FOLDER")
    parser.add_argument("--port", type=int, default=50952)
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2017)
    options = parser.parse_args()
    articles = news.read_folder(options.news)
    names = list(articles)
    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, "store")
        ingest = os.path.join(options.bin, "khotin-ingest")
        by_input, _ = program.ingest(ingest, store, options.news)
        final = program.exported_clusters(options.bin, store, options.port)
    results = [by_input.get(os.path.join(options.news, name + ".txt"), {}) for name in names]
    clusters = [final.get(result.get("article")) for result in results]
    by_article = {result["article"]: name for result, name in zip(results, names) if result}
    sets = [shingles.shingles("\n".join(articles[name][1:])) for name in names]
    pairs = [Pair(i, j, figures, (len(sets[i]), len(sets[j])), clusters)
             for i, j, figures in shingles.similar_pairs(sets, 0.2)]
    print(f"natural_duplicates: {len(names)} articles, seed {options.seed}")
    print_clusters(clusters, results, names, articles)
    for number, pair in enumerate(choose(random.Random(options.seed), pairs, options.pairs), 1):
        print_pair(number, pair, names, articles, results, by_article)
    return 0


if __name__ == "__main__":
    sys.exit(main())
