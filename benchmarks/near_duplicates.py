#!/usr/bin/env python3
"""Makes a labelled set of near-duplicates from news articles.

    near_duplicates.py --news FOLDER --out FOLDER [--seed N] [--bases N] [--stories FILE]

reads an unpacked vinews folder and writes, in the folder of --out,

    documents.jsonl  what khotin-ingest reads, in a shuffled order
    labels.jsonl     a line for each document, in the same order

A label has "url"; "group": the documents of one group are versions of one text; "kind": "base",
"version" or that of a hard negative; "edits": what was done to the document it was made from, and
"lineage": to the base in all; "family" and "imitates": documents of one family in different groups,
and those of the group that is imitated, are no duplicates of this one; "body" where the document's
text has lines of a site around it: the text without them.

Bases share little with each other: at most a fifth of the shingles by Jaccard and two fifths by
containment, found by exact comparison. The set depends on the folder and the seed alone.
"""

import argparse
import datetime
import json
import os
import random
import sys
from dataclasses import dataclass, field

from neardup import chrome, edits, negatives, news, shingles

SHORTEST_BASE, SHORTEST_VERSION = 60, 30  # words
VERSIONS = (1, 1, 2, 2, 3, 3, 4, 6, 9)
CHAIN, CHROME = 0.35, 0.15  # shares of versions
FEWEST_SWAPPED = 0.025  # of the words: other facts must be what such a text is about
SWAPS = ("names and numbers",) * 3 + ("numbers",) * 2 + ("names",)


@dataclass
class Entry:
    """One document on its way into the set."""

    article: news.Article
    group: str
    kind: str
    day: datetime.date
    edits: list = field(default_factory=list)
    lineage: list = field(default_factory=list)
    depth: int = 0
    family: str = ""
    imitates: str = ""
    note: str = ""


def distinct_articles(articles):
    """Names of the articles that share little with every other one and are long enough"""
    names = list(articles)
    sets = [shingles.shingles("\n".join(articles[name][1:])) for name in names]
    unclear = set()
    for i, j, figures in shingles.similar_pairs(sets, negatives.JACCARD_UNCLEAR):
        if negatives.unclear(figures):
            unclear.update((i, j))
    return [
        name
        for index, name in enumerate(names)
        if index not in unclear
        and len(sets[index]) >= SHORTEST_BASE
        and len(shingles.words(articles[name][2])) >= SHORTEST_VERSION
        and not negatives.series_of(articles[name][0])
    ]


def vocabulary(articles, size=4000):
    counts = {}
    for _, lead, body in articles.values():
        for word in (lead + " " + body).split():
            if word.isalpha() and word.islower():
                counts[word] = counts.get(word, 0) + 1
    return [word for _, word in sorted((-n, word) for word, n in counts.items())[:size]]


def some_day(rng):
    return datetime.date(2017, 1, 1) + datetime.timedelta(days=rng.randrange(360))


def make_version(rng, parent, supply):
    """A version of `parent` by one to four edits; None when nothing of length is left."""
    article, done = parent.article, []
    for _ in range(rng.choice((1, 1, 1, 1, 2, 2, 3, 4))):
        name = rng.choice(tuple(edits.EDITS))
        changed = edits.EDITS[name](rng, article, supply)
        if changed and name not in done:
            article = changed
            done.append(name)
    if not done or len(shingles.words(article.body())) < SHORTEST_VERSION:
        return None
    day = parent.day + datetime.timedelta(days=rng.choice((0, 0, 0, 1, 2)))
    lineage = parent.lineage + done
    return Entry(article, parent.group, "version", day, done, lineage, parent.depth + 1)


def make_group(rng, article, supply):
    """A base and its versions, of which some are versions of versions"""
    if rng.random() < 0.4:
        article = edits.EDITS["swap dateline"](rng, article, supply)
    group = [Entry(article, article.name, "base", some_day(rng))]
    for _ in range(rng.choice(VERSIONS)):
        parent = rng.choice(group) if rng.random() < CHAIN else group[0]
        version = make_version(rng, parent, supply)
        if version:
            group.append(version)
    return group


def other_facts(rng, groups, pool):
    """For groups: a copy of the base in which all names, all numbers or both are others. None where
    some version of the group has too few of them to be told from the copy."""
    for group in groups:
        what, base = rng.choice(SWAPS), group[0]
        swap = negatives.FactSwap(rng, base.article, pool, what)
        changed = [swap.changed_words(entry.article.body()) for entry in group]
        if any(words < 8 or share < FEWEST_SWAPPED for words, share in changed):
            continue
        name, note = f"{base.group}-other-facts", f"{what}: {changed[0][1]:.3f}"
        yield Entry(swap.article(base.article), name, "other facts", some_day(rng),
                    imitates=base.group, note=note)


