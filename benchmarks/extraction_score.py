#!/usr/bin/env python3
"""Measures article extraction over pages with known texts, beside Readability.js.

    extraction_score.py [--data ../shared/data/html] [--bin build/bin/khotin-ingest]

runs both over the same pages, one process each, and prints one table. The folder holds `aeb` (the
ScrapingHub article extraction benchmark, gold "articleBody") and `wcxb` (gold "ground_truth" with
"main_content", "title", "author", "publish_date"), each with ground-truth.json and pages in
<name>.html or <name>.html.gz. How texts and fields are compared: extraction_metrics.py.

Speed is pages per second of CPU (user and system) on one core. What a program needs to start, and a
JavaScript engine to warm up, is left out: a run over each page several times is set against a run
over each page once.

Readability.js is installed by npm into --readability; without node and npm its column is left out.
"""

import argparse
import gzip
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

import extraction_metrics as metrics

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PACKAGES = ("@mozilla/readability@0.6.0", "linkedom@0.18.15")
FIELDS = {
    "title": lambda article: article.get("title", ""),
    "author": lambda article: ", ".join(article.get("authors", [])),
    "date": lambda article: article.get("publishTime", {}).get("value", "")[:10],
}


def read_gold(folder):
    """name -> {"body", and where known "title", "author", "date"}"""
    with open(os.path.join(folder, "ground-truth.json"), encoding="utf-8") as file:
        entries = json.load(file)
    gold = {}
    for name, entry in entries.items():
        truth = entry.get("ground_truth", {})
        gold[name] = {
            "body": entry.get("articleBody") or truth.get("main_content") or "",
            "title": truth.get("title"),
            "author": truth.get("author"),
            "date": truth.get("publish_date"),
        }
    return gold


def unpack(pages, names, folder):
    """path -> name of each page, the pages as plain files in `folder`"""
    os.makedirs(folder)
    paths = {}
    for name in names:
        plain = os.path.join(pages, name + ".html")
        opener, source = (open, plain) if os.path.exists(plain) else (gzip.open, plain + ".gz")
        path = os.path.join(folder, name + ".html")
        with opener(source, "rb") as page, open(path, "wb") as out:
            out.write(page.read())
        paths[path] = name
    return paths


def run(command, paths):
    """What the command printed, and the seconds of CPU it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command + paths, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return done.stdout.decode("utf-8", "replace"), seconds


def articles_of(printed, paths):
    articles = {}
    for line in printed.splitlines():
        entry = json.loads(line)
        if entry.get("input") in paths and "article" in entry:
            articles[paths[entry["input"]]] = entry["article"]
    return articles


def pages_per_second(command, paths, once, repeats):
    """On one core, start left out; `once` is the CPU time of one run over the pages."""
    _, seconds = run(command, sorted(paths) * repeats)
    return len(paths) * (repeats - 1) / max(seconds - once, 1e-3)


def body_text(article, without):
    parts = [block["text"] for block in article.get("body", []) if block.get("kind") not in without]
    return "\n".join(parts)


def field_scores(gold, articles):
    scores = {}
    for field, value in FIELDS.items():
        known = [name for name in gold if gold[name].get(field)]
        pairs = [(str(gold[name][field]), value(articles.get(name, {}))) for name in known]
        if not pairs:
            continue
        scores[f"{field}, exact"] = statistics.mean(metrics.exact(*pair) for pair in pairs)
        if field == "date":
            continue
        same = metrics.alike_names if field == "author" else metrics.alike
        scores[f"{field}, alike"] = statistics.mean(same(*pair) for pair in pairs)
    return scores


def score(gold, articles, without):
    texts = {name: body_text(articles.get(name, {}), without) for name in gold}
    f1, precision, recall = metrics.shingle_score([(gold[n]["body"], texts[n]) for n in gold])
    per_page = {name: metrics.word_score(gold[name]["body"], texts[name]) for name in gold}
    scores = {
        "pages": len(gold),
        "refused": len(gold) - len(articles),
        "shingles, F1": f1,
        "shingles, precision": precision,
        "shingles, recall": recall,
        "words, F1": statistics.mean(per_page.values()),
        **field_scores(gold, articles),
    }
    return scores, per_page


def install_readability(folder):
    """True when Readability.js and a DOM for it are in `folder`."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        print("readability: skipped: no node or npm")
        return False
    if os.path.isdir(os.path.join(folder, "node_modules", "linkedom")):
        return True
    os.makedirs(folder, exist_ok=True)
    command = ["npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command + list(PACKAGES), stdout=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        print("readability: skipped: npm could not install it")
    return done.returncode == 0


def print_table(title, columns):
    names = list(columns)
    print(f"\n{title}")
    print(f"  {'':24}" + "".join(f"{name:>16}" for name in names))
    for row in columns[names[0]]:
        cells = []
        for name in names:
            value = columns[name][row]
            cells.append(f"{value:>16}" if isinstance(value, int) else f"{value:>16.3f}")
        print(f"  {row:24}" + "".join(cells))


def measure(part, options, programs, folder):
    pages = os.path.join(options.data, part)
    gold = read_gold(pages)
    paths = unpack(pages, gold, os.path.join(folder, part))
    columns = {}
    for name, (command, repeats) in programs.items():
        printed, seconds = run(command, sorted(paths))
        scores, per_page = score(gold, articles_of(printed, paths), options.without.split(","))
        if not options.no_speed:
            speed = pages_per_second(command, paths, seconds, repeats)
            scores["pages per CPU second"] = round(speed)
        columns[name] = scores
        if name == "khotin":
            for page in sorted(per_page, key=per_page.get)[: options.worst]:
                print(f"{per_page[page]:.3f} {part} {page}")
    print_table(part, columns)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    shared = os.environ.get("KHOTIN_SHARED", os.path.join(ROOT, "..", "shared"))
    parser.add_argument("--data", default=os.path.join(shared, "data", "html"))
    parser.add_argument("--bin", default=os.path.join(ROOT, "build", "bin", "khotin-ingest"))
    parser.add_argument(
        "--readability", default=os.path.join(ROOT, "build", "bench", "readability"),
        help="folder that npm installs Readability.js into; empty to leave it out")
    parser.add_argument("--parts", default="aeb,wcxb")
    parser.add_argument("--worst", type=int, default=0, help="list the pages with the lowest F1")
    parser.add_argument("--without", default="BLOCK_KIND_CAPTION", help="kinds of blocks left out")
    parser.add_argument("--no-speed", action="store_true", help="run over each page once only")
    options = parser.parse_args()

    if not os.path.isdir(options.data):
        print(f"extraction: skipped: no pages at {options.data}")
        return 0
    programs = {"khotin": ([options.bin, "--dry-run", "--jobs", "1"], 5)}
    if options.readability and install_readability(options.readability):
        runner = os.path.join(ROOT, "benchmarks", "readability_runner.mjs")
        programs["Readability.js"] = (["node", runner, options.readability], 2)
    with tempfile.TemporaryDirectory() as folder:
        for part in options.parts.split(","):
            measure(part, options, programs, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
