"""An inbox of files for black-box tests of scheduled ingestion."""

import gzip
import json
import random

from prose import prose


def article(number):
    """An article of its own; the same number always gives the same."""
    return {"title": f"Bản tin chuyến đò thứ {number}", "url": f"https://bao.example/do-{number}",
            "date": f"{number % 27 + 1:02}/03/2024", "text": prose(number, 120)}


def text_of(number):
    found = article(number)
    return f"{found['title']}\n\n{found['date']}\n\n{found['text']}\n"


def lines_of(numbers):
    return "".join(json.dumps(article(number), ensure_ascii=False) + "\n" for number in numbers)


def fill(inbox, seed, files=6, documents=60):
    """Texts, long files of many documents, compressed ones, copies, and some that are broken.
    Returns how many documents there are, those that are refused among them."""
    draw = random.Random(seed)
    total = 0
    (inbox / "sub").mkdir(parents=True)
    for index in range(files):
        begin = index * 1000
        count = draw.randint(documents // 2, documents * 2)
        lines = lines_of(range(begin, begin + count)).splitlines(keepends=True)
        # Some come twice, some change under their address, some are no JSON, but the first, by which the
        # format is known.
        for _ in range(count // 10):
            lines.insert(draw.randrange(1, len(lines)), draw.choice(lines))
            changed = article(begin + draw.randrange(count))
            changed["text"] += " " + prose(draw.randrange(10**6), 10)
            lines.append(json.dumps(changed, ensure_ascii=False) + "\n")
            lines.insert(draw.randrange(1, len(lines)), "{broken\n")
        total += len(lines)
        content = "".join(lines).encode()
        folder = inbox / "sub" if index % 2 else inbox
        if index % 3 == 2:
            (folder / f"tin-{index}.jsonl.gz").write_bytes(gzip.compress(content, mtime=0))
        else:
            (folder / f"tin-{index}.jsonl").write_bytes(content)
    for number in range(90_000, 90_020):
        (inbox / f"bai-{number}.txt").write_text(text_of(number), encoding="utf-8")
        total += 1
    (inbox / "bai-90000-copy.txt").write_text(text_of(90_000), encoding="utf-8")
    (inbox / "trong.txt").write_text("", encoding="utf-8")
    return total + 1
