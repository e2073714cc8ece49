"""Scores of a clustering of the labelled set, against what exact comparison of its texts says."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from . import shingles

SAME, CONTAINED, KEPT, SHORTEST = 0.8, 0.8, 0.6, 50
HARD = ("other facts", "template", "natural template", "other pen", "stock passage")


@dataclass(frozen=True)
class Pair:
    """Two documents of one group: their places in the set and how they overlap."""

    first: int
    second: int
    jaccard: float
    larger: float  # containment, either way
    smaller: float


def body_of(document, label):
    """What the truth is computed of: lead and text without the lines of a site"""
    if "body" in label:
        return label["body"]
    lead = document.get("lead")
    return (lead + "\n" if lead else "") + document["text"]


def true_pairs(labels, sets):
    groups = defaultdict(list)
    for place, label in enumerate(labels):
        groups[label["group"]].append(place)
    pairs = []
    for places in groups.values():
        for number, first in enumerate(places):
            for second in places[number + 1 :]:
                jaccard, one, other = shingles.compare(sets[first], sets[second])
                pairs.append(Pair(first, second, jaccard, max(one, other), min(one, other)))
    return pairs


def _share(part, whole):
    return {"share": part / whole if whole else None, "of": whole}


def recalls(pairs, clusters, labels, sets):
    """name -> share of the pairs of that kind that stand in one cluster"""

    def joined(pair):
        return clusters[pair.first] == clusters[pair.second]

    def recall(which):
        chosen = [pair for pair in pairs if which(pair)]
        return _share(sum(map(joined, chosen)), len(chosen))

    def large(pair):
        return min(len(sets[pair.first]), len(sets[pair.second])) >= SHORTEST

    def deep(pair):
        both = labels[pair.first]["lineage"] + labels[pair.second]["lineage"]
        return "abridge deeply" in both

    return {
        f"pairs with J >= {SAME}": recall(lambda p: p.jaccard >= SAME),
        f"a version keeps >= {KEPT} of the other, and is in it by >= {CONTAINED}": recall(
            lambda p: p.larger >= CONTAINED and p.smaller >= KEPT),
        f"  of these, J < {SAME}": recall(
            lambda p: p.larger >= CONTAINED and p.smaller >= KEPT and p.jaccard < SAME),
        f"both keep >= {KEPT} of the other": recall(lambda p: p.smaller >= KEPT),
        f"one is in the other by >= {CONTAINED}, {SHORTEST} shingles": recall(
            lambda p: p.larger >= CONTAINED and large(p)),
        "  of these, abridged deeply": recall(
            lambda p: p.larger >= CONTAINED and large(p) and deep(p)),
        f"one keeps >= {KEPT} of the other": recall(lambda p: p.larger >= KEPT),
        "all pairs of a group": recall(lambda p: True),
    }


def recalls_by_edit(pairs, clusters, labels):
    """edit -> recall over pairs of a base and a version made by this edit alone"""
    chosen = defaultdict(list)
    for pair in pairs:
        base, version = labels[pair.first], labels[pair.second]
        if version["kind"] == "base":
            base, version = version, base
        if base["kind"] != "base":
            continue
        name = " + ".join(version["edits"][len(version["lineage"]) :])
        if version["depth"] > 1:
            name = "a version of a version"
        elif not name:
            edits = version["lineage"]
            name = edits[0] if len(edits) == 1 else f"{len(edits)} edits"
        chosen[name].append(clusters[pair.first] == clusters[pair.second])
    return {name: _share(sum(hits), len(hits)) for name, hits in sorted(chosen.items())}


def _choose_2(count):
    return count * (count - 1) // 2


def agreement(labels, clusters):
    """Precision over all joined pairs, and the adjusted Rand index"""
    groups = Counter(label["group"] for label in labels)
    found = Counter(clusters)
    both = Counter(zip((label["group"] for label in labels), clusters))
    right, joined, true = (sum(map(_choose_2, c.values())) for c in (both, found, groups))
    expected = joined * true / max(1, _choose_2(len(labels)))
    mean = (joined + true) / 2
    return {
        "precision": right / joined if joined else 1.0,
        "joined pairs": joined,
        "wrong pairs": joined - right,
        "ARI": (right - expected) / (mean - expected) if mean != expected else 1.0,
    }


def wrongly_joined(labels, clusters):
    """Places of the hard negatives that share a cluster with what they imitate"""
    groups, families = defaultdict(set), defaultdict(set)
    for label, cluster in zip(labels, clusters):
        groups[cluster].add(label["group"])
        families[cluster, label["family"]].add(label["group"])
    return [
        place
        for place, (label, cluster) in enumerate(zip(labels, clusters))
        if (label["imitates"] and label["imitates"] in groups[cluster])
        or (label["family"] and len(families[cluster, label["family"]]) > 1)
    ]


def score(labels, sets, pairs, clusters):
    """All figures of one clustering. A cluster of None is one of its own."""
    clusters = [cluster or f"none-{place}" for place, cluster in enumerate(clusters)]
    wrong = Counter(labels[place]["kind"] for place in wrongly_joined(labels, clusters))
    all_hard = Counter(label["kind"] for label in labels)
    return {
        "recall": recalls(pairs, clusters, labels, sets),
        "recall by edit": recalls_by_edit(pairs, clusters, labels),
        **agreement(labels, clusters),
        "hard negatives wrongly joined": {
            "all": _share(sum(wrong.values()), sum(all_hard[kind] for kind in HARD)),
            **{kind: _share(wrong[kind], all_hard[kind]) for kind in HARD},
        },
    }
