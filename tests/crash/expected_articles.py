"""Articles for the crash test, and what the store must hold of them, kept outside the server."""

import random
import threading

WORDS = ("mùa màng thời tiết học sinh bệnh viện con đường cây cầu dòng sông ngôi trường bến cảng "
         "chợ hoa phiên họp đội bóng nhà máy làng nghề rừng thông cánh đồng").split()

# In every article, so that one search must find them all.
MARKER = "khotinmarker"

# So many articles in a row tell one story, each in its own way, and in another with each version.
FAMILY = 6
PARAGRAPHS = 8


def _paragraph(rng, end=""):
    words = " ".join(rng.choice(WORDS) for _ in range(rng.randint(25, 60)))
    return f"Ông Trần Văn Ba cho biết tại Hà Nội rằng {words} {MARKER}{end}."


def _own(number, version):
    rng = random.Random(number * 1009 + version)
    return [_paragraph(rng, f" số {number} lần {version}") for _ in range(rng.randint(2, 5))]


def _family_text(number):
    rng = random.Random(-1 - number // FAMILY)
    return [_paragraph(rng) for _ in range(PARAGRAPHS)]


def _edited(number, version):
    rng = random.Random(number * 1009 + version)
    paragraphs = _family_text(number)
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(PARAGRAPHS)
        paragraphs[place] = paragraphs[place].replace(f" {MARKER}", f" {rng.choice(WORDS)} {MARKER}")
    return paragraphs


# By the remainder of number and version: copies and near copies meet at once, the front and the
# back of a text only when the whole comes, which unites their clusters.
_BODIES = (
    _own,
    lambda number, version: _family_text(number)[:5],
    lambda number, version: _family_text(number)[4:],
    lambda number, version: _family_text(number),
    _edited,
    lambda number, version: _family_text(number) + _own(number, version)[:1],
)


def make_text(number, version):
    """The text of one version of an article; the same numbers always give the same text."""
    body = _BODIES[(number + version) % len(_BODIES)](number, version)
    return "\n\n".join([f"Bản tin số {number} lần {version}"] + body) + "\n"


# The state of an article that is not stored.
ABSENT = 0


class Ledger:
    """Which states each article may be in: a version, or ABSENT. Those in which an operation may
    have left it add up until one is acknowledged. Thread-safe; one thread at a time for an article.
    """

    def __init__(self):
        self._lock = threading.Lock()
        self._sent = {}
        self._states = {}
        self._acknowledged = 0
        self._deleted = 0
        self._verdicts = {}

    def next_versions(self, numbers):
        """The versions to send next of these articles, noted as sent."""
        with self._lock:
            for number in numbers:
                self._sent[number] = self._sent.get(number, 0) + 1
                self._may_be(number).add(self._sent[number])
            return [(number, self._sent[number]) for number in numbers]

    def acknowledge(self, sent, verdicts):
        with self._lock:
            for (number, version), verdict in zip(sent, verdicts):
                self._states[number] = {version}
                self._verdicts[verdict] = self._verdicts.get(verdict, 0) + 1
            self._acknowledged += len(sent)

    def start_deletion(self, number):
        """The states that the article may be in before."""
        with self._lock:
            before = set(self._may_be(number))
            self._may_be(number).add(ABSENT)
            return before

    def acknowledge_deletion(self, number):
        with self._lock:
            self._states[number] = {ABSENT}
            self._deleted += 1

    @property
    def total(self):
        with self._lock:
            return self._acknowledged

    @property
    def deleted(self):
        with self._lock:
            return self._deleted

    @property
    def verdicts(self):
        """How often each verdict was acknowledged."""
        with self._lock:
            return dict(self._verdicts)

    def states(self):
        """The states of each article that was ever sent."""
        with self._lock:
            return {number: set(states) for number, states in self._states.items()}

    def _may_be(self, number):
        return self._states.setdefault(number, {ABSENT})
