"""Texts that look alike and are not the same: what must not be joined.

Every function yields `Negative`s. Those of one `family` and those that imitate a text have facts or
an author of their own, and each is alone in its group.
"""

import json
import re
from collections import defaultdict
from dataclasses import dataclass, replace

from . import bulletins, pens, shingles
from .news import Article, make_paragraphs, split_sentences

# Alike enough to be a natural duplicate, so that nothing can be said of it without reading it.
JACCARD_UNCLEAR, CONTAINMENT_UNCLEAR = 0.2, 0.4

_LATIN = (*range(0x41, 0x250), *range(0x1E00, 0x1EFA))
_UPPER = "".join(chr(code) for code in _LATIN if chr(code).isupper())
_NAME = re.compile(f"[{_UPPER}]\\w*(?:[ -][{_UPPER}]\\w*)*")
_NUMBER = re.compile(r"\d+")
_SERIES = (
    "giá vàng", "kết quả xổ số", "tỷ giá", "âm lịch hôm nay", "nhận định chứng khoán",
    "nhận định thị trường", "tin hot bóng đá", "tin thể thao hot", "chuyển nhượng mu",
    "chuyển nhượng real", "chuyển nhượng barca", "chuyển nhượng", "kết quả bóng đá",
    "lịch thi đấu", "lịch truyền hình", "thời tiết", "dự báo thời tiết", "điểm tin", "tin bóng đá",
    "chứng khoán", "tai nạn giao thông",
    "giá xăng", "giá cà phê", "bản tin", "tử vi", "truyện dài kỳ",
)
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}|\d+")


@dataclass
class Negative:
    kind: str
    article: Article
    family: str = ""
    imitates: str = ""
    note: str = ""


def unclear(figures):
    return figures[0] >= JACCARD_UNCLEAR or max(figures[1:]) >= CONTAINMENT_UNCLEAR


def names_of(article):
    """Capitalised spans that do not stand at the start of a sentence"""
    spans = set()
    for sentence in [s for each in article.paragraphs for s in each]:
        for match in _NAME.finditer(sentence):
            if match.start() > 0 and sentence[match.start() - 1] == " ":
                spans.add(match.group(0))
    return spans


def _other_number(rng, number):
    first = rng.choice("123456789") if number[0] != "0" else "0"
    return first + "".join(rng.choice("0123456789") for _ in number[1:])


class FactSwap:
    """Other facts for those of an article, the same wherever one stands.

    `what` is "names", "numbers" or "names and numbers"; `pool` maps a number of words to names of
    so many words.
    """

    def __init__(self, rng, article, pool, what):
        self._rng = rng
        self._numbers = {} if "numbers" in what else None
        self._names = {}
        for name in sorted(names_of(article)) if "names" in what else ():
            others = pool.get(len(re.findall(r"\w+", name)))
            self._names[name] = rng.choice(others) if others else name

    def _number(self, match):
        if match.group(0) not in self._numbers:
            self._numbers[match.group(0)] = _other_number(self._rng, match.group(0))
        return self._numbers[match.group(0)]

    def text(self, text):
        changed = _NAME.sub(lambda match: self._names.get(match.group(0), match.group(0)), text)
        return changed if self._numbers is None else _NUMBER.sub(self._number, changed)

    def article(self, article):
        return replace(
            article,
            title=self.text(article.title),
            lead=self.text(article.lead),
            paragraphs=[[self.text(one) for one in each] for each in article.paragraphs],
        )

    def changed_words(self, text):
        """(number of its words that it changes, share of them)"""
        before, after = shingles.words(text), shingles.words(self.text(text))
        changed = sum(a != b for a, b in zip(before, after))
        return changed, changed / max(1, len(before))


def name_pool(articles):
    pool = defaultdict(set)
    for article in articles:
        for name in names_of(article):
            pool[len(re.findall(r"\w+", name))].add(name)
    return {words: sorted(names) for words, names in pool.items()}