def hard_negatives(rng, articles, pool, stories):
    """Entries of the kinds that stand in families"""
    made = list(negatives.invented_bulletins(rng, 45))
    made += negatives.natural_bulletins(rng, articles)
    made += negatives.invented_pens()
    if stories:
        made += negatives.natural_pens(rng, stories)
    made += negatives.stock_passages(rng, pool[:2000], pool[2000:2260], 10)
    return [
        Entry(one.article, one.article.name, one.kind, some_day(rng), family=one.family,
              note=one.note)
        for one in made
    ]


def make_entries(rng, articles, bases, stories):
    names = distinct_articles(articles)
    rng.shuffle(names)

    def take(count):
        taken, names[:count] = names[:count], []
        return [news.Article(name, articles[name][0], articles[name][1],
                             news.make_paragraphs(rng, articles[name][2])) for name in taken]

    based, singles, passages, tails = take(bases), take(1000), take(2260), take(len(names))
    supply = edits.Supply([article.paragraphs for article in tails], vocabulary(articles))
    groups = [make_group(rng, article, supply) for article in based]
    groups += [[Entry(article, article.name, "base", some_day(rng))] for article in singles]
    entries = [entry for group in groups for entry in group]
    entries += other_facts(rng, groups[-3000:], negatives.name_pool(tails[:3000]))
    return entries + hard_negatives(rng, articles, passages, stories)


def render(rng, entry, number, sites, headlines):
    """(document, label)"""
    site, article = rng.choice(sites), entry.article
    hour = datetime.time(rng.randint(5, 22), rng.randint(0, 59))
    document = {"url": f"https://{site.host}/bai-{number:06d}.html", "source": site.name}
    label = {"url": document["url"], "group": entry.group, "kind": entry.kind, "edits": entry.edits,
             "lineage": entry.lineage, "depth": entry.depth, "family": entry.family,
             "imitates": entry.imitates, "note": entry.note}
    if rng.random() < 0.8:
        document["published"] = f"{entry.day:%d/%m/%Y} {hour:%H:%M}"
    lines = [" ".join(sentences) for sentences in article.paragraphs]
    lead = [article.lead] if article.lead else []
    if entry.kind == "version" and rng.random() < CHROME:
        label["body"] = article.body()
        titles = rng.sample(headlines, rng.randint(0, 6))
        above, below = chrome.surround(rng, site, titles)
        label["edits"] = label["edits"] + ["chrome"]
        if rng.random() < 0.7:
            document["title"] = article.title
        else:
            above += [article.title, chrome.stamp(rng, entry.day)]
            label["edits"] = label["edits"] + ["title in text"]
        document["text"] = "\n".join(above + lead + lines + below)
        return document, label
    document["title"] = article.title
    if lead and rng.random() < 0.7:
        document["lead"] = article.lead
        lead = []
    document["text"] = "\n".join(lead + lines)
    return document, label


def write(folder, rows):
    os.makedirs(folder, exist_ok=True)
    for name, column in (("documents", 0), ("labels", 1)):
        with open(os.path.join(folder, name + ".jsonl"), "w", encoding="utf-8") as file:
            for row in rows:
                file.write(json.dumps(row[column], ensure_ascii=False) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", required=True, metavar="FOLDER", help="unpacked vinews")
    parser.add_argument("--out", required=True, metavar="FOLDER")
    parser.add_argument("--stories", metavar="FILE",
                        help="stories-dev.jsonl: articles of one event")
    parser.add_argument("--seed", type=int, default=2017)
    parser.add_argument("--bases", type=int, default=3600)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    articles = news.read_folder(options.news)
    stories = options.stories if options.stories and os.path.exists(options.stories) else None
    entries = make_entries(rng, articles, options.bases, stories)
    rng.shuffle(entries)
    sites, headlines = chrome.make_sites(rng), sorted(title for title, _, _ in articles.values())
    rows = [render(rng, entry, number, sites, headlines) for number, entry in enumerate(entries)]
    write(options.out, rows)
    kinds = {}
    for entry in entries:
        kinds[entry.kind] = kinds.get(entry.kind, 0) + 1
    print(f"near_duplicates: seed {options.seed}, {len(rows)} documents in "
          f"{len({entry.group for entry in entries})} groups: "
          + ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
