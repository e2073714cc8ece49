"""The API as a client of any language meets it: errors with their details, paging, revisions, the
ingest stream and its flow control."""

import os
import pathlib
import queue
import sys
import tempfile
import unittest

import grpc

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

from khotin.v1 import (admin_service_pb2, admin_service_pb2_grpc, article_pb2,  # noqa: E402
                       article_service_pb2, article_service_pb2_grpc, entity_service_pb2,
                       entity_service_pb2_grpc, ingest_service_pb2, ingest_service_pb2_grpc,
                       search_service_pb2, search_service_pb2_grpc)
from khotin_server import KhotinServer  # noqa: E402
from prose import prose  # noqa: E402

SECONDS = 30
WINDOW = 8
INVALID = grpc.StatusCode.INVALID_ARGUMENT


def document(number, text=None, request_id=None):
    made = ingest_service_pb2.IngestDocument(request_id=request_id or str(number))
    made.raw.input = f"tin-{number}"
    made.raw.url = f"https://bao.example/tin-{number}"
    made.raw.content = (text or f"Bản tin số {number}\n\nÔng Trần Văn Ba nói về mùa màng ở Hà Nội "
                        f"trong bản tin số {number} của ngày hôm nay.\n\n"
                        f"{prose(number)}\n").encode()
    return made


class ApiTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.server = KhotinServer(pathlib.Path(cls.folder.name) / "store",
                                  ("--window", str(WINDOW)))
        cls.server.start()
        cls.channel = grpc.insecure_channel(cls.server.address)
        cls.articles = article_service_pb2_grpc.ArticleServiceStub(cls.channel)
        cls.searches = search_service_pb2_grpc.SearchServiceStub(cls.channel)
        cls.entities = entity_service_pb2_grpc.EntityServiceStub(cls.channel)
        cls.ingestion = ingest_service_pb2_grpc.IngestServiceStub(cls.channel)
        cls.admin = admin_service_pb2_grpc.AdminServiceStub(cls.channel)
        request = ingest_service_pb2.IngestBatchRequest(documents=map(document, range(25)))
        cls.results = cls.ingestion.IngestBatch(request, timeout=SECONDS).results

    @classmethod
    def tearDownClass(cls):
        cls.channel.close()
        code = cls.server.terminate()
        cls.folder.cleanup()
        assert code == 0, f"the server ended with {code}"

    def refused(self, code, method, request, field=None):
        with self.assertRaises(grpc.RpcError) as caught:
            method(request, timeout=SECONDS)
        self.assertEqual(caught.exception.code(), code, caught.exception.details())
        if field is not None:
            details = dict(caught.exception.trailing_metadata())["grpc-status-details-bin"]
            self.assertIn(b"google.rpc.BadRequest", details)
            self.assertIn(field.encode(), details)
        return caught.exception.details()

    def pages(self, method, request, items):
        found = []
        while True:
            reply = method(request, timeout=SECONDS)
            page = list(getattr(reply, items))
            self.assertTrue(page or not reply.next_page_token)
            found += page
            if not reply.next_page_token:
                return found
            request.page_token = reply.next_page_token


