"""Kills a server again and again while it ingests and deletes, and checks after each restart what it
kept. The articles are copies, near copies, parts and extensions of each other, so that kills meet
clusters that grow, are united, shrink and elect.

The invariants, with what checks each:
  I1 every acknowledged article is there, every
     acknowledged deletion is done                ListArticles against the ledger
  I2 no half article                              every text equals one that was sent, in full
  I3 records agree both ways, I4 one canonical
     article per cluster                          khotin check on the store at rest
  I5 replaying the same input changes nothing     IngestBatch again: UNCHANGED, same revision
  I6 search returns only ids that resolve         every page of a search that finds all articles

KHOTIN_CRASH_KILLS (20) kills come from outside at a random moment; then every named fault point of
the store ends the server KHOTIN_CRASH_FAULTS (3) times from inside. KHOTIN_CRASH_SEED repeats a run.
"""

import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading
import unittest

import grpc

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

from expected_articles import ABSENT, MARKER, Ledger, make_text  # noqa: E402
from khotin.v1 import (admin_service_pb2, admin_service_pb2_grpc, article_pb2,  # noqa: E402
                       article_service_pb2, article_service_pb2_grpc, ingest_service_pb2,
                       ingest_service_pb2_grpc, search_service_pb2, search_service_pb2_grpc)
from khotin_server import KhotinServer  # noqa: E402

KILLS = int(os.environ.get("KHOTIN_CRASH_KILLS", "20"))
FAULTS = int(os.environ.get("KHOTIN_CRASH_FAULTS", "3"))
SEED = int(os.environ.get("KHOTIN_CRASH_SEED", str(random.SystemRandom().randrange(1 << 31))))
FAULT_POINTS = ("store.commit.before_write", "store.commit.after_write",
                "store.index.blocks_written", "store.index.segment_written",
                "store.index.merge_written", "store.index.installed", "store.index.segment_dropped")
SENDERS = 3
# Of each sender: few, so that the articles of a family come together.
NUMBERS = 150
DELETION_SHARE = 0.3
# Low, so that kills also meet the writing and merging of segments.
SERVER_ARGUMENTS = ("--flush-documents", "40")
CALL_SECONDS = 60


def url_of(number):
    return f"https://bao.example/tin-{number}"


class Sender(threading.Thread):
    """Ingests articles of its own numbers, new ones and new versions of old ones, and deletes some,
    until the server is gone."""

    def __init__(self, index, address, ledger, rng, on_acknowledged):
        super().__init__()
        self._index = index
        self._address = address
        self._ledger = ledger
        self._rng = rng
        self._on_acknowledged = on_acknowledged
        self.refused = []

    def run(self):
        with grpc.insecure_channel(self._address) as channel:
            ingestion = ingest_service_pb2_grpc.IngestServiceStub(channel)
            articles = article_service_pb2_grpc.ArticleServiceStub(channel)
            try:
                while True:
                    self._ingest_some(ingestion)
                    if self._rng.random() < DELETION_SHARE:
                        self._delete_one(articles)
                    self._on_acknowledged()
            except grpc.RpcError:
                return

    def _number(self):
        return self._rng.randrange(NUMBERS) * SENDERS + self._index

    def _ingest_some(self, stub):
        numbers = {self._number() for _ in range(self._rng.randint(1, 12))}
        sent = self._ledger.next_versions(sorted(numbers))
        results = ingest(stub, sent).results
        self.refused += [result.error.message for result in results if result.HasField("error")]
        self._ledger.acknowledge(sent, [result.verdict for result in results])

    def _delete_one(self, stub):
        number = self._number()
        before = self._ledger.start_deletion(number)
        if before == {ABSENT}:
            return
        lookup = article_service_pb2.LookupArticleRequest(url=url_of(number),
                                                          view=article_pb2.ARTICLE_VIEW_BASIC)
        try:
            name = stub.LookupArticle(lookup, timeout=CALL_SECONDS).article.name
            stub.DeleteArticle(article_service_pb2.DeleteArticleRequest(name=name),
                               timeout=CALL_SECONDS)
        except grpc.RpcError as error:
            if error.code() != grpc.StatusCode.NOT_FOUND:
                raise
            if ABSENT not in before:
                self.refused.append(f"{url_of(number)} was not there to delete")
        self._ledger.acknowledge_deletion(number)


def ingest(stub, sent):
    request = ingest_service_pb2.IngestBatchRequest()
    for number, version in sent:
        document = request.documents.add(request_id=f"{number}/{version}")
        document.raw.input = f"tin-{number}"
        document.raw.url = url_of(number)
        document.raw.format = ingest_service_pb2.DOCUMENT_FORMAT_TEXT
        document.raw.content = make_text(number, version).encode()
    return stub.IngestBatch(request, timeout=CALL_SECONDS)


def text_of(article):
    lines = [article.title, article.lead] + [block.text for block in article.body]
    return "\n\n".join(line for line in lines if line) + "\n"


