"""What the example clients, and the published service config, do about errors."""

import os
import pathlib
import signal
import sys
import tempfile
import unittest

import grpc

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
import example_clients
from khotin.v1 import (article_service_pb2, article_service_pb2_grpc, ingest_service_pb2,
                       search_service_pb2, watch_service_pb2)
from scripted_server import SILENCE, Failure, ScriptedServer

ROOT = pathlib.Path(__file__).resolve().parents[2]
SERVICE_CONFIG = ROOT / "proto" / "khotin" / "v1" / "khotin_grpc_service_config.json"

UNAVAILABLE = Failure(grpc.StatusCode.UNAVAILABLE)
FULL = grpc.StatusCode.RESOURCE_EXHAUSTED
FOUND = search_service_pb2.SearchResponse(
    total_size=1, total_relation=search_service_pb2.TOTAL_RELATION_EXACT,
    results=[{"article": {"name": "articles/1", "title": "Chợ hoa đêm"}}])
FOUND_LINES = "total\t1\tEXACT\narticles/1\tChợ hoa đêm\t\n"


def told(revision, *titles):
    """A message of a Watch."""
    events = [{"kind": watch_service_pb2.WATCH_EVENT_KIND_ADDED, "revision": revision,
               "article": {"name": "articles/1", "title": title}} for title in titles]
    return watch_service_pb2.WatchResponse(revision=revision, events=events)