class ReadingTest(ApiTest):
    def test_what_the_caller_gets_wrong_names_the_field(self):
        article, search = article_service_pb2, search_service_pb2
        self.refused(INVALID, self.articles.GetArticle, article.GetArticleRequest(name="x"), "name")
        self.refused(INVALID, self.articles.ListArticles,
                     article.ListArticlesRequest(page_size=-1), "page_size")
        self.refused(INVALID, self.articles.ListArticles,
                     article.ListArticlesRequest(page_token="made up"), "page_token")
        self.refused(INVALID, self.articles.LookupArticle,
                     article.LookupArticleRequest(url="tin-1"), "url")
        self.refused(INVALID, self.articles.BatchGetArticles,
                     article.BatchGetArticlesRequest(names=["articles/a", "b"]), "names[1]")
        message = self.refused(INVALID, self.searches.Search,
                               search.SearchRequest(query='mùa "màng'), "query")
        self.assertIn("column 5", message)
        self.refused(INVALID, self.searches.Search, search.SearchRequest(), "query")
        self.refused(INVALID, self.entities.SearchEntities,
                     entity_service_pb2.SearchEntitiesRequest(query=" "), "query")

    def test_what_is_not_there(self):
        missing = grpc.StatusCode.NOT_FOUND
        self.refused(missing, self.articles.GetArticle,
                     article_service_pb2.GetArticleRequest(name="articles/nothing"))
        self.refused(missing, self.articles.LookupArticle,
                     article_service_pb2.LookupArticleRequest(url="https://bao.example/none"))
        self.refused(missing, self.entities.GetEntity,
                     entity_service_pb2.GetEntityRequest(name="entities/person/nobody"))
        self.refused(missing, self.entities.ListEntityArticles,
                     entity_service_pb2.ListEntityArticlesRequest(name="entities/person/nobody"))
        batch = self.articles.BatchGetArticles(
            article_service_pb2.BatchGetArticlesRequest(
                names=[self.results[3].article, "articles/nothing"]), timeout=SECONDS)
        self.assertEqual([a.name for a in batch.articles], [self.results[3].article])
        self.assertEqual(list(batch.missing), ["articles/nothing"])

    def test_a_later_revision_is_unavailable_yet(self):
        revision = self.admin.GetStatus(admin_service_pb2.GetStatusRequest()).revision
        request = article_service_pb2.ListArticlesRequest(min_revision=revision)
        self.assertEqual(self.articles.ListArticles(request).revision, revision)
        request.min_revision = revision + 100
        self.refused(grpc.StatusCode.UNAVAILABLE, self.articles.ListArticles, request)

    def test_pages_hold_everything_once(self):
        names = {result.article for result in self.results}
        for size in (1, 7, 1000):
            listed = self.pages(self.articles.ListArticles,
                                article_service_pb2.ListArticlesRequest(page_size=size), "articles")
            listed = [a.name for a in listed]
            self.assertEqual(len(listed), len(set(listed)))
            self.assertLessEqual(names, set(listed))
            found = self.pages(self.searches.Search,
                               search_service_pb2.SearchRequest(query="mua mang", page_size=size),
                               "results")
            found = [r.article.name for r in found]
            self.assertEqual(len(found), len(set(found)))
            self.assertLessEqual(names, set(found))
        person = self.pages(
            self.entities.ListEntityArticles,
            entity_service_pb2.ListEntityArticlesRequest(name="entities/person/tran-van-ba",
                                                         page_size=4), "articles")
        self.assertEqual(len({a.article.name for a in person}), len(person))
        self.assertTrue(all(a.mentions for a in person))

    def test_a_token_belongs_to_its_request(self):
        first = self.searches.Search(search_service_pb2.SearchRequest(query="mùa", page_size=2))
        self.refused(INVALID, self.searches.Search,
                     search_service_pb2.SearchRequest(query="màng", page_size=2,
                                                      page_token=first.next_page_token),
                     "page_token")

    def test_highlights_are_bytes_of_the_text_as_served(self):
        request = search_service_pb2.SearchRequest(query='"mua mang"', page_size=1,
                                                   view=article_pb2.ARTICLE_VIEW_FULL)
        result = self.searches.Search(request).results[0]
        for span in result.highlights:
            texts = {article_pb2.TEXT_FIELD_TITLE: [result.article.title],
                     article_pb2.TEXT_FIELD_LEAD: [result.article.lead],
                     article_pb2.TEXT_FIELD_BODY: [b.text for b in result.article.body]}
            text = texts[span.field][span.block].encode()
            self.assertEqual(text[span.begin:span.end].decode(), "mùa màng")
        marked = [result.snippet.text.encode()[h.begin:h.end].decode()
                  for h in result.snippet.highlights]
        self.assertIn("mùa màng", marked)


