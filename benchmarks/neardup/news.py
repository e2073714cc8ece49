"""Articles of an unpacked vinews folder, cut into sentences and paragraphs."""

import os
import re
import unicodedata
from dataclasses import dataclass, field

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)\]]*(?= +[\"“‘(\[]?[A-ZÀ-ỸĐ0-9])")
_ABBREVIATION = re.compile(r"(?:^|[\s.(])(?:[A-ZĐ]\w{0,3}|[a-z]|tr|vv|\d{1,2})\.$")


@dataclass
class Article:
    """`paragraphs` are lists of sentences; the lead is one text and may be empty."""

    name: str
    title: str
    lead: str
    paragraphs: list = field(default_factory=list)

    def body(self):
        """Lead and paragraphs, a line each: what counts when two articles are compared."""
        return body_of(self.lead, self.paragraphs)


def body_of(lead, paragraphs):
    lines = [lead] if lead else []
    return "\n".join(lines + [" ".join(sentences) for sentences in paragraphs])


def split_sentences(line):
    pieces, begin = [], 0
    for match in _SENTENCE_END.finditer(line):
        piece = line[begin : match.end()].strip()
        if _ABBREVIATION.search(piece):
            continue
        pieces.append(piece)
        begin = match.end()
    rest = line[begin:].strip()
    return [piece for piece in pieces + [rest] if piece]


def make_paragraphs(rng, line):
    """Sentences in paragraphs of one to four; two spaces in the line are a paragraph's end."""
    paragraphs = []
    for stretch in re.split(r" {2,}|\n", line):
        sentences = split_sentences(stretch)
        while sentences:
            size = rng.choice((1, 2, 2, 3, 3, 4))
            paragraphs.append(sentences[:size])
            sentences = sentences[size:]
    return paragraphs


def read_folder(folder):
    """name -> (title, lead, body) of each .txt file, in the order of their names."""
    articles = {}
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".txt"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
            lines = unicodedata.normalize("NFC", file.read()).split("\n", 2)
        title, lead, body = (lines + ["", ""])[:3]
        articles[name[: -len(".txt")]] = (title.strip(), lead.strip(), body.strip())
    return articles
