"""What probes and balancers are told of the server's health."""

import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import unittest

import grpc

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
from ingest_stream import IngestStream, batch
from khotin.v1 import article_service_pb2, article_service_pb2_grpc, ingest_service_pb2_grpc
from khotin_server import KhotinServer, free_port
from monitoring import check, own_channel, watch

FOREVER = "600"
SECONDS = 30
# By default, a write beyond the limit of a file's size ends the process; full disks only refuse it.
REFUSED_WRITES = '#!/bin/sh\ntrap "" XFSZ\nexec "$KHOTIN_SERVER_BIN" "$@"\n'


class HealthTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-health-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def serve(self, *arguments, program=None):
        """(server, channel to its API, channel to its health port)."""
        health = f"127.0.0.1:{free_port()}"
        server = KhotinServer(self.folder / "store", ("--health-listen", health, *arguments),
                              program=program)
        server.start()
        self.addCleanup(server.terminate)
        api, own = own_channel(server.address), own_channel(health)
        self.addCleanup(api.close)
        self.addCleanup(own.close)
        return server, api, own

    def test_names_are_the_same_on_both_ports(self):
        _, api, own = self.serve()
        for channel in (api, own):
            for name in ("", "readiness", "reads", "liveness"):
                self.assertEqual(check(channel, name), "SERVING", name)
                self.assertEqual(next(watch(channel, name)), "SERVING", name)
            with self.assertRaises(grpc.RpcError) as caught:
                check(channel, "khotin.v1.Nosuch")
            self.assertEqual(caught.exception.code(), grpc.StatusCode.NOT_FOUND)
            self.assertEqual(next(watch(channel, "khotin.v1.Nosuch")), "SERVICE_UNKNOWN")

    def test_no_thread_of_the_server_sleeps_while_calls_wait(self):
        server, _, _ = self.serve()
        tasks = pathlib.Path(f"/proc/{server.process.pid}/task")
        threads = {(task / "comm").read_text().strip() for task in tasks.iterdir()}
        self.assertIn("grpcpp_sync_ser", threads)
        # Of gRPC's callback services: polls all sockets, and sleeps for .1 s every second.
        self.assertNotIn("nexting_thread", threads)

    def test_the_health_port_has_nothing_else(self):
        _, _, own = self.serve()
        call = own.unary_unary("/khotin.v1.AdminService/GetStatus",
                               request_serializer=bytes, response_deserializer=bytes)
        with self.assertRaises(grpc.RpcError) as caught:
            call(b"", timeout=30)
        self.assertEqual(caught.exception.code(), grpc.StatusCode.UNIMPLEMENTED)

    def test_readiness_goes_first_and_liveness_stays(self):
        server, api, own = self.serve("--drain-seconds", FOREVER, "--grace-seconds", FOREVER)
        ready = {channel: watch(channel, "readiness") for channel in (api, own)}
        unnamed, reads, alive = watch(own), watch(own, "reads"), watch(own, "liveness")
        for call in (*ready.values(), unnamed, reads, alive):
            self.assertEqual(next(call), "SERVING")
        server.process.send_signal(signal.SIGTERM)
        for call in (*ready.values(), unnamed, reads):
            self.assertEqual(next(call), "NOT_SERVING")
        for channel in (api, own):
            self.assertEqual(check(channel, "readiness"), "NOT_SERVING")
            self.assertEqual(check(channel, ""), "NOT_SERVING")
            self.assertEqual(check(channel, "reads"), "NOT_SERVING")
            self.assertEqual(check(channel, "liveness"), "SERVING")
        # A second signal ends the drain; those who watch are no calls to wait for.
        self.assertEqual(server.terminate(), 0)
        for call in (ready[own], alive):
            with self.assertRaises(grpc.RpcError) as caught:
                next(call)
            self.assertEqual(caught.exception.code(), grpc.StatusCode.UNAVAILABLE)

    def test_reads_go_on_when_the_store_refuses_writes(self):
        program = self.folder / "server.sh"
        program.write_text(REFUSED_WRITES, encoding="utf-8")
        program.chmod(0o755)
        server, api, own = self.serve(program=program)
        ingest = ingest_service_pb2_grpc.IngestServiceStub(api)
        article = ingest.IngestBatch(batch(0, 1), timeout=SECONDS).results[0].article
        ready, reads = watch(own, "readiness"), watch(own, "reads")
        self.assertEqual((next(ready), next(reads)), ("SERVING", "SERVING"))
        _, hard = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (1, hard))
        result = ingest.IngestBatch(batch(1, 1), timeout=SECONDS).results[0]
        self.assertEqual(result.article, "")
        self.assertNotEqual(result.error.code, 0)
        self.assertEqual(next(ready), "NOT_SERVING")
        for channel in (api, own):
            self.assertEqual(check(channel), "NOT_SERVING")
            self.assertEqual(check(channel, "readiness"), "NOT_SERVING")
            self.assertEqual(check(channel, "reads"), "SERVING")
        articles = article_service_pb2_grpc.ArticleServiceStub(api)
        request = article_service_pb2.GetArticleRequest(name=article)
        self.assertEqual(articles.GetArticle(request, timeout=SECONDS).article.name, article)

    def test_answers_while_every_thread_is_taken(self):
        _, api, own = self.serve("--max-calls", "2")
        streams = [IngestStream(api).started() for _ in range(2)]
        self.assertEqual(check(api), "SERVING")
        self.assertEqual(check(own, "liveness"), "SERVING")
        for stream in streams:
            stream.close()

    def test_a_health_port_that_was_asked_for_must_be_free(self):
        _, _, _ = self.serve()
        with KhotinServer(self.folder / "other") as other:
            done = subprocess.run(
                [os.environ["KHOTIN_SERVER_BIN"], "--store", self.folder / "third", "--listen",
                 "127.0.0.1:0", "--metrics-listen", "", "--health-listen", other.address],
                check=False, capture_output=True, encoding="utf-8", timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"{other.address}: cannot serve health there", done.stderr)


if __name__ == "__main__":
    unittest.main()