class DuplicatesTest(ApiTest):
    """Three articles about lanterns, the first two at more than one address."""
    COPIES = {"rước đèn ở phố cổ": 3, "rước đèn ở làng chài": 2, "rước đèn ở vùng cao": 1}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        number, documents = 1000, []
        for place, copies in cls.COPIES.items():
            for _ in range(copies):
                documents.append(document(number, f"Trung thu\n\nTrẻ em {place} rất đông vui.\n\n"
                                          "Các em hát và phá cỗ đến tận khuya.\n"))
                number += 1
        request = ingest_service_pb2.IngestBatchRequest(documents=documents)
        cls.ingested = cls.ingestion.IngestBatch(request, timeout=SECONDS).results

    def names_of(self, cluster):
        return {r.article for r in self.ingested if r.cluster == cluster}

    def test_one_result_stands_for_a_cluster(self):
        reply = self.searches.Search(search_service_pb2.SearchRequest(query='"phố cổ"'))
        self.assertEqual((reply.total_size, reply.collapsed_size), (1, 2))
        (result,) = reply.results
        self.assertEqual(result.collapsed_count, 2)
        self.assertIn(result.article.name, self.names_of(result.article.cluster))

    def test_every_copy_when_asked_for(self):
        request = search_service_pb2.SearchRequest(query='"phố cổ"', include_duplicates=True)
        reply = self.searches.Search(request)
        self.assertEqual((reply.total_size, reply.collapsed_size), (3, 0))
        self.assertEqual({r.article.name for r in reply.results},
                         self.names_of(reply.results[0].article.cluster))
        self.assertEqual([r.collapsed_count for r in reply.results], [0, 0, 0])
        request.page_size = 1
        found = self.pages(self.searches.Search, request, "results")
        self.assertEqual([r.article.name for r in found], [r.article.name for r in reply.results])

    def test_pages_show_each_cluster_once(self):
        whole = self.searches.Search(search_service_pb2.SearchRequest(query="rước đèn")).results
        for size in (1, 2):
            found = self.pages(self.searches.Search,
                               search_service_pb2.SearchRequest(query="rước đèn", page_size=size),
                               "results")
            self.assertEqual([r.article.name for r in found], [r.article.name for r in whole])
            self.assertEqual(len({r.article.cluster for r in found}), len(self.COPIES))
            self.assertEqual(sorted(r.collapsed_count for r in found), [0, 1, 2])

    def test_a_token_is_of_one_kind_of_listing(self):
        request = search_service_pb2.SearchRequest(query="rước đèn", page_size=1)
        request.page_token = self.searches.Search(request).next_page_token
        request.include_duplicates = True
        self.refused(INVALID, self.searches.Search, request, "page_token")



BLOG = "https://bao.example/tran-dau"


def blog(revised, entries=6, words=0):
    """A live blog of `entries` paragraphs; revisions change the paragraph of their number."""
    text = "Trực tiếp trận chung kết\n\n"
    for entry in range(1, entries + 1):
        who = "đội khách" if entry in revised else "đội chủ nhà"
        text += (f"Phút thứ {entry}, cầu thủ áo số {entry * 3} của {who} sút bóng từ xa nhưng "
                 f"không trúng khung thành." + " Khán giả reo hò." * words + "\n\n")
    made = ingest_service_pb2.IngestDocument(request_id=f"blog-{len(revised)}")
    made.raw.input = f"blog-{len(revised)}"
    made.raw.url = BLOG
    made.raw.content = text.encode()
    return made


