#!/usr/bin/env python3
"""Prints the comparison of search engines as tables: the build, the times, and how comparable the
answers are.

Reads the results that the runners have left in a folder (engine_runner.h says what they hold). An
engine without results is left out with the reason that stands in ENGINE.skipped, if any.
"""

import argparse
import pathlib
import sys

# Names of result files, in the order of the table, and what they are called in it.
ENGINES = {
    "khotin": "Khotin",
    "khotin-tiers": "Khotin, by tiers",
    "khotin-folded": "Khotin, folded text",
    "lucene": "Lucene",
    "lucene-merged": "Lucene, one segment",
    "xapian": "Xapian",
    "sqlite": "SQLite FTS5",
}
REFERENCE = ("lucene", "lucene-merged")
CLASSES = ("and", "or", "phrase", "title", "filtered")
TOP = 10


class Results:
    """One engine's results."""

    def __init__(self, path):
        self.figures, self.queries, self.skipped = {}, {}, {}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            kind, *fields = line.split("\t")
            if kind == "figure" and len(fields) == 2:
                self.figures[fields[0]] = float(fields[1])
            elif kind == "skipped" and len(fields) == 2:
                self.skipped[fields[0]] = fields[1]
            elif kind == "query" and len(fields) == 6:
                self._add_query(fields)
            else:
                raise ValueError(f"{path}:{number}: not a line of results")

    def _add_query(self, fields):
        name, number, cpu, wall, count, hits = fields
        pairs = [hit.split(":") for hit in hits.split()]
        self.queries.setdefault(name, {})[int(number)] = {
            "cpu": float(cpu), "wall": float(wall), "count": int(count),
            "hits": [(int(document), float(score)) for document, score in pairs]}

    def times(self, name, clock, numbers=None):
        """Rising; of the queries with these numbers, or of all."""
        return sorted(query[clock] for number, query in self.queries.get(name, {}).items()
                      if numbers is None or number in numbers)


def mean(values):
    return sum(values) / len(values) if values else 0.0


def statistics(times):
    """Mean, median and 99th percentile."""
    return mean(times), times[len(times) // 2], times[min(len(times) * 99 // 100, len(times) - 1)]


def reference(results, name, clock, numbers):
    """(mean, p99) of the faster state of the reference engine for queries, or None."""
    states = [results[key].times(name, clock, numbers) for key in REFERENCE if key in results]
    states = [times for times in states if times]
    if not states:
        return None
    best = min(states, key=mean)
    return statistics(best)[0], statistics(best)[2]


def print_builds(results):
    print(f"{'engine':<22}{'documents':>10}{'docs/s':>8}{'indexing':>9}{'MB':>8}{'segments':>9}"
          f"{'RSS MB':>8}")
    for key, result in results.items():
        figures = result.figures
        seconds = figures.get("build_cpu_seconds", 0)
        documents = figures.get("documents", 0)
        alone = seconds - figures.get("analysis_cpu_seconds", 0)
        print(f"{ENGINES[key]:<22}{documents:>10.0f}{documents / max(seconds, 1e-9):>8.0f}"
              f"{documents / max(alone, 1e-9):>9.0f}{figures.get('index_bytes', 0) / 1e6:>8.1f}"
              f"{figures.get('segments', 1):>9.0f}{figures.get('memory_bytes', 0) / 1e6:>8.0f}")


def print_times(results, clock):
    for name in CLASSES:
        print(f"\n{name:<22}{'mean':>9}{'median':>9}{'p99':>9}{'mean/L':>9}{'p99/L':>9}"
              f"{'queries':>9}")
        for key, result in results.items():
            times = result.times(name, clock)
            if not times:
                print(f"{ENGINES[key]:<22}  skipped: {result.skipped.get(name, 'no results')}")
                continue
            best = reference(results, name, clock, result.queries[name])
            average, median, p99 = statistics(times)
            ratios = (f"{average / best[0]:>9.3f}{p99 / best[1]:>9.3f}" if best else " " * 18)
            print(f"{ENGINES[key]:<22}{average:>9.0f}{median:>9.0f}{p99:>9.0f}{ratios}"
                  f"{len(times):>9}")


def overlap(ours, theirs):
    """The share of `theirs`' hits that `ours` has, leaving those out that tie with the last."""
    ids = {document for document, _ in ours}
    if not theirs:
        return 1.0
    least = theirs[-1][1] if len(theirs) >= TOP else -1
    certain = [document for document, score in theirs if score > least]
    return mean([document in ids for document in certain]) if certain else 1.0


def agreement(ours, theirs):
    """Of pairs of hits that both lists rank, the share ranked in one order; None without pairs."""
    places = {document: place for place, (document, _) in enumerate(ours)}
    common = [places[document] for document, _ in theirs if document in places]
    pairs = [(a, b) for i, a in enumerate(common) for b in common[i + 1:]]
    return mean([a < b for a, b in pairs]) if pairs else None


def print_comparability(results):
    base_key = next((key for key in reversed(REFERENCE) if key in results), None)
    if base_key is None:
        print("\nnothing to compare the answers with")
        return
    base = results[base_key]
    print(f"\nanswers beside {ENGINES[base_key]}: queries with the same number of matches, hits of "
          "its top ten found, pairs ranked in its order")
    for key, result in results.items():
        if key in REFERENCE:
            continue
        cells = []
        for name in CLASSES:
            pairs = [(query, base.queries[name][number])
                     for number, query in result.queries.get(name, {}).items()
                     if number in base.queries.get(name, {})]
            if not pairs:
                continue
            equal = sum(a["count"] == b["count"] for a, b in pairs)
            shared = mean([overlap(a["hits"], b["hits"]) for a, b in pairs])
            orders = [agreement(a["hits"], b["hits"]) for a, b in pairs]
            order = mean([value for value in orders if value is not None])
            cells.append(f"{name} {equal}/{len(pairs)} {shared:.2f} {order:.2f}")
        print(f"{ENGINES[key]:<22}" + "; ".join(cells))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="where the runners left their results")
    parser.add_argument("--clock", choices=("cpu", "wall"), default="cpu",
                        help="processor time of the searching thread, or time on the wall")
    arguments = parser.parse_args()
    results = {}
    for key in ENGINES:
        path = arguments.folder / f"{key}.tsv"
        reason = arguments.folder / f"{key}.skipped"
        if path.is_file():
            results[key] = Results(path)
        elif reason.is_file():
            print(f"{ENGINES[key]} skipped: {reason.read_text(encoding='utf-8').strip()}")
    if not results:
        print(f"no results in {arguments.folder}", file=sys.stderr)
        return 1
    clock = "processor time" if arguments.clock == "cpu" else "wall time"
    print("docs/s: of one thread's processor time, all that an engine does; indexing: without "
          f"cutting text into terms, where that is known apart. Queries: microseconds of {clock}, "
          "top ten, one thread, warm. /L: to the faster of the two states of Lucene, "
          "over the queries that the engine was asked.\n")
    print_builds(results)
    print_times(results, arguments.clock)
    print_comparability(results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
