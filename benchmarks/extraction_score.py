#!/usr/bin/env python3
"""Scores article extraction against pages with known texts.

    extraction_score.py --gold aeb/ground-truth.json --pages aeb -- build/bin/khotin-ingest --dry-run

runs the command over all pages at once; it must print one JSON object per page with the page's
path as "input" and "article" with "title", "authors", "publishTime" and "body", a list of
{"kind", "text"}. Two layouts of gold are read: that of the ScrapingHub article extraction
benchmark ("articleBody") and that of WCXB ("ground_truth" with "main_content", "title", "author",
"publish_date"). Both keep the page in <name>.html or <name>.html.gz.

Two scores are printed, each with the method of the benchmark it comes from:
  shingles  multisets of 4-grams of \\w+ after NFC, case kept; precision and recall are means over
            pages, F1 is the harmonic mean of the two means
  words     bag of lower-cased words; F1 of each page, then the mean
"""

import argparse
import collections
import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata

WORD = re.compile(r"\w+")


def words(text):
    return WORD.findall(unicodedata.normalize("NFC", text))


def shingles(text, n=4):
    tokens = words(text)
    if len(tokens) < n:
        return collections.Counter([tuple(tokens)] if tokens else [])
    return collections.Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))


def counts(gold, found):
    """True positives, false positives and false negatives of two multisets, as shares of one."""
    both = sum((gold & found).values())
    extra = sum((found - gold).values())
    missing = sum((gold - found).values())
    total = both + extra + missing
    return (both / total, extra / total, missing / total) if total else (0.0, 0.0, 0.0)


def harmonic(a, b):
    return 2 * a * b / (a + b) if a + b else 0.0


def shingle_score(pairs):
    precisions, recalls = [], []
    for gold, found in pairs:
        both, extra, missing = counts(shingles(gold), shingles(found))
        if both + extra:
            precisions.append(both / (both + extra))
        if both + missing:
            recalls.append(both / (both + missing))
    precision, recall = statistics.mean(precisions), statistics.mean(recalls)
    return harmonic(precision, recall), precision, recall


def word_score(gold, found):
    a, b = (collections.Counter(words(text.lower())) for text in (gold, found))
    both = sum((a & b).values())
    if not both:
        return 1.0 if not a and not b else 0.0
    return harmonic(both / sum(b.values()), both / sum(a.values()))


def read_gold(path):
    """name -> {"body", and where known "title", "author", "date"}"""
    with open(path, encoding="utf-8") as file:
        entries = json.load(file)
    gold = {}
    for name, entry in entries.items():
        if "articleBody" in entry:
            gold[name] = {"body": entry["articleBody"]}
            continue
        truth = entry["ground_truth"]
        gold[name] = {
            "body": truth["main_content"] or "",
            "title": truth.get("title"),
            "author": truth.get("author"),
            "date": truth.get("publish_date"),
        }
    return gold


def unpack(pages, names, folder):
    paths = {}
    for name in names:
        plain = os.path.join(pages, name + ".html")
        path = os.path.join(folder, name + ".html")
        opener = open if os.path.exists(plain) else gzip.open
        source = plain if os.path.exists(plain) else plain + ".gz"
        with opener(source, "rb") as page, open(path, "wb") as out:
            out.write(page.read())
        paths[path] = name
    return paths


def run(command, paths):
    begin = time.monotonic()
    done = subprocess.run(command + sorted(paths), stdout=subprocess.PIPE, check=False)
    seconds = time.monotonic() - begin
    results = {}
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        entry = json.loads(line)
        if entry.get("input") in paths:
            results[paths[entry["input"]]] = entry
    return results, seconds


def body_text(article, without):
    parts = [block["text"] for block in article.get("body", []) if block.get("kind") not in without]
    return "\n".join(parts)


def same(a, b):
    return "".join(words(a.lower())) == "".join(words(b.lower()))


def score_fields(gold, articles):
    for field, value in (
        ("title", lambda a: a.get("title", "")),
        ("author", lambda a: ", ".join(a.get("authors", []))),
        ("date", lambda a: a.get("publishTime", {}).get("value", "")[:10]),
    ):
        known = [name for name in gold if gold[name].get(field)]
        if known:
            hits = sum(same(str(gold[n][field]), value(articles.get(n, {}))) for n in known)
            print(f"{field}: {hits}/{len(known)} = {hits / len(known):.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--gold", required=True)
    parser.add_argument("--pages", required=True)
    parser.add_argument("--worst", type=int, default=0, help="list the pages with the lowest F1")
    parser.add_argument("--without", default="BLOCK_KIND_CAPTION", help="kinds of blocks to leave out")
    parser.add_argument("--lead", action="store_true", help="count the lead as part of the body")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()

    gold = read_gold(options.gold)
    without = set(options.without.split(","))
    with tempfile.TemporaryDirectory() as folder:
        results, seconds = run(options.command, unpack(options.pages, gold, folder))
    articles = {name: entry["article"] for name, entry in results.items() if "article" in entry}
    found = {}
    for name in gold:
        article = articles.get(name, {})
        lead = article.get("lead", "") + "\n" if options.lead else ""
        found[name] = lead + body_text(article, without)

    f1, precision, recall = shingle_score([(gold[n]["body"], found[n]) for n in gold])
    per_page = {name: word_score(gold[name]["body"], found[name]) for name in gold}
    print(f"pages: {len(gold)}, refused or missing: {len(gold) - len(articles)}, "
          f"{len(gold) / seconds:.0f} pages/s")
    print(f"shingles: F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f}")
    print(f"words: F1 {statistics.mean(per_page.values()):.3f}")
    score_fields(gold, articles)
    for name in sorted(per_page, key=per_page.get)[: options.worst]:
        print(f"{per_page[name]:.3f} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
