"""What happens to an article on its way to another site: each edit makes a changed copy.

An edit is a function of (random source, article, `Supply`). It returns None where it has nothing to
change: a text of one sentence cannot be reordered.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from .news import split_sentences

AGENCIES = ("TTXVN", "BNC", "Tin Miền Nam", "PV", "Hãng tin Á Đông", "CTV", "Bản tin Việt", "VNS")
PLACES = ("Hà Nội", "TP.HCM", "Đà Nẵng", "Cần Thơ", "Huế", "Hải Phòng", "Nha Trang", "Vinh",
          "Seoul", "Paris", "Tokyo", "Washington", "Bangkok", "Canberra")

_NUCLEUS = {"oa": "oa", "oe": "oe", "uy": "uy"}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_I_TO_Y = re.compile(r"\b([hklmstHKLMST])([iìíỉĩị]|[yỳýỷỹỵ])\b")
_PAIRED = dict(zip("iìíỉĩịyỳýỷỹỵ", "yỳýỷỹỵiìíỉĩị"))


@dataclass
class Supply:
    """What edits take from outside the article: tails each used once, and words of news."""

    tails: list
    vocabulary: list


def _map_text(article, change):
    return replace(
        article,
        title=change(article.title),
        lead=change(article.lead),
        paragraphs=[[change(sentence) for sentence in each] for each in article.paragraphs],
    )


def _words(sentence):
    return sentence.count(" ") + 1


def _keep(rng, article, low, high):
    """Keeps sentences up to a share of the body's words: whole paragraphs, single sentences, or
    the beginning, as the lot falls. The lead stays."""
    share = rng.uniform(low, high)
    flat = [(p, s) for p, each in enumerate(article.paragraphs) for s in range(len(each))]
    size = {(p, s): _words(article.paragraphs[p][s]) for p, s in flat}
    whole = sum(size.values()) + _words(article.lead)
    budget = (1 - share) * whole
    how = rng.choice(("paragraphs", "sentences", "beginning"))
    if how == "paragraphs":
        units = [[(p, s) for s in range(len(e))] for p, e in enumerate(article.paragraphs)]
        rng.shuffle(units)
    elif how == "sentences":
        units = [[place] for place in rng.sample(flat, len(flat))]
    else:
        units = [[place] for place in reversed(flat)]
    dropped = set()
    for unit in units:
        words = sum(size[place] for place in unit)
        if words <= budget:
            dropped.update(unit)
            budget -= words
        elif how == "beginning":
            break
    kept = [
        [sentence for s, sentence in enumerate(each) if (p, s) not in dropped]
        for p, each in enumerate(article.paragraphs)
    ]
    kept = [each for each in kept if each]
    left = _words(article.lead) + sum(_words(s) for each in kept for s in each)
    enough = low - 0.05 <= left / whole <= high + 0.02
    return replace(article, paragraphs=kept) if kept and enough else None


def abridge(rng, article, _):
    return _keep(rng, article, 0.6, 0.95)


def abridge_deeply(rng, article, _):
    return _keep(rng, article, 0.3, 0.6)


def append_tail(rng, article, supply):
    """A tenth to two thirds as many words of another text behind the article's own."""
    if not supply.tails:
        return None
    share = rng.uniform(0.1, 0.66)
    budget = share * sum(_words(s) for each in article.paragraphs for s in each)
    tail, words = [], 0
    for each in supply.tails.pop():
        tail.append(each)
        words += sum(map(_words, each))
        if words >= budget:
            break
    return replace(article, paragraphs=article.paragraphs + tail)


def merge_paragraphs(rng, article, _):
    if len(article.paragraphs) < 2:
        return None
    merged = [list(article.paragraphs[0])]
    for each in article.paragraphs[1:]:
        if rng.random() < 0.6:
            merged[-1].extend(each)
        else:
            merged.append(list(each))
    return replace(article, paragraphs=merged)


def split_paragraphs(rng, article, _):
    if all(len(each) < 2 for each in article.paragraphs):
        return None
    parts = []
    for each in article.paragraphs:
        parts.append([])
        for sentence in each:
            if parts[-1] and rng.random() < 0.7:
                parts.append([])
            parts[-1].append(sentence)
    return replace(article, paragraphs=parts)


def recase(rng, article, _):
    """The headline in Headline Caps or CAPITALS, the lead at times in capitals too."""
    title = article.title.title() if rng.random() < 0.5 else article.title.upper()
    lead = article.lead.upper() if rng.random() < 0.5 else article.lead
    return replace(article, title=title, lead=lead)


