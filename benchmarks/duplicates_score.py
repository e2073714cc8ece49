#!/usr/bin/env python3
"""Scores duplicates found in a labelled set, beside datasketch's MinHash LSH.

    duplicates_score.py --set FOLDER [--bin build/bench/bin] [--datasketch FOLDER] [--json FILE]

The set is one that near_duplicates.py made. It is ingested into a new store in one go; the clusters
are those that the store has in the end, read through a server of its own. What is true of a pair is
computed here from the texts: Jaccard J and containment of word 5-grams of lead and body.

  recall     of pairs within a group: the share that stands in one cluster
  precision  of all pairs in one cluster: the share that is of one group
  ARI        adjusted Rand index of clusters and groups
  negatives  the share of hard negatives that share a cluster with what they imitate

datasketch (a checkout; needs numpy and scipy) gets the texts without the lines of a site, which is
to its favour, and 128 permutations: 32 bands of 4 rows with its candidates compared exactly
(J >= .8 or containment >= .8), and its own bands for the threshold .8 with every candidate joined.
"""

import argparse
import json
import os
import sys
import tempfile

from neardup import peer, program, scores, shingles

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def read_lines(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def khotin_clusters(options, path, count, store):
    """(cluster of each of `count` documents, results, figures); None and {} for what was refused"""
    by_input, seconds = program.ingest(os.path.join(options.bin, "khotin-ingest"), store, path)
    results = [by_input.get(f"{path}#{number}", {}) for number in range(1, count + 1)]
    final = program.exported_clusters(options.bin, store, options.port)
    verdicts = {}
    for result in results:
        verdict = result.get("verdict", "REFUSED")
        verdicts[verdict] = verdicts.get(verdict, 0) + 1
    clusters = [final.get(result.get("article")) for result in results]
    return clusters, results, {"CPU seconds": seconds, "verdicts": verdicts}


def peer_runs(datasketch, texts, sets):
    def verify(first, second):
        jaccard, *containments = shingles.compare(sets[first], sets[second])
        shortest = min(len(sets[first]), len(sets[second]))
        return jaccard >= scores.SAME or (
            max(containments) >= scores.CONTAINED and shortest >= scores.SHORTEST)

    yield "32 x 4", peer.run(datasketch, texts, params=(32, 4), verify=verify)
    yield "at .8", peer.run(datasketch, texts, threshold=0.8)


def rows_of(figures, prefix=""):
    """(name, text) of each figure, nested ones behind their heading"""
    for name, value in figures.items():
        if isinstance(value, dict) and "share" in value:
            share = "-" if value["share"] is None else f"{value['share']:.5f}"
            yield f"{prefix}{name} ({value['of']})", share
        elif isinstance(value, dict):
            yield f"{prefix}{name}", ""
            yield from rows_of(value, prefix + "  ")
        else:
            yield f"{prefix}{name}", f"{value:.5f}" if isinstance(value, float) else str(value)


def print_table(systems):
    columns = {name: dict(rows_of(figures)) for name, figures in systems.items()}
    names = list(dict.fromkeys(row for rows in columns.values() for row in rows))
    width = max(map(len, names))
    print(" " * width, *(f"{name:>18}" for name in columns))
    for name in names:
        print(f"{name:<{width}}", *(f"{rows.get(name, ''):>18}" for rows in columns.values()))


def write_misses(path, labels, pairs, clusters, results):
    """What to read by eye: pairs that should have been joined, and negatives that should not"""
    with open(path, "w", encoding="utf-8") as file:
        def write(what, **fields):
            file.write(json.dumps({"what": what, **fields}, ensure_ascii=False) + "\n")

        for pair in pairs:
            wanted = pair.jaccard >= scores.SAME or (
                pair.larger >= scores.CONTAINED and pair.smaller >= scores.KEPT)
            if wanted and clusters[pair.first] != clusters[pair.second]:
                write("missed", J=pair.jaccard, larger=pair.larger, smaller=pair.smaller,
                      pair=[{**labels[place], "place": place, **results[place]}
                            for place in (pair.first, pair.second)])
        for place in scores.wrongly_joined(labels, clusters):
            write("wrong", label={**labels[place], "place": place, **results[place]})


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", required=True, metavar="FOLDER")
    parser.add_argument("--bin", default=os.path.join(ROOT, "build/bench/bin"), metavar="FOLDER")
    parser.add_argument("--store", metavar="FOLDER", help="a new one, kept; else a temporary one")
    parser.add_argument("--port", type=int, default=50951)
    parser.add_argument("--datasketch", metavar="FOLDER", help="a checkout of ekzhu/datasketch")
    parser.add_argument("--json", metavar="FILE", help="write the figures there too")
    parser.add_argument("--misses", metavar="FILE", help="write what went wrong there")
    options = parser.parse_args()
    documents = read_lines(options.set, "documents.jsonl")
    labels = read_lines(options.set, "labels.jsonl")
    texts = [scores.body_of(*both) for both in zip(documents, labels)]
    sets = [shingles.shingles(text) for text in texts]
    pairs = scores.true_pairs(labels, sets)
    print(f"duplicates_score: {len(documents)} documents, {len(pairs)} pairs within groups")

    systems = {}
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or os.path.join(folder, "store")
        found, results, figures = khotin_clusters(
            options, os.path.join(options.set, "documents.jsonl"), len(documents), store)
    systems["Khotin"] = {**scores.score(labels, sets, pairs, found), **figures}
    if options.misses:
        write_misses(options.misses, labels, pairs, found, results)
    if options.datasketch:
        datasketch, reason = peer.load(options.datasketch)
        if not datasketch:
            print(f"datasketch: skipped: {reason}")
        for name, (figures, found) in peer_runs(datasketch, texts, sets) if datasketch else ():
            systems["datasketch " + name] = {**scores.score(labels, sets, pairs, found), **figures}
    else:
        print("datasketch: skipped: no --datasketch")
    print_table(systems)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(systems, file, ensure_ascii=False, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
