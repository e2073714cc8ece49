"""A server with articles about floods, and what searches of them find."""

import json
import pathlib
import tempfile
import unittest

import grpc

from khotin.v1 import (ingest_service_pb2, ingest_service_pb2_grpc, search_service_pb2,
                       search_service_pb2_grpc)
from khotin_server import KhotinServer
from prose import prose

SECONDS = 60
Request = search_service_pb2.SearchRequest
Filters = search_service_pb2.SearchFilters

SECTIONS = ("Thời sự", "Kinh tế")
AUTHORS = ("Hoàng Sơn", "Mai Hà", None)
DAYS = ("2023-08-01", "2023-08-02", "2023-08-31", "2023-09-01", None)
PEOPLE = ("Nguyễn Thành Long", "Nguyễn Thanh Long", "Trần Hữu Đạt")


def document(number, **changes):
    """Article `number`, a flood at the number's place, each of another text."""
    fields = {
        "url": f"https://bao{number % 2}.example/tin-{number}",
        "title": f"Lũ về bản làng số {number}",
        "text": f"Ông {PEOPLE[number % 3]} nói nước lũ lên nhanh trong đêm ở bản số {number}.\n\n"
                + prose(number) + "\n\n" + "Nước lũ rút chậm. " * (number % 4),
        "section": SECTIONS[number % 2],
        "language": "vi" if number % 7 else "lo",
    }
    if AUTHORS[number % 3]:
        fields["author"] = AUTHORS[number % 3]
    if DAYS[number % 5]:
        fields["published"] = f"{DAYS[number % 5]}T08:{number % 60:02}:00+07:00"
    fields.update(changes)
    made = ingest_service_pb2.IngestDocument(request_id=str(number))
    made.raw.input = f"tin-{number}.json"
    made.raw.format = ingest_service_pb2.DOCUMENT_FORMAT_JSON
    made.raw.content = json.dumps(fields, ensure_ascii=False).encode()
    return made


class SearchTestCase(unittest.TestCase):
    NUMBERS = range(60)

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="khotin-search-")
        cls.addClassCleanup(folder.cleanup)
        cls.server = KhotinServer(pathlib.Path(folder.name) / "store",
                                  ("--flush-documents", "16", *cls.server_arguments(folder.name)))
        cls.server.start()
        cls.addClassCleanup(cls.server.terminate)
        cls.channel = grpc.insecure_channel(cls.server.address)
        cls.addClassCleanup(cls.channel.close)
        cls.searches = search_service_pb2_grpc.SearchServiceStub(cls.channel)
        cls.ingestion = ingest_service_pb2_grpc.IngestServiceStub(cls.channel)
        cls.names = cls.ingest(document(number) for number in cls.NUMBERS)

    @classmethod
    def server_arguments(cls, _):
        return ()

    @classmethod
    def ingest(cls, documents):
        request = ingest_service_pb2.IngestBatchRequest(documents=documents)
        results = cls.ingestion.IngestBatch(request, timeout=SECONDS).results
        assert all(result.article for result in results), results
        return [result.article for result in results]

    def search(self, query="", **fields):
        return self.searches.Search(Request(query=query, **fields), timeout=SECONDS)

    def found(self, query="", **fields):
        """Numbers of the articles found, on one page."""
        reply = self.search(query, page_size=1000, include_duplicates=True, **fields)
        self.assertEqual(reply.next_page_token, "")
        return {self.names.index(result.article.name) for result in reply.results}

    def numbers(self, meets):
        return {number for number in self.NUMBERS if meets(number)}

    def refused(self, request, field):
        with self.assertRaises(grpc.RpcError) as caught:
            self.searches.Search(request, timeout=SECONDS)
        self.assertEqual(caught.exception.code(), grpc.StatusCode.INVALID_ARGUMENT)
        details = dict(caught.exception.trailing_metadata())["grpc-status-details-bin"]
        self.assertIn(field.encode(), details)
        return caught.exception.details()
