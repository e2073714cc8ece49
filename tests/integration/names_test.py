"""Name lists of a user's own: a body that no list knows is found, linked and resolved."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import grpc

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
from khotin.v1 import (admin_service_pb2, admin_service_pb2_grpc, entity_service_pb2,
                       entity_service_pb2_grpc, ingest_service_pb2, ingest_service_pb2_grpc)
from khotin_server import KhotinServer
from prose import prose

SECONDS = 60
ROWS = "# ours\nBộ Hải dương\tORGANIZATION\tBHD\tBộ HD\nVinamilk\tNOT_NAME\n"
LINE = "Sáng nay BHD đề nghị Bộ Hải dương gửi thư đến Vinamilk."


def document(number, text):
    made = ingest_service_pb2.IngestDocument(request_id=str(number))
    made.raw.input = f"tin-{number}.json"
    made.raw.format = ingest_service_pb2.DOCUMENT_FORMAT_JSON
    made.raw.content = json.dumps(
        {"url": f"https://bao.example/tin-{number}", "title": f"Tin biển số {number}",
         "text": text + "\n\n" + prose(number)}, ensure_ascii=False).encode()
    return made


def run(program, *arguments, stdin=None, env=None):
    done = subprocess.run([os.environ[program], *arguments], input=stdin, capture_output=True,
                          text=True, encoding="utf-8", timeout=SECONDS, check=False,
                          env={**os.environ, **(env or {})})
    return done.returncode, done.stdout, done.stderr


class NamesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-names-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.names = self.folder / "ours.tsv"
        self.names.write_text(ROWS, encoding="utf-8")

    def mentions(self, *arguments, env=None):
        code, out, err = run("KHOTIN_BIN", "annotate", *arguments, stdin=LINE + "\n", env=env)
        self.assertEqual(code, 0, err)
        return [(m["type"], m["text"]) for m in json.loads(out)["mentions"]]

    def test_annotate(self):
        found = [("ORGANIZATION", "BHD"), ("ORGANIZATION", "Bộ Hải dương")]
        self.assertEqual(self.mentions("--names", str(self.names)), found)
        self.assertEqual(self.mentions(env={"KHOTIN_NAMES": str(self.names)}), found)
        self.assertIn(("ORGANIZATION", "Vinamilk"), self.mentions())

    def test_a_bad_row_keeps_every_program_from_starting(self):
        self.names.write_text(ROWS + "Bộ Mây\tMINISTRY\n", encoding="utf-8")
        text = self.folder / "tin.txt"
        text.write_text(LINE, encoding="utf-8")
        for program, arguments in (
                ("KHOTIN_BIN", ("annotate", "--input", str(text))),
                ("KHOTIN_INGEST", ("--dry-run", str(text))),
                ("KHOTIN_SERVER_BIN", ("--store", str(self.folder / "store"), "--listen",
                                       "127.0.0.1:0"))):
            code, out, err = run(program, *arguments, "--names", str(self.names))
            self.assertNotEqual(code, 0, program)
            self.assertEqual(out, "", program)
            self.assertIn(f"{self.names}: line 4: unknown type 'MINISTRY'", err)

    def test_server_resolves_name_and_abbreviation(self):
        with KhotinServer(self.folder / "store", ("--names", str(self.names))) as server:
            with grpc.insecure_channel(server.address) as channel:
                self.ingest(channel, [document(0, "Bộ Hải dương họp tại Huế."),
                                      document(1, "Ông Lê Văn Kha nói BHD đã rõ.")])
                for query in ("Bộ Hải dương", "bo hai duong", "BHD", "Bộ HD"):
                    self.check(channel, query)

    def test_ingest_through_a_server(self):
        text = self.folder / "tin.txt"
        text.write_text("Tin biển\n\nBộ Hải dương họp tại Huế.\n\nSau đó BHD ra về.\n\n"
                        + prose(3), encoding="utf-8")
        with KhotinServer(self.folder / "store", ("--names", str(self.names))) as server:
            code, _, err = run("KHOTIN_INGEST", "--server", server.address, "--names",
                               str(self.names), str(text))
            self.assertEqual(code, 0, err)
            with grpc.insecure_channel(server.address) as channel:
                self.check(channel, "BHD", articles=1)

    def test_new_rows_reach_old_articles(self):
        """The version changes with the rows, so that a reanalysis sees what is stale."""
        store = self.folder / "store"
        with KhotinServer(store) as server, grpc.insecure_channel(server.address) as channel:
            self.ingest(channel, [document(0, "Bộ Hải dương họp tại Huế."),
                                  document(1, "Ông Lê Văn Kha nói BHD đã rõ.")])
        with KhotinServer(store, ("--names", str(self.names))) as server:
            code, out, err = run("KHOTIN_BIN", "reanalyze", "--server", server.address)
            self.assertEqual(code, 0, out + err)
            with grpc.insecure_channel(server.address) as channel:
                status = admin_service_pb2_grpc.AdminServiceStub(channel).GetStatus(
                    admin_service_pb2.GetStatusRequest(), timeout=SECONDS)
                self.assertIn("names-", status.analyzer_version)
                self.check(channel, "BHD")

    def ingest(self, channel, documents):
        results = ingest_service_pb2_grpc.IngestServiceStub(channel).IngestBatch(
            ingest_service_pb2.IngestBatchRequest(documents=documents), timeout=SECONDS).results
        for result in results:
            self.assertTrue(result.article, result)

    def check(self, channel, query, articles=2):
        found = entity_service_pb2_grpc.EntityServiceStub(channel).SearchEntities(
            entity_service_pb2.SearchEntitiesRequest(query=query), timeout=SECONDS)
        self.assertTrue(found.matches, query)
        entity = found.matches[0].entity
        self.assertEqual(entity.name, "entities/organization/bo-hai-duong", query)
        self.assertEqual(entity.display_name, "Bộ Hải dương")
        self.assertEqual(entity.article_count, articles, query)
        self.assertIn("BHD", entity.aliases)


if __name__ == "__main__":
    unittest.main()
