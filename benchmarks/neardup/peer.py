"""datasketch's MinHash LSH over the same texts: what users of Python have today."""

import pickle
import sys
import time

from . import shingles


def load(folder):
    """datasketch from its checkout, or the reason why not"""
    sys.path.insert(0, folder)
    try:
        import datasketch  # pylint: disable=import-outside-toplevel
        from datasketch import MinHashLSH  # noqa: F401
    except ImportError as error:
        return None, str(error)
    finally:
        sys.path.remove(folder)
    return datasketch, ""


def _grams(text):
    words = shingles.words(text)
    if len(words) <= shingles.WIDTH:
        return {" ".join(words).encode()}
    return {" ".join(words[at : at + shingles.WIDTH]).encode()
            for at in range(len(words) - shingles.WIDTH + 1)}


class Clusters:
    """Union-find over documents"""

    def __init__(self, count):
        self._parents = list(range(count))

    def find(self, place):
        while self._parents[place] != place:
            self._parents[place] = self._parents[self._parents[place]]
            place = self._parents[place]
        return place

    def join(self, first, second):
        first, second = self.find(first), self.find(second)
        self._parents[max(first, second)] = min(first, second)

    def names(self):
        return [f"peer-{self.find(place)}" for place in range(len(self._parents))]


def run(datasketch, texts, params=None, threshold=None, verify=None):
    """(figures, clusters)

    Speed is CPU time of signatures, look-ups and insertions, from shingles that are made already;
    bytes are those of the pickled index. Each document is looked up, then inserted, in their order.
    With `params` (bands, rows), else with the `threshold` for which datasketch chooses them.
    `verify(i, j)` says whether a candidate counts.
    """
    grams = [_grams(text) for text in texts]
    index = datasketch.MinHashLSH(threshold=threshold or 0.5, num_perm=128, params=params)
    clusters, candidates, begin = Clusters(len(texts)), [], time.process_time()
    for place, gram in enumerate(grams):
        signature = datasketch.MinHash(num_perm=128)
        signature.update_batch(list(gram))
        candidates.append(index.query(signature))
        index.insert(place, signature, check_duplication=False)
    seconds = time.process_time() - begin
    for place, found in enumerate(candidates):
        for other in found:
            if verify is None or verify(place, other):
                clusters.join(place, other)
    return {
        "documents per second": len(texts) / seconds,
        "candidates per document": sum(map(len, candidates)) / len(texts),
        "bytes per document": len(pickle.dumps(index)) / len(texts),
        "bands": index.b,
        "rows": index.r,
    }, clusters.names()
