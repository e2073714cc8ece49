"""SIGTERM: calls that are in flight end as if nothing had happened."""

import concurrent.futures
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

import grpc

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
from khotin.v1 import (admin_service_pb2, admin_service_pb2_grpc, ingest_service_pb2,
                       ingest_service_pb2_grpc)
from ingest_stream import IngestStream, batch
from khotin_server import KhotinServer, free_port
from monitoring import call_metric, metrics, own_channel, wait_until, watch

SECONDS = 120
NEW = ingest_service_pb2.VERDICT_NEW
CALLS, DOCUMENTS, WORDS = 3, 200, 300


class DrainTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-drain-")
        self.addCleanup(folder.cleanup)
        self.store = pathlib.Path(folder.name) / "store"
        self.metrics = f"127.0.0.1:{free_port()}"

    def serve(self, *arguments):
        server = KhotinServer(self.store, ("--metrics-listen", self.metrics, *arguments))
        server.start()
        self.addCleanup(server.terminate)
        channel = own_channel(server.address)
        self.addCleanup(channel.close)
        return server, channel

    def begun(self, method):
        return metrics(self.metrics).get(call_metric("grpc_server_started_total", method), 0)

    def test_no_call_in_flight_is_lost(self):
        server, channel = self.serve("--drain-seconds", "600", "--grace-seconds", "600")
        ingestion = ingest_service_pb2_grpc.IngestServiceStub(channel)
        admin = admin_service_pb2_grpc.AdminServiceStub(channel)
        readiness = watch(own_channel(server.address), "readiness")
        self.assertEqual(next(readiness), "SERVING")
        stream = IngestStream(channel).started()
        with concurrent.futures.ThreadPoolExecutor(CALLS) as pool:
            sent = [pool.submit(ingestion.IngestBatch, batch(i * DOCUMENTS, DOCUMENTS, WORDS), timeout=SECONDS)
                    for i in range(CALLS)]
            wait_until(lambda: self.begun("IngestService/IngestBatch") == CALLS, "the calls")
            stream.send(9001)
            stream.until("results")
            server.process.send_signal(signal.SIGTERM)
            self.assertEqual(next(readiness), "NOT_SERVING")
            # The drain period: calls are taken as before.
            admin.GetStatus(admin_service_pb2.GetStatusRequest(), timeout=SECONDS)
            stream.send(9002)
            self.assertEqual(stream.until("results").results.results[0].verdict, NEW)
            last = pool.submit(ingestion.IngestBatch, batch(8000, DOCUMENTS, WORDS), timeout=SECONDS)
            wait_until(lambda: self.begun("IngestService/IngestBatch") > CALLS, "the last call")
            server.process.send_signal(signal.SIGTERM)  # ends it, and the grace period begins
            stream.until("shutting_down")
            stream.send(9003)
            refused = stream.until("results").results.results[0]
            self.assertEqual(refused.error.code, grpc.StatusCode.UNAVAILABLE.value[0])
            stream.close()
            self.assertEqual(list(stream.replies), [])
            self.assertEqual(stream.replies.code(), grpc.StatusCode.OK)
            for call in (*sent, last):
                self.assertTrue(all(result.verdict == NEW for result in call.result().results))
        self.assertEqual(server.process.wait(SECONDS), 0)
        server, channel = self.serve()
        admin = admin_service_pb2_grpc.AdminServiceStub(channel)
        status = admin.GetStatus(admin_service_pb2.GetStatusRequest(), timeout=SECONDS)
        self.assertEqual(status.article_count, (CALLS + 1) * DOCUMENTS + 2)

    def test_the_grace_period_ends_what_does_not_end(self):
        server, channel = self.serve("--grace-seconds", "0")
        stream = IngestStream(channel).started()
        server.process.send_signal(signal.SIGTERM)
        with self.assertRaises(grpc.RpcError):
            list(stream.replies)
        self.assertEqual(server.process.wait(SECONDS), 0)

    def test_a_stop_before_it_serves(self):
        """The signal is there from the program's first moment on."""
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
        try:
            process = subprocess.Popen(
                [os.environ["KHOTIN_SERVER_BIN"], "--store", str(self.store), "--listen",
                 "127.0.0.1:0", "--health-listen", "", "--metrics-listen", "", "--drain-seconds",
                 "600"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        self.addCleanup(process.kill)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=SECONDS)
        self.assertEqual(process.returncode, 0, said)
        self.assertNotIn(b"listening on", said)


if __name__ == "__main__":
    unittest.main()
