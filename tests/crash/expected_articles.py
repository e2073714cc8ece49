"""Articles for the crash test, and what the store must hold of them, kept outside the server."""

import random
import threading

WORDS = ("mùa màng thời tiết học sinh bệnh viện con đường cây cầu dòng sông ngôi trường bến cảng "
         "chợ hoa phiên họp đội bóng nhà máy làng nghề rừng thông cánh đồng").split()

# In every article, so that one search must find them all.
MARKER = "khotinmarker"


def make_text(number, version):
    """The text of one version of an article; the same numbers always give the same text."""
    rng = random.Random(number * 1009 + version)
    paragraphs = [f"Bản tin số {number} lần {version}"]
    for _ in range(rng.randint(2, 5)):
        words = " ".join(rng.choice(WORDS) for _ in range(rng.randint(15, 60)))
        paragraphs.append(f"Ông Trần Văn Ba cho biết tại Hà Nội rằng {words} {MARKER} số {number} "
                          f"lần {version}.")
    return "\n\n".join(paragraphs) + "\n"


class Ledger:
    """Which version of each article was sent, and which was acknowledged. Thread-safe."""

    def __init__(self):
        self._lock = threading.Lock()
        self._sent = {}
        self._acknowledged = {}
        self._total = 0

    def next_versions(self, numbers):
        """The versions to send next of these articles, noted as sent."""
        with self._lock:
            for number in numbers:
                self._sent[number] = self._sent.get(number, 0) + 1
            return [(number, self._sent[number]) for number in numbers]

    def acknowledge(self, sent):
        with self._lock:
            for number, version in sent:
                self._acknowledged[number] = max(version, self._acknowledged.get(number, 0))
            self._total += len(sent)

    @property
    def total(self):
        with self._lock:
            return self._total

    def acknowledged(self):
        with self._lock:
            return dict(self._acknowledged)

    def may_hold(self, number):
        """The versions of which the store may hold any: from the acknowledged to the last sent."""
        with self._lock:
            return range(self._acknowledged.get(number, 1), self._sent.get(number, 0) + 1)
