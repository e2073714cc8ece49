"""What the server refuses to be burdened with, and how soon it stops working for nobody."""

import os
import pathlib
import sys
import tempfile
import time
import unittest

import grpc

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
from ingest_stream import IngestStream, batch
from khotin.v1 import (admin_service_pb2, admin_service_pb2_grpc, article_service_pb2,
                       article_service_pb2_grpc, ingest_service_pb2, ingest_service_pb2_grpc,
                       search_service_pb2, search_service_pb2_grpc, watch_service_pb2,
                       watch_service_pb2_grpc)
from khotin_server import KhotinServer, free_port
from monitoring import call_metric, calls, metrics, own_channel, wait_until

SECONDS = 60
EXHAUSTED = grpc.StatusCode.RESOURCE_EXHAUSTED
BATCH = "IngestService/IngestBatch"


def status(channel, timeout=SECONDS):
    stub = admin_service_pb2_grpc.AdminServiceStub(channel)
    return stub.GetStatus(admin_service_pb2.GetStatusRequest(), timeout=timeout)


class LimitsTestCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-limits-")
        self.addCleanup(folder.cleanup)
        self.store = pathlib.Path(folder.name) / "store"
        self.metrics = f"127.0.0.1:{free_port()}"

    def serve(self, *arguments):
        server = KhotinServer(self.store, ("--metrics-listen", self.metrics, "--log-format",
                                           "json", *arguments))
        server.start()
        self.addCleanup(server.terminate)
        return server

    def connect(self, server):
        channel = own_channel(server.address)
        self.addCleanup(channel.close)
        return channel

    def metric(self, name, method):
        return metrics(self.metrics).get(call_metric(name, method), 0)


class BurdenTest(LimitsTestCase):
    def test_a_large_message(self):
        channel = self.connect(self.serve("--max-message-mib", "1"))
        stub = ingest_service_pb2_grpc.IngestServiceStub(channel)
        request = ingest_service_pb2.IngestBatchRequest()
        request.documents.add().raw.content = bytes(2 << 20)
        with self.assertRaises(grpc.RpcError) as caught:
            stub.IngestBatch(request, timeout=SECONDS)
        self.assertEqual(caught.exception.code(), EXHAUSTED)
        self.assertIn(str(1 << 20), caught.exception.details())
        status(channel)

    def test_a_large_message_within_a_stream(self):
        channel = self.connect(self.serve("--max-message-mib", "1"))
        stream = IngestStream(channel).started()
        stream.send(1, words=500_000)
        with self.assertRaises(grpc.RpcError) as caught:
            list(stream.replies)
        self.assertEqual(caught.exception.code(), EXHAUSTED)
        self.assertIn(str(1 << 20), caught.exception.details())
        status(channel)

    def test_calls_beyond_those_handled_at_once(self):
        server = self.serve("--max-calls", "2")
        channel = self.connect(server)
        streams = [IngestStream(channel).started() for _ in range(2)]
        for refused in (lambda: status(channel), lambda: IngestStream(channel).started()):
            with self.assertRaises(grpc.RpcError) as caught:
                refused()
            self.assertEqual(caught.exception.code(), EXHAUSTED)
            self.assertIn("--max-calls", caught.exception.details())
            details = dict(caught.exception.trailing_metadata())["grpc-status-details-bin"]
            self.assertIn(b"google.rpc.RetryInfo", details)
        for stream in streams:  # those that were in go on
            stream.send(id(stream))
            stream.until("results")
            stream.close()
            list(stream.replies)
        wait_until(lambda: self.metric("grpc_server_in_flight_calls",
                                       "IngestService/IngestStream") == 0, "the end of the streams")
        status(channel)
        (refused,) = [line for line in calls(server.output(), "AdminService/GetStatus")
                      if line["code"] == "RESOURCE_EXHAUSTED"]
        self.assertEqual(refused["level"], "warning")

    def test_watches_are_at_most_half_of_the_calls(self):
        channel = self.connect(self.serve("--max-calls", "2"))
        stub = watch_service_pb2_grpc.WatchServiceStub(channel)
        first = stub.Watch(watch_service_pb2.WatchRequest(), timeout=SECONDS)
        next(first)
        with self.assertRaises(grpc.RpcError) as caught:
            next(stub.Watch(watch_service_pb2.WatchRequest(), timeout=SECONDS))
        self.assertEqual(caught.exception.code(), EXHAUSTED)
        first.cancel()

    def test_streams_of_one_connection(self):
        server = self.serve("--max-streams", "1")
        channel = self.connect(server)
        stream = IngestStream(channel).started()
        waiting = admin_service_pb2_grpc.AdminServiceStub(channel).GetStatus.future(
            admin_service_pb2.GetStatusRequest(), timeout=SECONDS)
        status(self.connect(server))  # another connection has streams of its own
        self.assertFalse(waiting.done())
        stream.close()
        list(stream.replies)
        waiting.result()

    def test_a_connection_that_is_old_takes_no_new_calls_and_ends_none(self):
        server = self.serve("--max-connection-seconds", "1")
        channel = self.connect(server)
        stream = IngestStream(channel).started()

        def peers():
            status(channel)
            return {line["peer"] for line in calls(server.output(), "AdminService/GetStatus")}

        wait_until(lambda: len(peers()) > 2, "a third connection")
        stream.send(1)
        stream.until("results")
        stream.close()
        self.assertEqual(list(stream.replies), [])