def invented_bulletins(rng, each):
    """Texts of one template: facts all new, or half of an earlier one's kept as on the next day."""
    for name in sorted(bulletins.ALL):
        kept = None
        for number in range(each):
            keep = rng.choice((0, 0, 0.3, 0.5)) if kept and name in bulletins.DAILY else 0
            (title, lead, body), kept = bulletins.fill(rng, name, kept, keep)
            paragraphs = [split_sentences(line) for line in body.split("\n")]
            yield Negative("template", Article(f"{name}-{number}", title, lead, paragraphs),
                           family=f"template/{name}", note=f"kept {keep}")


def series_of(title):
    """(series, day) of a bulletin that appears daily, by its title; None for others"""
    lowered = title.lower()
    series = next((one for one in _SERIES if lowered.startswith(one)), None)
    day = _DAY.search(lowered)
    if not series or not day:
        return None
    return series, "/".join(number.lstrip("0") for number in re.findall(r"\d+", day.group(0)))


def natural_bulletins(rng, articles):
    """Bulletins of one series about different days, one a day"""
    seen = set()
    for name, (title, lead, body) in articles.items():
        found = series_of(title)
        if found and found not in seen:
            seen.add(found)
            article = Article(name, title, lead, make_paragraphs(rng, body))
            yield Negative("natural template", article, family=f"series/{found[0]}")


def invented_pens():
    for number, event in enumerate(pens.EVENTS):
        for pen, (title, lead, body) in enumerate(event):
            paragraphs = [split_sentences(line) for line in body.split("\n")]
            yield Negative("other pen", Article(f"event-{number}-{pen}", title, lead, paragraphs),
                           family=f"event/{number}")


def natural_pens(rng, path):
    """Articles of one story that share little wording"""
    stories = defaultdict(list)
    with open(path, encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            stories[entry["story"]].append(entry)
    for story in sorted(stories):
        kept = []
        for entry in stories[story]:
            lead, body = (re.sub(r" ([,.;:?!)])", r"\1", entry[key]) for key in ("summary", "body"))
            name, paragraphs = f"story-{entry['id']}", make_paragraphs(rng, body)
            article = Article(name, entry["title"], lead, paragraphs)
            own = shingles.shingles(article.body())
            if not any(unclear(shingles.compare(own, other)) for other in kept):
                kept.append(own)
                yield Negative("other pen", article, family=f"story/{story}")


def _count(sentences):
    return sum(len(sentence.split()) for sentence in sentences)


def _insert(rng, article, passage):
    paragraphs = list(article.paragraphs)
    paragraphs.insert(rng.randint(min(1, len(paragraphs)), len(paragraphs)), passage)
    return replace(article, paragraphs=paragraphs)


def _shorten(article, words):
    """The first paragraphs, so that there are at least `words` words"""
    kept, count = [], len(article.lead.split())
    for paragraph in article.paragraphs:
        if count >= words:
            break
        kept.append(paragraph)
        count += _count(paragraph)
    return replace(article, paragraphs=kept or article.paragraphs[:1])


def stock_passages(rng, articles, donors, holders_of_each):
    """Unrelated articles that share a passage of 30 to 120 words. In half of them it is a quarter
    or a third of the text."""
    passages = [split_sentences(text) for text in pens.STOCK] * 4
    passages += [passage for passage in map(_passage, donors) if passage]
    for passage in passages:
        words, family = _count(passage), f"stock/{passages.index(passage)}"
        for _ in range(rng.randint(2, holders_of_each)):
            if not articles:
                return
            article, note = articles.pop(), "light"
            if rng.random() < 0.5:
                article, note = _shorten(article, words * rng.choice((2, 3))), "heavy"
            yield Negative("stock passage", _insert(rng, article, passage), family, note=note)


def _passage(article):
    flat = [sentence for each in article.paragraphs for sentence in each]
    passage, words = [], 0
    for sentence in flat[1:]:
        length = len(sentence.split())
        if words + length > 120:
            break
        passage.append(sentence)
        words += length
        if words >= 60:
            break
    return passage if words >= 30 else None
