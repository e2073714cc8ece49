#!/usr/bin/env python3
"""Prints how well known items are found: MRR@10, and the share found among the first ten.

Reads SET.ENGINE.ranks.tsv in a folder (khotin_known_items.cc says what they hold).
"""

import argparse
import pathlib
import sys

SETS = {"titles": "a title finds its text",
        "leads": "a first sentence finds the rest",
        "questions": "a question finds its paragraph"}
OURS = "khotin"


def read_ranks(folder, name):
    """{form: {variant: [rank, …]}} of one set, in the order of its queries."""
    ranks = {}
    for path in sorted(folder.glob(f"{name}.*.ranks.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            form, variant, rank = line.split("\t")
            ranks.setdefault(form, {}).setdefault(variant, []).append(int(rank))
    return ranks


def reciprocal(ranks):
    return sum(1 / rank for rank in ranks if rank) / len(ranks)


def print_form(form, variants):
    best = max((reciprocal(ranks) for variant, ranks in variants.items() if variant != OURS),
               default=None)
    for variant, ranks in sorted(variants.items()):
        found = sum(rank > 0 for rank in ranks) / len(ranks)
        ours = variant == OURS and best is not None
        beside = f"  {reciprocal(ranks) - best:+.4f} beside Lucene's best" if ours else ""
        label = variant if variant == OURS else f"Lucene {variant}"
        print(f"  {form:<10}{label:<22}{reciprocal(ranks):.4f}  {found:.3f}  {len(ranks)} queries"
              f"{beside}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    folder = parser.parse_args().folder
    any_set = False
    for name, title in SETS.items():
        ranks = read_ranks(folder, name)
        if not ranks:
            print(f"{title}: skipped, no results")
            continue
        any_set = True
        print(f"{title}: MRR@10, found among ten")
        for form, variants in sorted(ranks.items()):
            print_form(form, variants)
        ours = [ranks.get(form, {}).get(OURS) for form in ("accented", "stripped")]
        if all(ours):
            kept = reciprocal(ours[1]) / reciprocal(ours[0])
            print(f"  without diacritics {OURS} keeps {100 * kept:.1f} % of its MRR")
    return 0 if any_set else 1


if __name__ == "__main__":
    sys.exit(main())