class VersionsTest(ApiTest):
    VERSIONS = 5

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        request = ingest_service_pb2.IngestBatchRequest(
            documents=[blog(range(1, number)) for number in range(1, cls.VERSIONS + 1)])
        results = cls.ingestion.IngestBatch(request, timeout=SECONDS).results
        cls.name = results[0].article
        assert [r.verdict for r in results[1:]] == [ingest_service_pb2.VERDICT_NEW_VERSION] * 4

    def diff(self, name=None, **arguments):
        request = article_service_pb2.DiffArticlesRequest(name=name or self.name, **arguments)
        return self.articles.DiffArticles(request, timeout=SECONDS)

    def apply(self, block):
        """base_text with its changes put in."""
        base, text, made, done = block.base_text.encode(), block.text.encode(), b"", 0
        self.assertEqual(len(block.base_changes), len(block.changes))
        for old, new in zip(block.base_changes, block.changes):
            made += base[done:old.begin] + text[new.begin:new.end]
            done = old.end
        return (made + base[done:]).decode()

    def test_versions_are_listed_newest_first(self):
        for size in (1, 2, 1000):
            listed = self.pages(
                self.articles.ListArticleVersions,
                article_service_pb2.ListArticleVersionsRequest(name=self.name, page_size=size),
                "versions")
            self.assertEqual([v.version for v in listed], list(range(self.VERSIONS, 0, -1)))
            self.assertEqual({v.name for v in listed}, {self.name})
            self.assertFalse(any(v.body for v in listed))
        full = self.articles.ListArticleVersions(article_service_pb2.ListArticleVersionsRequest(
            name=self.name, view=article_pb2.ARTICLE_VIEW_FULL))
        newest = self.articles.GetArticle(article_service_pb2.GetArticleRequest(name=self.name))
        self.assertEqual(full.versions[0], newest.article)
        self.assertTrue(all(v.body for v in full.versions))
        self.assertEqual(full.revision, newest.revision)

    def test_the_newest_is_compared_with_the_one_before(self):
        diff = self.diff()
        self.assertEqual((diff.base.version, diff.article.version), (4, 5))
        changed = [b for b in diff.blocks if b.kind != article_service_pb2.DIFF_KIND_EQUAL]
        self.assertEqual(len(changed), 1)
        block = changed[0]
        self.assertEqual(block.kind, article_service_pb2.DIFF_KIND_CHANGED)
        self.assertEqual(block.base_text.encode()[block.base_changes[0].begin:
                                                  block.base_changes[0].end].decode(), "chủ nhà")
        self.assertEqual(block.text.encode()[block.changes[0].begin:
                                             block.changes[0].end].decode(), "khách")
        self.assertEqual(list(diff.changed_fields), [])

    def test_any_two_versions_are_compared_in_any_direction(self):
        for base, version, count in ((1, 5, 4), (5, 1, 4), (2, 3, 1), (3, 3, 0)):
            diff = self.diff(base_version=base, version=version)
            self.assertEqual((diff.base.version, diff.article.version), (base, version))
            kinds = [b.kind for b in diff.blocks]
            self.assertEqual(kinds.count(article_service_pb2.DIFF_KIND_CHANGED), count)
            for block in diff.blocks:
                self.assertEqual(self.apply(block), block.text)

    def test_the_diff_is_between_the_articles_as_served(self):
        diff = self.diff(version=4, base_version=1)
        for number, text, index in ((4, "text", "block"), (1, "base_text", "base_block")):
            article = self.articles.GetArticle(article_service_pb2.GetArticleRequest(
                name=self.name, version=number)).article
            blocks = [b for b in diff.blocks if b.field == article_pb2.TEXT_FIELD_BODY and
                      b.HasField(index)]
            self.assertEqual([getattr(b, index) for b in blocks], list(range(len(article.body))))
            self.assertEqual([getattr(b, text) for b in blocks], [b.text for b in article.body])

    def test_two_articles_are_compared(self):
        other = self.results[3].article
        diff = self.diff(name=self.results[4].article, base_name=other)
        self.assertEqual((diff.base.name, diff.article.name), (other, self.results[4].article))
        self.assertEqual(list(diff.changed_fields), ["url"])
        kinds = {b.kind for b in diff.blocks}
        self.assertIn(article_service_pb2.DIFF_KIND_CHANGED, kinds)
        self.assertNotIn(article_service_pb2.DIFF_KIND_EQUAL, kinds)

    def test_what_the_caller_gets_wrong(self):
        diff, versions = self.articles.DiffArticles, self.articles.ListArticleVersions
        request = article_service_pb2.DiffArticlesRequest
        self.refused(INVALID, diff, request(name="x"), "name")
        self.refused(INVALID, diff, request(name=self.name, base_name="x"), "base_name")
        self.refused(INVALID, diff, request(name=self.name, version=-1), "version")
        self.refused(INVALID, diff, request(name=self.name, base_version=-1), "base_version")
        missing = grpc.StatusCode.NOT_FOUND
        self.refused(missing, diff, request(name="articles/nothing"))
        self.refused(missing, diff, request(name=self.name, base_name="articles/nothing"))
        self.refused(missing, diff, request(name=self.name, version=99))
        self.refused(missing, diff, request(name=self.name, base_version=99))
        first = self.refused(missing, diff, request(name=self.results[0].article))
        self.assertIn("before version 1", first)
        request = article_service_pb2.ListArticleVersionsRequest
        self.refused(INVALID, versions, request(name="x"), "name")
        self.refused(INVALID, versions, request(name=self.name, page_size=-1), "page_size")
        self.refused(INVALID, versions, request(name=self.name, page_token="made up"),
                     "page_token")
        self.refused(missing, versions, request(name="articles/nothing"))
        page = versions(request(name=self.name, page_size=1))
        self.refused(INVALID, versions, request(name=self.results[0].article, page_size=1,
                                                page_token=page.next_page_token), "page_token")

    def test_a_large_diff_keeps_to_what_clients_take(self):
        for revised, words in (((1,), 150), ((2,), 150), ((), 151)):
            document = blog(revised, entries=800, words=words)
            document.raw.url = BLOG + "-dai"
            results = self.ingestion.IngestBatch(
                ingest_service_pb2.IngestBatchRequest(documents=[document]),
                timeout=SECONDS).results
        long_blog = results[0].article
        diff = self.diff(name=long_blog, version=2)
        self.assertTrue(diff.equal_texts_omitted)
        kinds = {article_service_pb2.DIFF_KIND_EQUAL: 0, article_service_pb2.DIFF_KIND_CHANGED: 0}
        for block in diff.blocks:
            kinds[block.kind] += 1
            equal = block.kind == article_service_pb2.DIFF_KIND_EQUAL
            self.assertEqual(not block.text and not block.base_text, equal)
        self.assertEqual(kinds[article_service_pb2.DIFF_KIND_CHANGED], 2)
        self.assertGreater(kinds[article_service_pb2.DIFF_KIND_EQUAL], 700)
        self.refused(grpc.StatusCode.RESOURCE_EXHAUSTED, self.articles.DiffArticles,
                     article_service_pb2.DiffArticlesRequest(name=long_blog))