def _other_spelling(match):
    return match.group(1) + _PAIRED[match.group(2)]


def i_for_y(_, article, __):
    """The other spelling of open syllables in i: sĩ for sỹ, kỳ for kì."""
    changed = _map_text(article, lambda text: _I_TO_Y.sub(_other_spelling, text))
    return changed if changed.body() != article.body() else None


def _move_tone(word):
    plain = unicodedata.normalize("NFD", word)
    tone = next((mark for mark in plain if mark in _TONES), None)
    if not tone:
        return word
    bare = plain.replace(tone, "")
    if bare[-2:].lower() not in _NUCLEUS or bare[:-1].lower().endswith("qu") or len(bare) < 3:
        return word
    at = plain.index(tone)
    moved = bare + tone if at == len(plain) - 2 else bare[:-1] + tone + bare[-1]
    return unicodedata.normalize("NFC", moved)


def tone_style(_, article, __):
    """The other place of the tone mark: hoà for hòa, and back."""
    changed = _map_text(article, lambda text: re.sub(r"\w+", lambda m: _move_tone(m[0]), text))
    return changed if changed.body() != article.body() else None


def dateline(rng):
    day = f"{rng.randint(1, 28)}/{rng.randint(1, 12)}"
    place, agency = rng.choice(PLACES), rng.choice(AGENCIES)
    return rng.choice((
        f"{place}, {day} ({agency}) - ",
        f"({agency}) - ",
        f"{place} ({agency}) – ",
        f"{place}, ngày {day} ({agency}) - ",
        f"{agency} - ",
    ))


_DATELINE = re.compile(r"^.{0,45}?(?:\([^)]{2,20}\) [-–] |^[^-–]{2,20} - )")


def swap_dateline(rng, article, _):
    """Another place, date and agency in front of the text, where there is one instead of it."""
    first = article.lead or article.paragraphs[0][0]
    found = _DATELINE.match(first)
    text = dateline(rng) + (first[found.end() :] if found else first)
    if article.lead:
        return replace(article, lead=text)
    head = [text] + article.paragraphs[0][1:]
    return replace(article, paragraphs=[head] + article.paragraphs[1:])


def reorder(rng, article, _):
    if len(article.paragraphs) < 3:
        return None
    paragraphs = list(article.paragraphs)
    for _ in range(rng.randint(1, max(1, len(paragraphs) // 3))):
        paragraph = paragraphs.pop(rng.randrange(len(paragraphs)))
        paragraphs.insert(rng.randrange(len(paragraphs) + 1), paragraph)
    return replace(article, paragraphs=paragraphs) if paragraphs != article.paragraphs else None


def _edit_words(rng, text, rate, vocabulary):
    edited = []
    for word in text.split(" "):
        if rng.random() >= rate:
            edited.append(word)
            continue
        how = rng.randrange(3)
        if how == 0:
            edited.append(rng.choice(vocabulary))
        elif how == 1:
            edited += [word, rng.choice(vocabulary)]
    return " ".join(edited)


def _word_edits(low, high):
    def edit(rng, article, supply):
        rate = rng.uniform(low, high)
        return _map_text(article, lambda text: _edit_words(rng, text, rate, supply.vocabulary))

    return edit


edit_words_lightly = _word_edits(0.01, 0.02)
edit_words = _word_edits(0.02, 0.05)
edit_words_heavily = _word_edits(0.05, 0.10)


def drop_lead(_, article, __):
    """The copy has no lead, as sites leave it out that show it on the front page alone."""
    if not article.lead or sum(map(len, article.paragraphs)) < 4:
        return None
    return replace(article, lead="")


def lead_into_body(_, article, __):
    if not article.lead:
        return None
    paragraphs = [split_sentences(article.lead)] + article.paragraphs
    return replace(article, lead="", paragraphs=paragraphs)


EDITS = {
    "abridge": abridge,
    "abridge deeply": abridge_deeply,
    "append tail": append_tail,
    "merge paragraphs": merge_paragraphs,
    "split paragraphs": split_paragraphs,
    "recase": recase,
    "i for y": i_for_y,
    "tone style": tone_style,
    "swap dateline": swap_dateline,
    "reorder": reorder,
    "edit words 1-2 %": edit_words_lightly,
    "edit words 2-5 %": edit_words,
    "edit words 5-10 %": edit_words_heavily,
    "drop lead": drop_lead,
    "lead into body": lead_into_body,
}
