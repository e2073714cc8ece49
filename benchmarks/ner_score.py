#!/usr/bin/env python3
"""Scores entity recognition against gold sentences: exact span and type.

usage: ner_score.py --gold SENTENCES.jsonl --split dev --annotate 'khotin annotate'
       ner_score.py --gold SENTENCES.jsonl --split dev --text > dev.txt
       khotin annotate --input dev.txt > dev.jsonl
       ner_score.py --gold SENTENCES.jsonl --split dev --output dev.jsonl [--errors PERSON]

The gold is one JSON object a line with `text`, `entities` (type, begin, end in code points) and
`split`; the output is what `khotin annotate` prints, one line for each gold sentence, in order.
"""
import argparse
import collections
import json
import shlex
import subprocess
import sys

TYPES = ("PERSON", "ORGANIZATION", "LOCATION", "POSITION", "DATE", "MISC")


def read_gold(path, split):
    """The gold sentences of one split."""
    with open(path, encoding="utf-8") as lines:
        sentences = [json.loads(line) for line in lines]
    return [s for s in sentences if s["split"] == split]


def one_line(text):
    """`text` without line breaks, of the same length in code points."""
    return "".join(" " if c in "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029" else c for c in text)


def gold_spans(sentence):
    return {(e["type"], e["begin"], e["end"]) for e in sentence["entities"]}


def output_spans(line):
    """The mentions of one output line, with code point offsets."""
    record = json.loads(line)
    raw = record["text"].encode("utf-8")
    return {(m["type"], len(raw[:m["begin"]].decode("utf-8")), len(raw[:m["end"]].decode("utf-8")))
            for m in record["mentions"]}


def annotate(command, sentences):
    text = "".join(one_line(s["text"]) + "\n" for s in sentences)
    done = subprocess.run(shlex.split(command), input=text, capture_output=True, text=True,
                          encoding="utf-8", check=True)
    return done.stdout.splitlines()


def print_errors(sentence, gold, found, wanted):
    text = sentence["text"]
    missed = sorted(s for s in gold - found if s[0] == wanted)
    extra = sorted(s for s in found - gold if s[0] == wanted)
    if not missed and not extra:
        return
    print(text)
    for sign, spans in (("  missed:", missed), ("  wrong:", extra)):
        for _, begin, end in spans:
            print(sign, text[begin:end])


def print_table(right, found, gold):
    print(f"{'type':<14}{'precision':>10}{'recall':>8}{'F1':>7}{'gold':>7}")
    for name in TYPES + ("all",):
        keys = TYPES if name == "all" else (name,)
        hits, guesses, wanted = (sum(c[k] for k in keys) for c in (right, found, gold))
        precision = hits / guesses if guesses else 0.0
        recall = hits / wanted if wanted else 0.0
        f1 = 2 * hits / (guesses + wanted) if guesses + wanted else 0.0
        print(f"{name:<14}{precision:>10.3f}{recall:>8.3f}{f1:>7.3f}{wanted:>7}")


def score(sentences, lines, errors):
    if len(lines) != len(sentences):
        sys.exit(f"{len(lines)} output lines for {len(sentences)} sentences")
    right, found, gold = collections.Counter(), collections.Counter(), collections.Counter()
    for sentence, line in zip(sentences, lines):
        wanted, got = gold_spans(sentence), output_spans(line)
        right.update(s[0] for s in wanted & got)
        found.update(s[0] for s in got)
        gold.update(s[0] for s in wanted)
        if errors:
            print_errors(sentence, wanted, got, errors)
    print_table(right, found, gold)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", required=True)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--text", action="store_true", help="print the sentences and stop")
    parser.add_argument("--output", help="what the recognizer printed")
    parser.add_argument("--annotate", help="command that reads sentences and prints mentions")
    parser.add_argument("--errors", choices=TYPES, help="print the errors of one type")
    args = parser.parse_args()
    sentences = read_gold(args.gold, args.split)
    if args.text:
        sys.stdout.writelines(one_line(s["text"]) + "\n" for s in sentences)
    elif args.output:
        with open(args.output, encoding="utf-8") as lines:
            score(sentences, lines.read().splitlines(), args.errors)
    elif args.annotate:
        score(sentences, annotate(args.annotate, sentences), args.errors)
    else:
        parser.error("one of --text, --output, --annotate is needed")


if __name__ == "__main__":
    main()
