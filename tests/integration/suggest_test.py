"""Suggestions as a client meets them: what goes on from a text that is being typed."""

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
from khotin.v1 import (article_service_pb2, article_service_pb2_grpc, ingest_service_pb2,
                       ingest_service_pb2_grpc, search_service_pb2, search_service_pb2_grpc)
from khotin_server import KhotinServer
from prose import prose

SECONDS = 60
Request = search_service_pb2.SuggestRequest
ENTITY = search_service_pb2.SUGGESTION_KIND_ENTITY
PHRASE = search_service_pb2.SUGGESTION_KIND_PHRASE
TITLE = search_service_pb2.SUGGESTION_KIND_TITLE

ARTICLES = (
    ("Đập thủy điện xả lũ ở bản làng",
     "Ông Trần Hữu Đạt nói đập thủy điện xả lũ trong đêm. Ông Trần Hữu Đạt ở lại bản làng."),
    ("Nông dân thu hoạch lúa sớm",
     "Ông Trần Hữu Đạt cho biết nông dân thu hoạch lúa từ sáng. Thủy điện đã ngừng xả."),
    ("Nhà máy thủy điện sửa tuốc bin",
     "Bà Lê Thị Khuê nói nhà máy thủy điện dừng ba ngày. Nông dân chờ nước."),
    ("Nông dân chờ mưa",
     "Bà Lê Thị Khuê và nông dân chờ mưa đã hai tháng. Thủy điện thiếu nước, thủy điện dừng."),
)


def document(number):
    title, text = ARTICLES[number]
    made = ingest_service_pb2.IngestDocument(request_id=str(number))
    made.raw.input = f"tin-{number}.json"
    made.raw.format = ingest_service_pb2.DOCUMENT_FORMAT_JSON
    made.raw.content = json.dumps(
        {"url": f"https://bao.example/tin-{number}", "title": title,
         "text": text + "\n\n" + prose(number)}, ensure_ascii=False).encode()
    return made


class SuggestTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="khotin-suggest-")
        cls.addClassCleanup(folder.cleanup)
        cls.server = KhotinServer(pathlib.Path(folder.name) / "store", ("--flush-documents", "2"))
        cls.server.start()
        cls.addClassCleanup(cls.server.terminate)
        cls.channel = grpc.insecure_channel(cls.server.address)
        cls.addClassCleanup(cls.channel.close)
        cls.searches = search_service_pb2_grpc.SearchServiceStub(cls.channel)
        ingestion = ingest_service_pb2_grpc.IngestServiceStub(cls.channel)
        cls.names = []
        for number in range(len(ARTICLES)):
            request = ingest_service_pb2.IngestBatchRequest(documents=[document(number)])
            results = ingestion.IngestBatch(request, timeout=SECONDS).results
            cls.names += [result.article for result in results]

    def suggest(self, text, **fields):
        request = Request(text=text, **fields)
        return self.searches.Suggest(request, timeout=SECONDS).suggestions

    def texts(self, text, **fields):
        return [suggestion.text for suggestion in self.suggest(text, **fields)]

    def test_names_are_found_without_diacritics_at_every_letter(self):
        for typed in ("t", "tr", "tran h", "trần hữu", "TRAN HUU DAT"):
            found = {s.text: s for s in self.suggest(typed)}
            self.assertIn("Trần Hữu Đạt", found, typed)
            entity = found["Trần Hữu Đạt"]
            self.assertEqual(entity.kind, ENTITY)
            self.assertEqual(entity.name, "entities/person/tran-huu-dat")
            self.assertEqual(entity.article_count, 2)
            self.assertFalse(entity.corrected)

    def test_matches_are_what_was_typed(self):
        entity = self.suggest("tran h", kinds=[ENTITY])[0]
        parts = [entity.text.encode()[m.begin:m.end].decode() for m in entity.matches]
        self.assertEqual(parts, ["Trần H"])

    def test_phrases_count_their_articles(self):
        found = {s.text: s for s in self.suggest("thuy d", kinds=[PHRASE])}
        self.assertEqual(found["thủy điện"].article_count, 3)
        self.assertEqual(self.texts("nong d", kinds=[PHRASE])[0], "nông dân")

    def test_titles_hold_every_word(self):
        title = self.suggest("mưa nông", kinds=[TITLE])[0]
        self.assertEqual(title.text, "Nông dân chờ mưa")
        self.assertEqual(title.name, self.names[3])
        self.assertEqual(self.texts("thu hoach xa", kinds=[TITLE]), [])

    def test_a_space_completes_the_last_word(self):
        self.assertIn("thủy điện", self.texts("thuy "))
        self.assertTrue(all(s.corrected for s in self.suggest("thu ", kinds=[PHRASE])))

    def test_a_typing_error_is_forgiven(self):
        for typed in ("nogn dan", "nongg dan", "tran hxu"):
            found = self.suggest(typed)
            self.assertTrue(found, typed)
            self.assertTrue(all(s.corrected for s in found), typed)
        self.assertIn("nông dân", self.texts("nogn dan"))
        self.assertIn("Trần Hữu Đạt", self.texts("tran hxu"))

    def test_no_text_comes_twice(self):
        for typed in ("t", "n", "nong", "tran huu dat"):
            texts = [text.lower() for text in self.texts(typed, limit=100)]
            self.assertEqual(len(texts), len(set(texts)), texts)

    def test_limits(self):
        self.assertEqual(len(self.texts("n", limit=1)), 1)
        self.assertEqual(self.texts(""), [])
        self.assertEqual(self.texts(" …?"), [])
        for request in (Request(text="a" * 257), Request(text="a", limit=-1),
                        Request(text="a", kinds=[9]), Request(text="a", kinds=[0])):
            with self.assertRaises(grpc.RpcError) as caught:
                self.searches.Suggest(request, timeout=SECONDS)
            self.assertEqual(caught.exception.code(), grpc.StatusCode.INVALID_ARGUMENT)

    def test_the_command_line(self):
        run = subprocess.run(
            [os.environ["KHOTIN_BIN"], "suggest", "tran h", "--kind", "entity", "--json",
             "--server", self.server.address],
            capture_output=True, check=True, text=True, timeout=SECONDS)
        self.assertEqual(json.loads(run.stdout)["suggestions"][0]["text"], "Trần Hữu Đạt")


if __name__ == "__main__":
    unittest.main()
