"""The log as a collector reads it: one object a line, one line a call."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import grpc

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
from ingest_stream import IngestStream
from khotin.v1 import (admin_service_pb2, admin_service_pb2_grpc, article_service_pb2,
                       article_service_pb2_grpc, ingest_service_pb2, ingest_service_pb2_grpc)
from khotin_server import KhotinServer
from monitoring import check, calls, log_lines, own_channel, wait_until

SECONDS = 30
TRACE = "0af7651916cd43dd8448eb211c80319c"


class LogsTest(unittest.TestCase):
    arguments = ("--log-format", "json")

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-logs-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def serve(self, *arguments):
        server = KhotinServer(self.folder / "store", (*self.arguments, *arguments))
        server.start()
        self.addCleanup(server.terminate)
        channel = own_channel(server.address)
        self.addCleanup(channel.close)
        return server, channel

    def status(self, channel, *metadata):
        """The request id that came back, first and last."""
        stub = admin_service_pb2_grpc.AdminServiceStub(channel)
        _, call = stub.GetStatus.with_call(admin_service_pb2.GetStatusRequest(),
                                           metadata=metadata, timeout=SECONDS)
        return dict(call.initial_metadata())["x-request-id"]

    def get(self, channel, name):
        stub = article_service_pb2_grpc.ArticleServiceStub(channel)
        with self.assertRaises(grpc.RpcError) as caught:
            stub.GetArticle(article_service_pb2.GetArticleRequest(name=name), timeout=SECONDS)
        return caught.exception

    def test_one_line_for_each_call(self):
        server, channel = self.serve()
        self.assertEqual(self.status(channel, ("x-request-id", "job-7/42"),
                                     ("traceparent", f"00-{TRACE}-b7ad6b7169203331-01")),
                         "job-7/42")
        made = self.status(channel)
        self.assertRegex(made, "^[0-9a-f]{16}$")
        spaced = self.status(channel, ("x-request-id", "a b"))
        self.assertRegex(spaced, "^[0-9a-f]{16}$")
        first, second, third = calls(server.output(), "AdminService/GetStatus")
        self.assertEqual((first["request_id"], first["trace_id"]), ("job-7/42", TRACE))
        self.assertEqual((first["code"], first["level"], first["message"]), ("OK", "info", "call"))
        self.assertRegex(first["peer"], r"^ipv4:127\.0\.0\.1:\d+$")
        self.assertGreater(first["ms"], 0)
        self.assertRegex(first["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")
        self.assertEqual(second["request_id"], made)
        self.assertNotIn("trace_id", second)
        self.assertEqual(third["request_id"], spaced)

    def test_errors_say_why_on_one_line(self):
        server, channel = self.serve()
        error = self.get(channel, "no\nname")
        self.assertEqual(error.code(), grpc.StatusCode.INVALID_ARGUMENT)
        request_id = dict(error.initial_metadata())["x-request-id"]
        (line,) = calls(server.output(), "ArticleService/GetArticle")
        self.assertEqual((line["code"], line["level"]), ("INVALID_ARGUMENT", "info"))
        self.assertEqual((line["error"], line["request_id"]), (error.details(), request_id))

    def test_probes_are_no_news(self):
        server, channel = self.serve()
        check(channel)
        self.status(channel)
        self.assertFalse([line for line in log_lines(server.output())
                          if "Health" in line.get("method", "")])
        server.terminate()
        loud, channel = self.serve("--log-level", "debug")
        check(channel)
        self.assertIn("grpc.health.v1.Health/Check",
                      [line.get("method") for line in log_lines(loud.output())])

    def test_all_of_a_life_is_json(self):
        server, channel = self.serve()
        with own_channel(server.address) as garbled:
            call = garbled.unary_unary("/khotin.v1.ArticleService/GetArticle")
            with self.assertRaises(grpc.RpcError):
                call(b"\xff\xff\xff", timeout=SECONDS)
        self.status(channel)
        self.assertEqual(server.terminate(), 0)
        lines = log_lines(server.output())
        self.assertTrue(all({"time", "level", "message"} <= line.keys() for line in lines))
        self.assertEqual(lines[-1]["message"], "stopped")

    def test_requests_that_are_too_large(self):
        """gRPC refuses them before there is a call."""
        server, channel = self.serve("--max-message-mib", "1")
        ingestion = ingest_service_pb2_grpc.IngestServiceStub(channel)
        request = ingest_service_pb2.IngestBatchRequest()
        request.documents.add().raw.content = bytes(2 << 20)
        stream = IngestStream(channel).started()
        stream.send(1, words=500_000)
        for refused in (lambda: ingestion.IngestBatch(request, timeout=SECONDS),
                        lambda: list(stream.replies)):
            with self.assertRaises(grpc.RpcError) as caught:
                refused()
            self.assertEqual(caught.exception.code(), grpc.StatusCode.RESOURCE_EXHAUSTED)
        (line,) = wait_until(lambda: calls(server.output(), "IngestService/IngestStream"),
                             "the end of the stream")
        # That the call is broken off may be known a moment later than that nothing more can be read.
        self.assertIn(line["code"], ("CANCELLED", "OK"))
        self.assertFalse(calls(server.output(), "IngestService/IngestBatch"))

    def test_why_it_does_not_start(self):
        done = subprocess.run(
            [os.environ["KHOTIN_SERVER_BIN"], "--store", __file__, *self.arguments, "--listen",
             "127.0.0.1:0", "--health-listen", ""], check=False, capture_output=True,
            encoding="utf-8", timeout=60)
        self.assertEqual(done.returncode, 1)
        line = log_lines(done.stderr)[-1]
        self.assertEqual(line["level"], "critical")
        self.assertIn(__file__, line["message"])


class TextTest(LogsTest):
    """For people: the same, but for the form."""
    arguments = ()

    test_probes_are_no_news = test_all_of_a_life_is_json = test_why_it_does_not_start = None
    test_requests_that_are_too_large = None

    def test_one_line_for_each_call(self):
        server, channel = self.serve()
        self.status(channel, ("x-request-id", "job-7/42"))
        (line,) = [line for line in server.output().splitlines() if "GetStatus" in line]
        self.assertTrue(re.search(r"\[info\] call method=khotin\.v1\.AdminService/GetStatus "
                                  r"code=OK ms=\S+ peer=\S+ request_id=job-7/42$", line), line)

    def test_errors_say_why_on_one_line(self):
        server, channel = self.serve()
        self.get(channel, "articles/two\nlines")
        (line,) = [line for line in server.output().splitlines() if "GetArticle" in line]
        self.assertIn("two\\nlines", line)


if __name__ == "__main__":
    unittest.main()