class CrashTest(unittest.TestCase):
    def setUp(self):
        print(f"KHOTIN_CRASH_SEED={SEED}", flush=True)
        self.rng = random.Random(SEED)
        self.ledger = Ledger()
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.store = pathlib.Path(self.folder.name) / "store"

    def test_killed_from_outside(self):
        for kill in range(KILLS):
            with self.subTest(kill=kill), self.start() as server:
                self.check_all(server.address)
                self.ingest_until_gone(server, kill_after=self.rng.randint(1, 40))
            self.check_at_rest()
        with self.start() as server:
            self.check_all(server.address)
        verdicts = {ingest_service_pb2.Verdict.Name(verdict).removeprefix("VERDICT_"): count
                    for verdict, count in sorted(self.ledger.verdicts.items())}
        print(f"{KILLS} kills, {self.ledger.total} articles and {self.ledger.deleted} deletions "
              f"acknowledged, 0 violations; {verdicts}")
        if self.ledger.total > 1000:
            for verdict in ("EXACT_DUPLICATE", "NEAR_DUPLICATE", "CONTAINS", "CONTAINED_IN"):
                self.assertIn(verdict, verdicts, "the articles no longer meet each other")

    def test_killed_at_each_fault_point(self):
        for point in FAULT_POINTS:
            for _ in range(FAULTS):
                fault = f"{point}=kill@{self.rng.randint(2, 6)}"
                with self.subTest(fault=fault):
                    self.run_until_fault(self.start(env={"KHOTIN_FAULT": fault}))
                    self.check_at_rest()
        with self.start() as server:
            self.check_all(server.address)

    def run_until_fault(self, server):
        """Index work goes on beside everything, so its points may be met at any time: at the start,
        while the store is checked, or later."""
        try:
            server.start()
            self.check_all(server.address, replay=False)
            self.ingest_until_gone(server, kill_after=None)
        except (RuntimeError, grpc.RpcError):
            if server.process.wait(CALL_SECONDS) != -signal.SIGKILL:
                raise
        finally:
            server.terminate()

    def start(self, env=None):
        return KhotinServer(self.store, SERVER_ARGUMENTS, env)

    def ingest_until_gone(self, server, kill_after):
        """Kills the server after so many acknowledged calls; None waits for its own end."""
        acknowledged = threading.Semaphore(0)
        senders = [Sender(i, server.address, self.ledger, random.Random(self.rng.random()),
                          acknowledged.release) for i in range(SENDERS)]
        for sender in senders:
            sender.start()
        if kill_after is not None:
            for _ in range(kill_after):
                self.assertTrue(acknowledged.acquire(timeout=CALL_SECONDS), server.output())
            server.kill()
        for sender in senders:
            sender.join()
            self.assertEqual(sender.refused, [])
        self.assertNotEqual(server.process.wait(CALL_SECONDS), 0)

    def check_at_rest(self):
        found = subprocess.run([os.environ["KHOTIN_BIN"], "check", "--store", str(self.store)],
                               capture_output=True, text=True, check=False)
        self.assertEqual(found.returncode, 0, found.stdout + found.stderr)

    def check_all(self, address, replay=True):
        with grpc.insecure_channel(address) as channel:
            articles = self.stored_articles(channel)
            self.check_articles(articles)
            self.check_search(channel, articles)
            if replay:
                self.check_replay(channel, articles)

    def stored_articles(self, channel):
        stub = article_service_pb2_grpc.ArticleServiceStub(channel)
        request = article_service_pb2.ListArticlesRequest(page_size=1000,
                                                          view=article_pb2.ARTICLE_VIEW_FULL)
        articles = {}
        while True:
            reply = stub.ListArticles(request, timeout=CALL_SECONDS)
            articles.update({article.url: article for article in reply.articles})
            if not reply.next_page_token:
                return articles
            request.page_token = reply.next_page_token

    def check_articles(self, articles):
        for number, states in self.ledger.states().items():
            article = articles.get(url_of(number))
            if article is None:
                self.assertIn(ABSENT, states, f"I1: article {number} is lost")
                continue
            versions = states - {ABSENT}
            self.assertTrue(versions, f"I1: article {number} was deleted")
            self.assertIn(text_of(article), [make_text(number, version) for version in versions],
                          "I1, I2: not a text that was sent")

    def check_search(self, channel, articles):
        stub = search_service_pb2_grpc.SearchServiceStub(channel)
        request = search_service_pb2.SearchRequest(query=MARKER, page_size=100,
                                                   include_duplicates=True,
                                                   total_mode=search_service_pb2.TOTAL_MODE_EXACT)
        found = set()
        while articles:
            reply = stub.Search(request, timeout=CALL_SECONDS)
            for result in reply.results:
                self.assertTrue(result.highlights)
                found.add(result.article.url)
            self.assertEqual(reply.total_size, len(articles), "I3: articles and index differ")
            if not reply.next_page_token:
                break
            request.page_token = reply.next_page_token
        self.assertEqual(found, set(articles), "I6: search and articles differ")

    def check_replay(self, channel, articles):
        admin = admin_service_pb2_grpc.AdminServiceStub(channel)
        stub = ingest_service_pb2_grpc.IngestServiceStub(channel)
        before = admin.GetStatus(admin_service_pb2.GetStatusRequest(), timeout=CALL_SECONDS)
        held = []
        for number, states in self.ledger.states().items():
            article = articles.get(url_of(number))
            held += [(number, version) for version in states - {ABSENT}
                     if article and make_text(number, version) == text_of(article)]
        for begin in range(0, len(held), 500):
            for result in ingest(stub, held[begin:begin + 500]).results:
                self.assertEqual(result.verdict, ingest_service_pb2.VERDICT_UNCHANGED, "I5")
                # The server's own revision may move: dropping superseded documents from the index
                # is a commit that no caller asked for.
                self.assertLessEqual(result.revision, before.revision, "I5")


if __name__ == "__main__":
    unittest.main(verbosity=2)
