"""Figures as Prometheus reads them: calls by method, documents by stage of their way in."""

import importlib
import os
import pathlib
import re
import sys
import tempfile
import unittest
import urllib.request

import grpc

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
from ingest_stream import IngestStream, batch
from khotin.v1 import (article_service_pb2, article_service_pb2_grpc, ingest_service_pb2,
                       ingest_service_pb2_grpc)
from khotin_server import KhotinServer, free_port
from monitoring import call_metric, metrics, own_channel, wait_until

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECONDS = 30


def stage_metric(name, stage, outcome=None):
    label = f'outcome="{outcome}",' if outcome else ""
    return f'{name}{{{label}stage="{stage}"}}'


class MetricsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-metrics-")
        self.addCleanup(folder.cleanup)
        self.address = f"127.0.0.1:{free_port()}"
        server = KhotinServer(pathlib.Path(folder.name) / "store",
                              ("--metrics-listen", self.address))
        server.start()
        self.addCleanup(server.terminate)
        self.channel = own_channel(server.address)
        self.addCleanup(self.channel.close)

    def ingest(self, request):
        stub = ingest_service_pb2_grpc.IngestServiceStub(self.channel)
        return stub.IngestBatch(request, timeout=SECONDS)

    def get(self, name):
        stub = article_service_pb2_grpc.ArticleServiceStub(self.channel)
        return stub.GetArticle(article_service_pb2.GetArticleRequest(name=name), timeout=SECONDS)

    def test_calls_are_counted_by_method_and_code(self):
        name = self.ingest(batch(0, 1)).results[0].article
        self.get(name)
        self.get(name)
        with self.assertRaises(grpc.RpcError):
            self.get("articles/aaaaaaaaaaaaaaaa")
        method = "ArticleService/GetArticle"
        found = metrics(self.address)
        self.assertEqual(found[call_metric("grpc_server_started_total", method)], 3)
        handled = "grpc_server_handled_total"
        self.assertEqual(found[call_metric(handled, method, grpc_code="OK")], 2)
        self.assertEqual(found[call_metric(handled, method, grpc_code="NOT_FOUND")], 1)
        self.assertEqual(found[call_metric("grpc_server_in_flight_calls", method)], 0)
        seconds = "grpc_server_handling_seconds"
        self.assertEqual(found[call_metric(seconds + "_count", method)], 3)
        self.assertEqual(found[call_metric(seconds + "_bucket", method, le="+Inf")], 3)

    def test_faults_are_counted_from_zero(self):
        found = metrics(self.address)
        methods = [(service.full_name, method.name)
                   for proto in (ROOT / "proto" / "khotin" / "v1").glob("*.proto")
                   for service in importlib.import_module(
                       f"khotin.v1.{proto.stem}_pb2").DESCRIPTOR.services_by_name.values()
                   for method in service.methods]
        self.assertGreater(len(methods), 20)
        for service, method in (*methods, ("grpc.health.v1.Health", "Check")):
            for code in ("UNKNOWN", "INTERNAL", "DATA_LOSS"):
                key = (f'grpc_server_handled_total{{grpc_code="{code}",grpc_method="{method}",'
                       f'grpc_service="{service}"}}')
                self.assertEqual(found.get(key), 0, key)

    def test_streams_are_in_flight_until_they_end(self):
        method = "IngestService/IngestStream"
        in_flight = call_metric("grpc_server_in_flight_calls", method)
        stream = IngestStream(self.channel).started()
        self.assertEqual(metrics(self.address)[in_flight], 1)
        stream.close()
        list(stream.replies)
        wait_until(lambda: metrics(self.address)[in_flight] == 0, "the end of the stream")

    def test_callers_cannot_make_up_series(self):
        for number in range(3):
            call = self.channel.unary_unary(f"/khotin.v1.Nosuch/Method{number}")
            with self.assertRaises(grpc.RpcError) as caught:
                call(b"", timeout=SECONDS)
            self.assertEqual(caught.exception.code(), grpc.StatusCode.UNIMPLEMENTED)
        self.assertFalse([key for key in metrics(self.address) if "Nosuch" in key])

    def test_documents_are_counted_by_stage(self):
        documents = "khotin_ingest_stage_documents_total"
        request = batch(0, 3)
        request.documents.add(request_id="broken").raw.content = b"\xc3\x28"
        request.documents.add(request_id="nothing")
        self.ingest(request)
        self.ingest(batch(0, 1))
        found = metrics(self.address)
        for stage, outcome, count in (("analyze", "taken", 4), ("analyze", "refused", 1),
                                      ("analyze", "invalid", 1), ("commit", "new", 3),
                                      ("commit", "unchanged", 1), ("commit", "refused", 1)):
            self.assertEqual(found[stage_metric(documents, stage, outcome)], count, outcome)
        seconds = "khotin_ingest_stage_seconds"
        self.assertEqual(found[stage_metric(seconds + "_count", "analyze")], 6)
        self.assertEqual(found[stage_metric(seconds + "_count", "queue")], 2)
        self.assertEqual(found[stage_metric(seconds + "_count", "commit")], 2)
        self.assertEqual(found["khotin_commit_queue_documents"], 0)

    def test_every_metric_is_in_the_runbook(self):
        self.ingest(batch(0, 1))
        told = (ROOT / "docs" / "runbook" / "metrics.md").read_text(encoding="utf-8")
        with urllib.request.urlopen(f"http://{self.address}/metrics", timeout=SECONDS) as reply:
            names = set(re.findall(r"^# TYPE (\S+)", reply.read().decode(), re.MULTILINE))
        names = {name for name in names if not name.startswith("exposer_")}
        self.assertGreater(len(names), 20)
        self.assertEqual({name for name in names if f"`{name}" not in told}, set())


if __name__ == "__main__":
    unittest.main()
