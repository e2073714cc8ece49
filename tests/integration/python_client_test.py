"""Runs examples/python against a real server."""

import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "support"), str(ROOT / "examples" / "python")]

# pylint: disable=wrong-import-position
import grpc
import sample_articles
from khotin_example import KhotinClient, highlighted
from khotin.v1 import ingest_service_pb2 as ingest
from khotin_server import KhotinServer


class PythonClientTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-python-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.server = KhotinServer(self.folder / "store")
        self.server.start()
        self.addCleanup(self.server.terminate)
        self.client = KhotinClient(self.server.address)
        self.addCleanup(self.client.__exit__)

    def ingest_all(self):
        documents = [(name, url, text.encode("utf-8")) for name, url, text in sample_articles.ALL]
        return self.client.ingest(documents)

    def test_ingest_tells_new_from_unchanged_and_refused(self):
        first = self.ingest_all()
        self.assertEqual([r.verdict for r in first], [ingest.VERDICT_NEW] * 3)
        again = self.ingest_all()
        self.assertEqual([r.verdict for r in again], [ingest.VERDICT_UNCHANGED] * 3)
        self.assertEqual([r.article for r in again], [r.article for r in first])
        (refused,) = self.client.ingest([("broken.txt", "", b"\xc3\x28 broken")])
        self.assertEqual(refused.verdict, ingest.VERDICT_REFUSED)
        self.assertIn("broken.txt", refused.error.message)

    def test_get_returns_the_article(self):
        name = self.ingest_all()[0].article
        article = self.client.get(name)
        self.assertEqual(article.title, "Năm sĩ quan Công an lên đường gìn giữ hòa bình")
        self.assertEqual(article.url, "https://bao.example/gin-giu")
        self.assertTrue(article.body)
        with self.assertRaises(grpc.RpcError) as caught:
            self.client.get("articles/nosuch")
        self.assertEqual(caught.exception.code(), grpc.StatusCode.NOT_FOUND)

    def test_search_pages_through_all_results(self):
        self.ingest_all()
        whole = [result.article.name for result in self.client.search("hoa binh")]
        paged = [result.article.name for result in self.client.search("hoa binh", page_size=1)]
        self.assertEqual(len(whole), 2)
        self.assertEqual(paged, whole)
        (best,) = self.client.search("gin giu hoa binh")
        self.assertIn("«gìn giữ hòa bình»", highlighted(best.snippet))

    def test_entity_resolves_a_name_without_diacritics(self):
        results = self.ingest_all()
        entity = self.client.resolve("to lam")
        self.assertEqual(entity.name, "entities/person/to-lam")
        self.assertEqual(entity.display_name, "Tô Lâm")
        articles = {a.name for a in self.client.entity_articles(entity.name, page_size=1)}
        self.assertEqual(articles, {results[0].article, results[2].article})
        self.assertIsNone(self.client.resolve("khong co ai ten nhu the"))

    def test_calls_are_tried_again_until_the_server_is_back(self):
        name = self.ingest_all()[0].article
        self.assertEqual(self.server.terminate(), 0)
        port = int(self.server.address.rsplit(":", 1)[1])
        impatient = KhotinClient(self.server.address, timeout=5, attempts=1)
        self.addCleanup(impatient.__exit__)
        with self.assertRaises(grpc.RpcError) as caught:
            impatient.get(name)
        self.assertEqual(caught.exception.code(), grpc.StatusCode.UNAVAILABLE)
        again = KhotinServer(self.server.store, port=port)
        self.addCleanup(again.terminate)
        starting = threading.Timer(0.5, again.start)
        starting.start()
        self.addCleanup(starting.join)
        with KhotinClient(self.server.address, attempts=9) as client:
            self.assertEqual(client.get(name).name, name)

    def test_command_line(self):
        self.ingest_all()
        script = ROOT / "examples" / "python" / "khotin_example.py"
        env = {**os.environ, "KHOTIN_SERVER": self.server.address}
        done = subprocess.run([sys.executable, str(script), "entity", "to", "lam"], env=env,
                              capture_output=True, text=True, check=True)
        self.assertIn("Tô Lâm  entities/person/to-lam", done.stdout)
        self.assertIn("Lễ khai giảng ở ngôi trường bên sông", done.stdout)


if __name__ == "__main__":
    unittest.main()
