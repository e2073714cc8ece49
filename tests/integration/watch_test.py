"""Watching as a client meets it: changes as they happen, and articles that saved queries match."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest

import grpc

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
from khotin.v1 import (article_service_pb2, article_service_pb2_grpc, ingest_service_pb2,
                       ingest_service_pb2_grpc, search_service_pb2, search_service_pb2_grpc,
                       watch_service_pb2, watch_service_pb2_grpc)
from khotin_server import KhotinServer
from prose import prose

SECONDS = 60
ADDED = watch_service_pb2.WATCH_EVENT_KIND_ADDED
UPDATED = watch_service_pb2.WATCH_EVENT_KIND_UPDATED
DELETED = watch_service_pb2.WATCH_EVENT_KIND_DELETED
Request = watch_service_pb2.WatchRequest
SavedQuery = watch_service_pb2.SavedQuery


def document(host, number, title, text):
    made = ingest_service_pb2.IngestDocument(request_id="1")
    made.raw.input = f"{host}-{number}.json"
    made.raw.format = ingest_service_pb2.DOCUMENT_FORMAT_JSON
    made.raw.content = json.dumps(
        {"url": f"https://{host}/tin-{number}", "title": title,
         "text": text + "\n\n" + prose(number)}, ensure_ascii=False).encode()
    return made


class WatchFixture(unittest.TestCase):
    arguments = ()

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-watch-")
        self.addCleanup(folder.cleanup)
        self.server = KhotinServer(pathlib.Path(folder.name) / "store", self.arguments)
        self.server.start()
        self.addCleanup(self.server.terminate)
        channel = grpc.insecure_channel(self.server.address)
        self.addCleanup(channel.close)
        self.watches = watch_service_pb2_grpc.WatchServiceStub(channel)
        self.articles = article_service_pb2_grpc.ArticleServiceStub(channel)
        self.searches = search_service_pb2_grpc.SearchServiceStub(channel)
        self.ingestion = ingest_service_pb2_grpc.IngestServiceStub(channel)

    def ingest(self, *documents):
        request = ingest_service_pb2.IngestBatchRequest(documents=documents)
        reply = self.ingestion.IngestBatch(request, timeout=SECONDS)
        return [result.article for result in reply.results]

    def until(self, revision, **fields):
        """All events up to a revision, of a call of its own."""
        call = self.watches.Watch(Request(**fields), timeout=SECONDS)
        events = []
        for response in call:
            events += response.events
            if response.revision >= revision:
                break
        call.cancel()
        return events

    def revision(self):
        request = article_service_pb2.ListArticlesRequest(page_size=1)
        return self.articles.ListArticles(request, timeout=SECONDS).revision

    def save(self, query, **fields):
        request = watch_service_pb2.CreateSavedQueryRequest(
            saved_query=SavedQuery(query=query), **fields)
        return self.watches.CreateSavedQuery(request, timeout=SECONDS).saved_query

    def assert_refused(self, code, text, method, request):
        with self.assertRaises(grpc.RpcError) as raised:
            reply = method(request, timeout=SECONDS)
            for _ in reply if hasattr(reply, "cancel") else ():
                pass
        self.assertEqual(raised.exception.code(), code, raised.exception.details())
        self.assertIn(text, raised.exception.details())


class WatchTest(WatchFixture):
    def test_every_change_is_told_in_order_and_a_broken_stream_goes_on(self):
        first, = self.ingest(document("bao.example", 1, "Lũ lớn ở bản làng", "Mưa lớn suốt đêm."))
        self.ingest(document("bao.example", 2, "Giá gạo tăng", "Nông dân được mùa."))
        self.articles.DeleteArticle(
            article_service_pb2.DeleteArticleRequest(name=first), timeout=SECONDS)
        events = self.until(self.revision(), after_revision=0)
        self.assertEqual([event.kind for event in events], [ADDED, DELETED],
                         "an article that is gone again is only told of as deleted")
        self.assertEqual(events[0].article.title, "Giá gạo tăng")
        self.assertEqual(events[1].article.name, first)
        self.assertLess(events[0].revision, events[1].revision)
        rest = self.until(self.revision(), after_revision=events[0].revision)
        self.assertEqual([event.kind for event in rest], [DELETED])

    def test_another_version_is_an_update(self):
        name, = self.ingest(document("bao.example", 1, "Lũ lớn ở bản làng", "Mưa lớn suốt đêm."))
        seen = self.revision()
        self.ingest(document("bao.example", 1, "Lũ rút ở bản làng", "Trời đã tạnh từ sáng sớm."))
        events = self.until(self.revision(), after_revision=seen)
        self.assertEqual([(event.kind, event.article.name) for event in events],
                         [(UPDATED, name)])

    def test_what_comes_is_told_at_once(self):
        call = self.watches.Watch(Request(query="lũ"), timeout=SECONDS)
        self.assertEqual(next(call).revision, 0, "the first message says where it begins")
        self.ingest(document("bao.example", 2, "Giá gạo tăng", "Nông dân được mùa."))
        self.ingest(document("bao.example", 1, "Lũ lớn ở bản làng", "Mưa lớn suốt đêm."))
        response = next(call)
        self.assertEqual([event.article.title for event in response.events],
                         ["Lũ lớn ở bản làng"])
        match, = response.events[0].matches
        self.assertEqual(match.saved_query, "")
        self.assertEqual(match.highlights[0].begin, 0)
        self.assertTrue(match.snippet.text)
        call.cancel()

    def test_a_query_tells_of_what_a_search_finds(self):
        for number in range(12):
            word = ("lũ", "gạo", "bão", "sét")[number % 4]
            self.ingest(document("bao.example", number, f"Tin {word} số {number}",
                                 f"Hôm nay có tin về {word} ở bản làng."))
        for query in ("lu", "\"tin bão\"", "sét OR gạo", "tin -lũ", "title:sét", "ba*"):
            found = self.searches.Search(search_service_pb2.SearchRequest(
                query=query, include_duplicates=True, page_size=100), timeout=SECONDS)
            told = self.until(self.revision(), after_revision=0, query=query,
                              include_duplicates=True)
            self.assertEqual({event.article.name for event in told},
                             {result.article.name for result in found.results}, query)
            self.assertTrue(told, query)

    def test_copies_are_told_of_once_unless_asked_for(self):
        self.ingest(document("bao.example", 1, "Lũ lớn ở bản làng", "Mưa lớn suốt đêm."))
        self.ingest(document("tin.example", 1, "Lũ lớn ở bản làng", "Mưa lớn suốt đêm."))
        now = self.revision()
        self.assertEqual(len(self.until(now, after_revision=0, query="lũ")), 1)
        self.assertEqual(
            len(self.until(now, after_revision=0, query="lũ", include_duplicates=True)), 2)
        self.assertEqual(len(self.until(now, after_revision=0)), 2, "no query, no choice")

    def test_saved_queries_are_named_by_what_they_match(self):
        flood = self.save("lũ OR bão", saved_query_id="thien-tai")
        rice = self.save("giá gạo")
        self.assertEqual(rice.name, "savedQueries/gia-gao")
        self.assertEqual(self.save("gia gao").name, "savedQueries/gia-gao-2")
        self.ingest(document("bao.example", 1, "Lũ làm giá gạo tăng", "Mưa lớn suốt đêm."))
        self.ingest(document("bao.example", 2, "Trời nắng", "Hôm nay đẹp trời."))
        now = self.revision()
        event, = self.until(now, after_revision=0, saved_queries=["savedQueries/-"])
        self.assertEqual([match.saved_query for match in event.matches],
                         ["savedQueries/gia-gao", "savedQueries/gia-gao-2", flood.name])
        event, = self.until(now, after_revision=0, saved_queries=[flood.name], query="lũ")
        self.assertEqual([match.saved_query for match in event.matches], ["", flood.name])

    def test_an_open_stream_follows_changes_of_saved_queries(self):
        call = self.watches.Watch(Request(saved_queries=["savedQueries/-"]), timeout=SECONDS)
        next(call)
        saved = self.save("lũ")
        self.ingest(document("bao.example", 1, "Lũ lớn ở bản làng", "Mưa lớn suốt đêm."))
        self.assertEqual(next(call).events[0].matches[0].saved_query, saved.name)
        self.watches.UpdateSavedQuery(watch_service_pb2.UpdateSavedQueryRequest(
            saved_query=SavedQuery(name=saved.name, query="gạo")), timeout=SECONDS)
        self.ingest(document("bao.example", 3, "Lũ nữa ở bản làng", "Lại mưa suốt đêm."))
        self.ingest(document("bao.example", 2, "Giá gạo tăng", "Nông dân được mùa."))
        self.assertEqual(next(call).events[0].article.title, "Giá gạo tăng")
        call.cancel()

    def test_filters_by_entity_know_names_that_come_later(self):
        request = watch_service_pb2.CreateSavedQueryRequest(saved_query=SavedQuery())
        request.saved_query.filters.entities.append("tran huu dat")
        saved = self.watches.CreateSavedQuery(request, timeout=SECONDS).saved_query
        self.ingest(document("bao.example", 1, "Xả lũ", "Ông Trần Hữu Đạt nói thủy điện xả lũ."))
        event, = self.until(self.revision(), after_revision=0, saved_queries=[saved.name])
        self.assertEqual(event.article.title, "Xả lũ")

    def test_saved_queries_are_listed_page_by_page_and_deleted(self):
        for query in ("bão", "lũ", "sét"):
            self.save(query)
        request = watch_service_pb2.ListSavedQueriesRequest(page_size=2)
        page = self.watches.ListSavedQueries(request, timeout=SECONDS)
        self.assertEqual([q.query for q in page.saved_queries], ["bão", "lũ"])
        request.page_token = page.next_page_token
        page = self.watches.ListSavedQueries(request, timeout=SECONDS)
        self.assertEqual([q.query for q in page.saved_queries], ["sét"])
        self.assertFalse(page.next_page_token)
        name = page.saved_queries[0].name
        self.watches.DeleteSavedQuery(
            watch_service_pb2.DeleteSavedQueryRequest(name=name), timeout=SECONDS)
        self.assert_refused(grpc.StatusCode.NOT_FOUND, "set", self.watches.GetSavedQuery,
                            watch_service_pb2.GetSavedQueryRequest(name=name))

    def test_what_is_wrong_is_refused_by_its_field(self):
        self.save("lũ", saved_query_id="lu")
        create = watch_service_pb2.CreateSavedQueryRequest
        invalid = grpc.StatusCode.INVALID_ARGUMENT
        for code, text, request in (
                (invalid, "column 1", create(saved_query=SavedQuery(query="\"lũ"))),
                (invalid, "filters.date", create(saved_query=SavedQuery(
                    filters=search_service_pb2.SearchFilters(date="hôm qua")))),
                (invalid, "column 1", create(saved_query=SavedQuery())),
                (invalid, "saved_query_id", create(saved_query_id="Lũ",
                                                   saved_query=SavedQuery(query="lũ"))),
                (grpc.StatusCode.ALREADY_EXISTS, "lu", create(
                    saved_query_id="lu", saved_query=SavedQuery(query="bão")))):
            self.assert_refused(code, text, self.watches.CreateSavedQuery, request)
        for code, text, request in (
                (grpc.StatusCode.OUT_OF_RANGE, "after_revision", Request(after_revision=99)),
                (invalid, "after_revision", Request(after_revision=-1)),
                (invalid, "savedQueries/{id}", Request(saved_queries=["lu"])),
                (grpc.StatusCode.NOT_FOUND, "bao", Request(saved_queries=["savedQueries/bao"])),
                (invalid, "column 4", Request(query="lũ (")),
                (invalid, "view", Request(view=77))):
            self.assert_refused(code, text, self.watches.Watch, request)

    def test_a_server_that_stops_ends_its_streams_at_once(self):
        call = self.watches.Watch(Request(), timeout=SECONDS)
        next(call)
        stopping = threading.Thread(target=self.server.terminate)
        stopping.start()
        with self.assertRaises(grpc.RpcError) as raised:
            next(call)
        stopping.join()
        self.assertEqual(raised.exception.code(), grpc.StatusCode.UNAVAILABLE)
        self.assertIn("shutting down", raised.exception.details())

    def khotin(self, *arguments):
        return subprocess.run(
            [os.environ["KHOTIN_BIN"], *arguments, "--server", self.server.address],
            capture_output=True, text=True, timeout=SECONDS, check=False)

    def test_the_command_line_saves_and_watches(self):
        added = self.khotin("saved", "add", "--title", "Thiên tai", "lũ", "OR", "bão")
        self.assertEqual(added.returncode, 0, added.stderr)
        self.assertIn("savedQueries/thien-tai  Thiên tai", added.stdout)
        self.ingest(document("bao.example", 1, "Lũ lớn ở bản làng", "Mưa lớn suốt đêm."),
                    document("bao.example", 2, "Giá gạo tăng", "Nông dân được mùa."))
        watched = self.khotin("watch", "--after", "0", "--until-now", "--saved", "thien-tai")
        self.assertEqual(watched.returncode, 0, watched.stderr)
        self.assertIn("added  savedQueries/thien-tai", watched.stdout)
        self.assertIn("Lũ lớn ở bản làng", watched.stdout)
        self.assertNotIn("Giá gạo", watched.stdout)
        self.assertIn(f"--after {self.revision()}", watched.stderr)
        lines = self.khotin("watch", "--after", "0", "--until-now", "--json").stdout.splitlines()
        events = [event for line in lines for event in json.loads(line)["events"]]
        self.assertEqual({event["kind"] for event in events}, {"WATCH_EVENT_KIND_ADDED"})
        self.assertEqual(len(events), 2)
        updated = self.khotin("saved", "update", "thien-tai", "--source", "bao.example")
        self.assertIn("source: bao.example", updated.stdout)
        self.assertIn("source: bao.example", self.khotin("saved", "list").stdout)
        self.assertEqual(self.khotin("saved", "delete", "thien-tai").returncode, 0)
        self.assertEqual(self.khotin("saved", "show", "thien-tai").returncode, 1)


class WatchLimitTest(WatchFixture):
    arguments = ("--max-watches", "1")

    def test_streams_beyond_the_limit_are_refused_until_one_ends(self):
        call = self.watches.Watch(Request(), timeout=SECONDS)
        next(call)
        self.assert_refused(grpc.StatusCode.RESOURCE_EXHAUSTED, "limit", self.watches.Watch,
                            Request())
        call.cancel()


if __name__ == "__main__":
    unittest.main()