class IngestTest(ApiTest):
    def test_a_batch_reports_each_document(self):
        documents = [document(100), document(101, text="\xff"), document(100, request_id="again"),
                     ingest_service_pb2.IngestDocument(request_id="empty")]
        documents[1].raw.content = b"\xff\xfe broken"
        reply = self.ingestion.IngestBatch(
            ingest_service_pb2.IngestBatchRequest(documents=documents), timeout=SECONDS)
        verdicts = [ingest_service_pb2.Verdict.Name(r.verdict) for r in reply.results]
        self.assertEqual(verdicts, ["VERDICT_NEW", "VERDICT_REFUSED", "VERDICT_UNCHANGED",
                                    "VERDICT_REFUSED"])
        self.assertIn("tin-101: invalid UTF-8", reply.results[1].error.message)
        self.assertEqual(reply.results[1].error.code, INVALID.value[0])
        self.assertEqual(reply.revision, reply.results[0].revision)

    def test_the_stream_acknowledges_then_reports(self):
        sent = queue.SimpleQueue()
        events = self.ingestion.IngestStream(iter(sent.get, None), timeout=SECONDS)
        started = next(events)
        self.assertEqual(started.started.window, WINDOW)
        acknowledged, results = [], []
        for begin in range(200, 200 + 3 * WINDOW, WINDOW):
            sent.put(ingest_service_pb2.IngestStreamRequest(
                documents=[document(n) for n in range(begin, begin + WINDOW)]))
            while len(results) < begin + WINDOW - 200:
                event = next(events)
                acknowledged += event.ack.request_ids
                results += event.results.results
        sent.put(None)
        self.assertEqual(list(events), [])
        self.assertEqual(len(acknowledged), 3 * WINDOW)
        self.assertEqual({r.verdict for r in results}, {ingest_service_pb2.VERDICT_NEW})

    def test_overrunning_the_window_ends_the_stream(self):
        request = ingest_service_pb2.IngestStreamRequest(
            documents=[document(n) for n in range(300, 301 + WINDOW)])
        with self.assertRaises(grpc.RpcError) as caught:
            list(self.ingestion.IngestStream(iter([request]), timeout=SECONDS))
        self.assertEqual(caught.exception.code(), grpc.StatusCode.RESOURCE_EXHAUSTED)

    def test_too_large_a_message_is_refused(self):
        large = document(400)
        large.raw.content = b"a" * (41 << 20)
        self.refused(grpc.StatusCode.RESOURCE_EXHAUSTED, self.ingestion.IngestBatch,
                     ingest_service_pb2.IngestBatchRequest(documents=[large]))

    def test_a_stream_is_told_of_the_shutdown(self):
        with KhotinServer(pathlib.Path(self.folder.name) / "other") as server, \
                grpc.insecure_channel(server.address) as channel:
            sent = queue.SimpleQueue()
            events = ingest_service_pb2_grpc.IngestServiceStub(channel).IngestStream(
                iter(sent.get, None), timeout=SECONDS)
            self.assertTrue(next(events).HasField("started"))
            sent.put(ingest_service_pb2.IngestStreamRequest(documents=[document(500)]))
            self.assertEqual(list(next(events).ack.request_ids), ["500"])
            server.process.terminate()
            results, told = [], False
            for event in events:
                results += event.results.results
                if event.HasField("shutting_down"):
                    told = True
                    sent.put(None)
            self.assertTrue(told)
            self.assertEqual([r.request_id for r in results], ["500"])
            self.assertEqual(server.process.wait(SECONDS), 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