class RetryCases:
    language = ""

    @classmethod
    def setUpClass(cls):
        cls.client = example_clients.find(cls.language)

    def run_script(self, script, *arguments, code=0):
        """Its standard output, and the calls that the server saw."""
        with ScriptedServer(script) as server:
            done = self.client.run(*arguments, server=server.address)
        self.assertEqual(done.returncode, code, done.stderr)
        self.error = done.stderr
        return done.stdout, server.calls

    def test_grpc_repeats_a_read_as_the_service_config_says(self):
        out, calls = self.run_script({"Search": [UNAVAILABLE, UNAVAILABLE, FOUND]}, "search", "hoa")
        self.assertEqual(out, FOUND_LINES)
        self.assertEqual([call.previous_attempts for call in calls["Search"]], [0, 1, 2])
        self.assertNotIn("trying again", self.error)

    def test_grpc_repeats_a_batch_of_documents(self):
        result = ingest_service_pb2.IngestResult(
            input="a.txt", verdict=ingest_service_pb2.VERDICT_UNCHANGED, article="articles/1",
            revision=7)
        answer = ingest_service_pb2.IngestBatchResponse(results=[result], revision=7)
        with tempfile.NamedTemporaryFile(suffix=".txt") as file:
            out, calls = self.run_script({"IngestBatch": [UNAVAILABLE, answer]}, "ingest", file.name)
        self.assertEqual(out, "UNCHANGED\ta.txt\tarticles/1\nrevision\t7\n")
        self.assertEqual([call.previous_attempts for call in calls["IngestBatch"]], [0, 1])

    def test_a_document_that_the_store_refused_is_a_failure_not_a_refusal(self):
        result = ingest_service_pb2.IngestResult(
            input="a.txt", verdict=ingest_service_pb2.VERDICT_REFUSED,
            error={"code": FULL.value[0], "message": "no space left"})
        answer = ingest_service_pb2.IngestBatchResponse(results=[result])
        with tempfile.NamedTemporaryFile(suffix=".txt") as file:
            self.run_script({"IngestBatch": [answer]}, "ingest", file.name, code=3)

    def test_the_client_goes_on_where_grpc_gives_up(self):
        out, calls = self.run_script({"Search": [*[UNAVAILABLE] * 6, FOUND]}, "search", "hoa")
        self.assertEqual(out, FOUND_LINES)
        self.assertEqual([call.previous_attempts for call in calls["Search"]],
                         [0, 1, 2, 3, 4, 0, 1])
        self.assertIn("UNAVAILABLE: as the script says; trying again", self.error)

    def test_a_full_server_is_asked_again_when_it_says_when(self):
        out, calls = self.run_script({"Search": [Failure(FULL, retry_seconds=0), FOUND]},
                                     "search", "hoa")
        self.assertEqual(out, FOUND_LINES)
        self.assertEqual([call.previous_attempts for call in calls["Search"]], [0, 0])

    def test_what_stays_an_error_is_not_asked_again(self):
        codes = (grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.NOT_FOUND, FULL,
                 grpc.StatusCode.INTERNAL)
        for code in codes:
            with self.subTest(code=code.name):
                _, calls = self.run_script({"Search": [Failure(code), FOUND]}, "search", "hoa", code=3)
                self.assertEqual(len(calls["Search"]), 1)
                self.assertIn(f"{code.name}: as the script says", self.error)

    def test_a_pause_that_is_longer_than_the_timeout_is_not_waited_for(self):
        _, calls = self.run_script({"Search": [Failure(FULL, retry_seconds=3600), FOUND]},
                                   "search", "hoa", code=3)
        self.assertEqual(len(calls["Search"]), 1)

    def test_every_call_but_a_stream_has_a_deadline(self):
        page = search_service_pb2.SearchResponse(next_page_token="more")
        _, calls = self.run_script({"Search": [page, FOUND]}, "search", "--timeout", 40, "hoa")
        self.assertEqual([call.request.page_token for call in calls["Search"]], ["", "more"])
        for call in calls["Search"]:
            self.assertLess(call.time_left or float("inf"), 50, "not that of the service config")

    def test_a_broken_watch_goes_on_after_the_last_revision(self):
        script = [UNAVAILABLE, [told(4), told(5, "Một"), UNAVAILABLE],
                  [Failure(FULL, retry_seconds=0)], [told(5), told(6, "Hai")]]
        out, calls = self.run_script({"Watch": script}, "watch", "--limit", 2, "hoa")
        notes = [line.rpartition("; ")[2] for line in self.error.splitlines() if "; " in line]
        self.assertEqual(notes, ["going on with what comes from now on",
                                 "going on after revision 5", "going on after revision 5"])
        self.assertEqual(out, "ADDED\tarticles/1\tMột\nADDED\tarticles/1\tHai\n")
        asked = [call.request.after_revision if call.request.HasField("after_revision") else None
                 for call in calls["Watch"]]
        self.assertEqual(asked, [None, None, 5, 5])
        self.assertEqual({call.request.query for call in calls["Watch"]}, {"hoa"})
        self.assertEqual([call.previous_attempts for call in calls["Watch"]], [0, 0, 0, 0])

    def test_a_mute_watch_counts_as_broken(self):
        out, calls = self.run_script({"Watch": [[told(3), SILENCE], [told(4, "Một")]]},
                                     "watch", "--silence", 1, "--limit", 1)
        self.assertEqual(out, "ADDED\tarticles/1\tMột\n")
        self.assertEqual(calls["Watch"][1].request.after_revision, 3)

    def test_a_watch_that_is_wrong_ends(self):
        failure = Failure(grpc.StatusCode.OUT_OF_RANGE)
        _, calls = self.run_script({"Watch": [failure]}, "watch", "--after", 9, code=3)
        self.assertEqual(len(calls["Watch"]), 1)

    def interrupted(self, script, *arguments, out=None, err=None):
        """The exit code of a client that is interrupted when it has said so much."""
        # What ignores the signal hands that on to its children.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with ScriptedServer(script) as server, \
                self.client.start(*arguments, server=server.address) as client:
            self.addCleanup(client.kill)
            pipe, said = (client.stdout, out) if out else (client.stderr, err)
            self.assertIn(said, pipe.readline())
            client.send_signal(signal.SIGINT)
            client.communicate(timeout=example_clients.SECONDS)
        self.assertEqual([len(calls) for calls in server.calls.values()], [1])
        return client.returncode

    def test_a_watch_ends_when_it_is_interrupted(self):
        self.assertEqual(self.interrupted({"Watch": [[told(5, "Một"), SILENCE]]}, "watch",
                                          "--silence", 3600, out="Một"), 130)

    def test_a_pause_ends_when_it_is_interrupted(self):
        full = Failure(FULL, retry_seconds=3600)
        self.assertEqual(self.interrupted({"Watch": [full]}, "watch", err="going on"), 130)
        self.assertIn(self.interrupted({"Search": [full]}, "search", "--timeout", 7200, "hoa",
                                       err="trying again"), (130, -signal.SIGINT))


class PythonRetryTest(RetryCases, unittest.TestCase):
    language = "python"


class NodeRetryTest(RetryCases, unittest.TestCase):
    language = "node"


class GoRetryTest(RetryCases, unittest.TestCase):
    language = "go"


class ServiceConfigTest(unittest.TestCase):
    def test_grpc_does_not_repeat_what_is_no_read(self):
        with ScriptedServer({"DeleteArticle": [UNAVAILABLE]}) as server:
            options = [("grpc.service_config", SERVICE_CONFIG.read_text(encoding="utf-8"))]
            with grpc.insecure_channel(server.address, options) as channel:
                stub = article_service_pb2_grpc.ArticleServiceStub(channel)
                request = article_service_pb2.DeleteArticleRequest(name="articles/1")
                with self.assertRaises(grpc.RpcError) as caught:
                    stub.DeleteArticle(request, timeout=example_clients.SECONDS)
        self.assertEqual(caught.exception.code(), grpc.StatusCode.UNAVAILABLE)
        self.assertEqual(len(server.calls["DeleteArticle"]), 1)


if __name__ == "__main__":
    unittest.main()
