"""Names that begin very many others: who is found, in which order, and how it pages."""

import json
import os
import pathlib
import sys
import tempfile
import unittest

import grpc

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
from khotin.v1 import (article_pb2, entity_service_pb2 as api, entity_service_pb2_grpc,
                       ingest_service_pb2, ingest_service_pb2_grpc)
from khotin_server import KhotinServer

SECONDS = 30
SYLLABLES = "An Bông Cát Dừa Gạo Hến Khế Lau Mía Nghêu Ổi Phèn Quao Rươi Sung Tràm Vẹt Xoài".split()
# More than are looked at one by one.
PLACES = [f"Cồn Sậy {a} {b}" for a in SYLLABLES for b in SYLLABLES]
OFTEN = PLACES[200:203]


def document(number, places):
    text = "\n\n".join(
        f"Đoàn khảo sát số {number} ghé {place} vào một buổi sáng nhiều gió, đo độ mặn và độ sâu của "
        f"rạch rồi ghi vào sổ lần thứ {i}." for i, place in enumerate(places))
    made = ingest_service_pb2.IngestDocument(request_id=str(number))
    made.raw.input = f"chuyen-{number}.json"
    made.raw.format = ingest_service_pb2.DOCUMENT_FORMAT_JSON
    made.raw.content = json.dumps(
        {"url": f"https://bao.example/chuyen-{number}", "title": f"Chuyến khảo sát {number}",
         "text": text}, ensure_ascii=False).encode()
    return made


class EntitySearchTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="khotin-entity-search-")
        names = pathlib.Path(cls.folder.name) / "names.tsv"
        names.write_text("".join(f"{place}\tLOCATION\n" for place in PLACES), encoding="utf-8")
        cls.server = KhotinServer(pathlib.Path(cls.folder.name) / "store", ["--names", str(names)])
        cls.server.start()
        cls.channel = grpc.insecure_channel(cls.server.address)
        cls.entities = entity_service_pb2_grpc.EntityServiceStub(cls.channel)
        ingestion = ingest_service_pb2_grpc.IngestServiceStub(cls.channel)
        trips = [document(n, PLACES[n * 81:(n + 1) * 81]) for n in range(4)]
        trips += [document(10 + n, OFTEN[n:]) for n in range(3)]
        reply = ingestion.IngestBatch(ingest_service_pb2.IngestBatchRequest(documents=trips),
                                      timeout=SECONDS)
        assert all(result.article for result in reply.results), reply

    @classmethod
    def tearDownClass(cls):
        cls.channel.close()
        cls.server.terminate()
        cls.folder.cleanup()

    def find(self, query, **fields):
        return self.entities.SearchEntities(api.SearchEntitiesRequest(query=query, **fields),
                                            timeout=SECONDS)

    def names(self, reply):
        return [match.entity.display_name for match in reply.matches]

    def test_of_very_many_the_most_frequent_come_first(self):
        for query in ("con say", "Cồn Sậ", "c"):
            reply = self.find(query, page_size=3)
            self.assertEqual(self.names(reply), OFTEN[::-1], query)
            self.assertEqual({match.match for match in reply.matches}, {api.NAME_MATCH_PREFIX})

    def test_their_pages_have_each_once(self):
        found = self.find("con say", page_size=20)
        names = self.names(found)
        while found.next_page_token:
            found = self.find("con say", page_size=20, page_token=found.next_page_token)
            names += self.names(found)
        self.assertEqual(len(names), 50)
        self.assertEqual(len(set(names)), 50)

    def test_of_few_all_are_found(self):
        reply = self.find("con say tram")
        self.assertCountEqual(self.names(reply), [p for p in PLACES if p.startswith("Cồn Sậy Tràm")])

    def test_a_whole_name_comes_before_longer_ones(self):
        self.assertEqual(self.names(self.find("cồn sậy an bông", page_size=1)), ["Cồn Sậy An Bông"])

    def test_a_type_leaves_the_others_out(self):
        reply = self.find("con say", type=article_pb2.ENTITY_TYPE_PERSON)
        self.assertEqual(self.names(reply), [])
        reply = self.find("con say", type=article_pb2.ENTITY_TYPE_LOCATION, page_size=1)
        self.assertEqual(self.names(reply), OFTEN[-1:])


if __name__ == "__main__":
    unittest.main()