class GivenUpTest(LimitsTestCase):
    DOCUMENTS = 1000
    ANALYZED = 'khotin_ingest_stage_documents_total{outcome="taken",stage="analyze"}'

    def assert_stopped(self, server, code):
        """The one call of IngestBatch was broken off before its documents were in."""
        wait_until(lambda: self.metric("grpc_server_started_total", BATCH) == 1 and
                   self.metric("grpc_server_in_flight_calls", BATCH) == 0, "the end of the call")
        (line,) = calls(server.output(), BATCH)
        self.assertEqual(line["code"], code)
        self.assertLess(metrics(self.metrics).get(self.ANALYZED, 0), self.DOCUMENTS)
        self.assertEqual(status(self.connect(server)).article_count, 0)

    def test_an_expired_batch_is_broken_off(self):
        server = self.serve("--jobs", "1")
        channel = self.connect(server)
        status(channel)  # so that it is connected
        stub = ingest_service_pb2_grpc.IngestServiceStub(channel)
        request = batch(0, self.DOCUMENTS, words=500)
        call = stub.IngestBatch.future(request, timeout=5)
        wait_until(lambda: metrics(self.metrics).get(self.ANALYZED, 0) > 0, "the first document")
        with server.held_still():
            time.sleep(6)  # longer than the deadline, as the server counts it too
        self.assertEqual(call.code(), grpc.StatusCode.DEADLINE_EXCEEDED)
        self.assert_stopped(server, "DEADLINE_EXCEEDED")

    def test_a_cancelled_batch_is_broken_off(self):
        server = self.serve("--jobs", "1")
        stub = ingest_service_pb2_grpc.IngestServiceStub(self.connect(server))
        call = stub.IngestBatch.future(batch(0, self.DOCUMENTS, words=500), timeout=SECONDS)
        wait_until(lambda: metrics(self.metrics).get(self.ANALYZED, 0) > 0, "the first document")
        call.cancel()
        self.assert_stopped(server, "CANCELLED")

    def test_a_stream_that_is_given_up_is_broken_off(self):
        server = self.serve("--jobs", "1", "--window", str(self.DOCUMENTS))
        stream = IngestStream(self.connect(server)).started()
        stream.send(*range(self.DOCUMENTS), words=500)
        stream.until("ack")
        stream.replies.cancel()
        method = "IngestService/IngestStream"
        wait_until(lambda: self.metric("grpc_server_in_flight_calls", method) == 0, "its end")
        self.assertEqual([line["code"] for line in calls(server.output(), method)], ["CANCELLED"])
        self.assertEqual(status(self.connect(server)).article_count, 0)

    def test_reads_that_expired_before_they_began_are_no_faults_of_the_server(self):
        server = self.serve()
        channel = self.connect(server)
        ingestion = ingest_service_pb2_grpc.IngestServiceStub(channel)
        ingestion.IngestBatch(batch(0, 100), timeout=SECONDS)
        articles = article_service_pb2_grpc.ArticleServiceStub(channel)
        searches = search_service_pb2_grpc.SearchServiceStub(channel)
        search = search_service_pb2.SearchRequest(query="làng", page_size=100)
        search.facets.add(field=search_service_pb2.FACET_FIELD_ENTITY)
        listing = article_service_pb2.ListArticlesRequest(page_size=100)
        with server.held_still():
            reads = [read.future(request, timeout=0.2) for _ in range(20) for read, request in
                     ((articles.ListArticles, listing), (searches.Search, search))]
            for read in reads:
                self.assertEqual(read.code(), grpc.StatusCode.DEADLINE_EXCEEDED)
        status(channel)
        for method in ("ArticleService/ListArticles", "SearchService/Search"):
            with self.subTest(method=method):
                wait_until(lambda: 0 < self.metric("grpc_server_started_total", method) ==
                           len(calls(server.output(), method)), "a line about each call")
                for line in calls(server.output(), method):
                    self.assertIn(line["code"], ("OK", "DEADLINE_EXCEEDED", "CANCELLED"), line)


if __name__ == "__main__":
    unittest.main()
