"""Articles like another one, or like a text, as clients and the shell meet them."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import grpc

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(ROOT / "tests" / "support"))

# pylint: disable=wrong-import-position
from khotin.v1 import (ingest_service_pb2, ingest_service_pb2_grpc, search_service_pb2,
                       search_service_pb2_grpc)
from khotin_server import KhotinServer

SECONDS = 30

FERRY = ("Bến phà Tân Hưng đóng cửa sau bốn mươi năm",
         "Sáng 7/6, chuyến phà cuối cùng rời bến Tân Hưng, khép lại bốn mươi năm đưa khách qua sông "
         "Cái Lớn.\n\nÔng Đỗ Văn Chài, trưởng bến phà, cho biết cầu Tân Hưng sẽ thay phà từ hôm nay.")
BRIDGE = ("Xe máy nối đuôi nhau qua cầu Tân Hưng",
          "Cầu Tân Hưng bắc qua sông Cái Lớn mở cho xe máy từ trưa 7/6, ngay khi bến phà đóng "
          "cửa.\n\nNhiều người nán lại chụp ảnh chiếc phà cũ neo ở bến Tân Hưng.")
TEA = ("Đồi chè Suối Mây vào vụ thu hoạch",
       "Người trồng chè Suối Mây hái lứa đầu trong sương sớm, giá cao hơn năm ngoái.\n\nXưởng chè "
       "của bà Lò Thị Mẩy sao ba tạ búp mỗi ngày.")


def document(number, source, article):
    made = ingest_service_pb2.IngestDocument(request_id=str(number))
    made.raw.input = f"tin-{number}"
    made.raw.url = f"https://{source}/tin-{number}"
    made.raw.format = ingest_service_pb2.DOCUMENT_FORMAT_JSON
    made.raw.content = json.dumps(
        {"title": article[0], "text": article[1]}, ensure_ascii=False).encode()
    return made


class SimilarTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="khotin-similar-")
        cls.server = KhotinServer(pathlib.Path(cls.folder.name) / "store")
        cls.server.start()
        cls.channel = grpc.insecure_channel(cls.server.address)
        cls.search = search_service_pb2_grpc.SearchServiceStub(cls.channel)
        ingestion = ingest_service_pb2_grpc.IngestServiceStub(cls.channel)
        request = ingest_service_pb2.IngestBatchRequest(documents=[
            document(0, "bao.example", FERRY),
            document(1, "bao.example", BRIDGE),
            document(2, "bao.example", TEA),
            document(3, "tin.example", FERRY),
        ])
        reply = ingestion.IngestBatch(request, timeout=SECONDS)
        cls.ferry, cls.bridge, cls.tea, cls.copy = [result.article for result in reply.results]

    @classmethod
    def tearDownClass(cls):
        cls.channel.close()
        cls.server.terminate()
        cls.folder.cleanup()

    def find(self, **fields):
        request = search_service_pb2.FindSimilarRequest(**fields)
        return self.search.FindSimilar(request, timeout=SECONDS)

    def names(self, **fields):
        return [result.article.name for result in self.find(**fields).results]

    def refusal(self, **fields):
        with self.assertRaises(grpc.RpcError) as caught:
            self.find(**fields)
        return caught.exception.code(), caught.exception.details()

    def test_the_other_article_on_the_event_comes_first(self):
        reply = self.find(article=self.bridge)
        self.assertIn(reply.results[0].article.name, (self.ferry, self.copy))
        self.assertEqual(reply.results[0].collapsed_count, 1)
        self.assertGreater(reply.results[0].score, 0.1)
        self.assertLess(reply.results[0].score, 1)
        self.assertIn("Tân Hưng", reply.results[0].shared_terms)
        self.assertGreater(reply.revision, 0)

    def test_neither_the_article_nor_its_copies_are_listed(self):
        names = self.names(article=self.ferry)
        self.assertEqual(names[0], self.bridge)
        self.assertNotIn(self.ferry, names)
        self.assertNotIn(self.copy, names)

    def test_copies_are_listed_on_request(self):
        names = self.names(article=self.ferry, include_duplicates=True)
        self.assertEqual(names[:2], [self.copy, self.bridge])

    def test_a_text_finds_articles_and_filters_narrow(self):
        text = "hai xa ben song cai lon co cau, ben pha tan hung dong cua"
        self.assertNotIn(self.tea, self.names(text=text)[:2])
        narrowed = self.names(
            text=text, filters=search_service_pb2.SearchFilters(sources=["tin.example"]))
        self.assertEqual(narrowed, [self.copy])

    def test_a_limit_is_kept(self):
        self.assertEqual(len(self.names(text=" ".join(FERRY + TEA), limit=1)), 1)

    def test_what_is_wrong_is_refused_by_name(self):
        code = grpc.StatusCode
        cases = [
            ({}, code.INVALID_ARGUMENT, "expected an article or a text"),
            ({"article": "stories/x"}, code.INVALID_ARGUMENT, "articles/"),
            ({"article": "articles/0000000000000000"}, code.NOT_FOUND, ""),
            ({"text": "phà", "limit": -1}, code.INVALID_ARGUMENT, "negative"),
            ({"text": "a" * ((1 << 20) + 1)}, code.INVALID_ARGUMENT, "1 MiB"),
            ({"text": "phà", "filters": search_service_pb2.SearchFilters(date="hôm qua")},
             code.INVALID_ARGUMENT, "date"),
        ]
        for fields, status, said in cases:
            with self.subTest(fields=str(fields)[:60]):
                found, details = self.refusal(**fields)
                self.assertEqual(found, status)
                self.assertIn(said, details)

    def test_a_text_of_unknown_words_finds_nothing(self):
        self.assertEqual(self.names(text="…"), [])
        self.assertEqual(self.names(text="xyzzy"), [])

    def run_cli(self, *arguments, text=None):
        return subprocess.run(
            [os.environ["KHOTIN_BIN"], "similar", *arguments, "--server", self.server.address],
            input=text, capture_output=True, text=True, timeout=SECONDS, check=False)

    def test_the_command_shows_what_is_shared(self):
        shown = self.run_cli(self.ferry)
        self.assertEqual(shown.returncode, 0, shown.stderr)
        self.assertIn(BRIDGE[0], shown.stdout)
        self.assertIn("Tân Hưng", shown.stdout)

    def test_the_command_takes_a_text_from_standard_input(self):
        shown = self.run_cli("--text", "-", "--json", text="phà Tân Hưng")
        self.assertEqual(shown.returncode, 0, shown.stderr)
        self.assertTrue(json.loads(shown.stdout)["results"])

    def test_the_command_needs_one_of_both(self):
        self.assertEqual(self.run_cli().returncode, 2)
        self.assertEqual(self.run_cli(self.ferry, "--text", "-", text="x").returncode, 2)


if __name__ == "__main__":
    unittest.main()
