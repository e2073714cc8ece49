"""How the benchmarks of article extraction score a text, and how metadata are compared.

shingles  multisets of 4-grams of \\w+ after NFC, case kept; precision and recall are means over
          pages, F1 is the harmonic mean of the two means (ScrapingHub article extraction benchmark)
words     bag of lower-cased words; F1 of each page, then the mean (WCXB)
fields    exact: the same text after NFC with white space collapsed; alike: the same letters and
          digits in any case, and for authors the same names whatever joins them
"""

import collections
import re
import statistics
import unicodedata

WORD = re.compile(r"\w+")
JOINT = re.compile(r"[,;&]|\band\b|\bvà\b")


def words(text):
    return WORD.findall(unicodedata.normalize("NFC", text))


def shingles(text, n=4):
    tokens = words(text)
    if len(tokens) < n:
        return collections.Counter([tuple(tokens)] if tokens else [])
    return collections.Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))


def shares(gold, found):
    """True positives, false positives and false negatives of two multisets, as shares of one."""
    both = sum((gold & found).values())
    extra = sum((found - gold).values())
    missing = sum((gold - found).values())
    total = both + extra + missing
    return (both / total, extra / total, missing / total) if total else (0.0, 0.0, 0.0)


def harmonic(a, b):
    return 2 * a * b / (a + b) if a + b else 0.0


def shingle_score(pairs):
    """F1, precision and recall over pairs of gold and found text."""
    precisions, recalls = [], []
    for gold, found in pairs:
        both, extra, missing = shares(shingles(gold), shingles(found))
        if both + extra:
            precisions.append(both / (both + extra))
        if both + missing:
            recalls.append(both / (both + missing))
    precision = statistics.mean(precisions) if precisions else 0.0
    recall = statistics.mean(recalls) if recalls else 0.0
    return harmonic(precision, recall), precision, recall


def word_score(gold, found):
    a, b = (collections.Counter(words(text.lower())) for text in (gold, found))
    both = sum((a & b).values())
    if not both:
        return 1.0 if not a and not b else 0.0
    return harmonic(both / sum(b.values()), both / sum(a.values()))


def exact(gold, found):
    a, b = (" ".join(unicodedata.normalize("NFC", text).split()) for text in (gold, found))
    return a == b


def alike(gold, found):
    return "".join(words(gold.lower())) == "".join(words(found.lower()))


def alike_names(gold, found):
    def names(text):
        return [key for key in ("".join(words(part)) for part in JOINT.split(text.lower())) if key]

    return names(gold) == names(found)
