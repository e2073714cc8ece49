#!/usr/bin/env python3
"""What entity recognition takes for what: errors by class, a matrix of types, the commonest strings.

usage: ner_confusion.py --gold SENTENCES.jsonl --split dev --annotate 'khotin annotate'
       ner_confusion.py --gold SENTENCES.jsonl --split dev --output dev.jsonl [--strings 10]

Reads what ner_score.py reads. Mentions are paired one to one, the surest first: right ones, then
those of one span (a wrong type), of one type (a wrong boundary), and any that overlap (both); what is
left is missed or invented. A POSITION and the body inside it are no pair. `khotin annotate --html
--gold` judges alike.
"""
import argparse
import collections
import sys

from ner_score import TYPES, annotate, gold_spans, output_spans, read_gold

RIGHT, TYPE, BOUNDARY, BOTH, MISSED, INVENTED = (
    "right", "type", "boundary", "both", "missed", "invented")
NONE = "none"
BRIEF = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "POSITION": "POS",
         "DATE": "DATE", "MISC": "MISC", NONE: NONE}


def in_order(spans):
    """Spans from left to right, an outer one first."""
    return sorted(spans, key=lambda s: (s[1], -s[2], s[0]))


def overlap(a, b):
    return a[1] < b[2] and b[1] < a[2]


def nested(a, b):
    """True for a POSITION and what stands inside it."""
    if a[0] == b[0] or a[1:] == b[1:]:
        return False
    return any(outer[0] == "POSITION" and outer[1] <= inner[1] and inner[2] <= outer[2]
               for outer, inner in ((a, b), (b, a)))


MEETINGS = (
    (RIGHT, lambda found, gold: found == gold),
    (TYPE, lambda found, gold: found[1:] == gold[1:]),
    (BOUNDARY, lambda found, gold: found[0] == gold[0] and overlap(found, gold)),
    (BOTH, lambda found, gold: overlap(found, gold) and not nested(found, gold)),
)


def compare(found, gold):
    """(class, gold span or None, found span or None) for each mention or pair of mentions."""
    found, gold = in_order(found), in_order(gold)
    for outcome, meet in MEETINGS:
        for span in list(found):
            other = next((g for g in gold if meet(span, g)), None)
            if other is not None:
                yield outcome, other, span
                found.remove(span)
                gold.remove(other)
    yield from ((MISSED, span, None) for span in gold)
    yield from ((INVENTED, None, span) for span in found)


class Report:
    """Counts over many sentences."""

    def __init__(self):
        self.classes = collections.Counter()  # (class, type); of pairs the gold's type
        self.cells = collections.Counter()  # (class, gold type, found type)
        self.strings = collections.defaultdict(collections.Counter)

    def add(self, text, outcome, gold, found):
        cell = (outcome, gold[0] if gold else NONE, found[0] if found else NONE)
        self.cells[cell] += 1
        self.classes[outcome, gold[0] if gold else found[0]] += 1
        if outcome != RIGHT:
            sides = [text[span[1]:span[2]] for span in (gold, found) if span]
            self.strings[cell][" -> ".join(dict.fromkeys(sides))] += 1

    def print_classes(self):
        """One line a type: how many of its mentions came out how."""
        outcomes = (RIGHT, BOUNDARY, TYPE, BOTH, MISSED, INVENTED)
        print("Outcomes by type of the gold (invented: of what was found)")
        print(f"{'':<14}" + "".join(f"{outcome:>10}" for outcome in outcomes))
        for name in TYPES + ("all",):
            keys = TYPES if name == "all" else (name,)
            counts = (sum(self.classes[outcome, key] for key in keys) for outcome in outcomes)
            print(f"{name:<14}" + "".join(f"{count:>10}" for count in counts))

    def print_matrix(self):
        """Gold types down, found types across; spans that are not the gold's stand apart."""
        columns = TYPES + (NONE,)
        print("\nGold down, found across; +n with another boundary")
        print(f"{'':<14}" + "".join(f"{BRIEF[name]:>13}" for name in columns))
        for row in columns:
            cells = (self.cell(row, column) for column in columns)
            print(f"{row:<14}" + "".join(f"{cell:>13}" for cell in cells))

    def cell(self, row, column):
        exact = sum(self.cells[outcome, row, column] for outcome in (RIGHT, TYPE, MISSED, INVENTED))
        near = sum(self.cells[outcome, row, column] for outcome in (BOUNDARY, BOTH))
        return (str(exact) if exact else "") + (f" +{near}" if near else "") or "."

    def print_strings(self, limit):
        """The commonest strings of each cell of the matrix, the largest cells first."""
        print("\nCommonest strings (gold -> found where they differ)")
        for cell, strings in sorted(self.strings.items(), key=lambda i: (-i[1].total(), i[0])):
            outcome, gold, found = cell
            print(f"{outcome}: {BRIEF[gold]} -> {BRIEF[found]}, {strings.total()}")
            for string, count in sorted(strings.items(), key=lambda i: (-i[1], i[0]))[:limit]:
                print(f"  {count:>5}  {string}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", required=True)
    parser.add_argument("--split", default="dev")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--output", help="what the recognizer printed")
    source.add_argument("--annotate", help="command that reads sentences and prints mentions")
    parser.add_argument("--strings", type=int, default=10, help="strings of each cell; 0: none")
    args = parser.parse_args()
    sentences = read_gold(args.gold, args.split)
    if args.output:
        with open(args.output, encoding="utf-8") as output:
            lines = output.read().split("\n")[:-1]
    else:
        lines = annotate(args.annotate, sentences)
    if len(lines) != len(sentences):
        sys.exit(f"{len(lines)} output lines for {len(sentences)} sentences")
    report = Report()
    for sentence, line in zip(sentences, lines):
        for judged in compare(output_spans(line), gold_spans(sentence)):
            report.add(sentence["text"], *judged)
    report.print_classes()
    report.print_matrix()
    if args.strings:
        report.print_strings(args.strings)


if __name__ == "__main__":
    main()
