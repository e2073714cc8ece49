"""Entities, as clients meet them: who is named with whom and when, who holds which office, who said
what. Every figure is compared with a recount of the articles."""

import collections
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

import grpc

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(ROOT / "tests" / "support"))

# pylint: disable=wrong-import-position
from khotin.v1 import (article_pb2, article_service_pb2, article_service_pb2_grpc,
                       entity_service_pb2 as api, entity_service_pb2_grpc, ingest_service_pb2,
                       ingest_service_pb2_grpc, search_service_pb2)
from khotin_server import KhotinServer

SECONDS = 30
MINH = "entities/person/tran-quang-minh"
LAN = "entities/person/nguyen-thi-lan"
MINISTRY = "entities/organization/bo-y-te"
TOWN = "entities/location/can-tho"

STATEMENT = (
    "Bộ trưởng Bộ Y tế Trần Quang Minh khẳng định: “Trạm y tế xã nào cũng sẽ có bác sĩ.”")
SCENES = [
    "{statement}\n\nPhó giám đốc Sở Y tế Cần Thơ Nguyễn Thị Lan cùng dự buổi làm việc.",
    "Tại Cần Thơ, bà Nguyễn Thị Lan cho biết dịch sốt xuất huyết đã giảm ở cả ba quận.",
    "Nguyên Bộ trưởng Bộ Y tế Trần Quang Minh về thăm trạm xá đầu tiên mà ông xây dựng.",
    "Ông Trần Quang Minh gặp ông Lê Hoàng Nam ở Cần Thơ để bàn về xe cấp cứu đường sông.",
]
RESCUE = "Đội trưởng Phạm Hữu Chiến lái xuồng cứu ba người ở Cà Mau.\n\nGhi chép"
PRAISE = "Bà Nguyễn Thị Lan nói: “Ông Trần Quang Minh đã giữ lời với bà con Cần Thơ.”\n\n"
SOURCES = ["bao-song.example", "tin-nang.example"]


def text_of(number):
    scene = SCENES[number % len(SCENES)].format(statement=STATEMENT)
    words = random.Random(number)
    # Long enough, and different enough, to be no duplicate of another number.
    filler = " ".join(f"{words.choice('bcdghklmnt')}{words.choice(['a', 'o', 'u', 'ie'])}"
                      f"{words.choice(['n', 'ng', 't', ''])}" for _ in range(120))
    return f"{scene}\n\nGhi chép số {number}: {filler}."


def document(number, text=None, copy_of=None):
    told = number if copy_of is None else copy_of
    made = ingest_service_pb2.IngestDocument(request_id=str(number))
    made.raw.input = f"tin-{number}"
    made.raw.url = f"https://{SOURCES[number % 2]}/tin-{number}"
    made.raw.format = ingest_service_pb2.DOCUMENT_FORMAT_JSON
    made.raw.content = json.dumps(
        {"title": f"Y tế miền sông nước, bài {told}",
         "published": f"2023-{told % 3 + 3:02}-{told % 27 + 1:02}T09:00:00+07:00",
         "text": text or text_of(told)}, ensure_ascii=False).encode()
    return made


class EntitiesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="khotin-entities-")
        # Small segments, so that figures are put together of several.
        cls.server = KhotinServer(pathlib.Path(cls.folder.name) / "store",
                                  ["--flush-documents", "7"])
        cls.server.start()
        cls.channel = grpc.insecure_channel(cls.server.address)
        cls.entities = entity_service_pb2_grpc.EntityServiceStub(cls.channel)
        cls.articles = article_service_pb2_grpc.ArticleServiceStub(cls.channel)
        cls.ingestion = ingest_service_pb2_grpc.IngestServiceStub(cls.channel)
        cls.ingest([document(n) for n in range(24)])
        cls.ingest([document(200 + n, text=RESCUE + text_of(200 + n).split("Ghi chép")[1])
                    for n in range(4)])
        cls.ingest([document(300, text=PRAISE + text_of(303))])
        # Copies, changed texts and a deletion: what figures must follow.
        cls.ingest([document(100 + n, copy_of=n) for n in (0, 3)])
        cls.ingest([document(n, text=text_of(n + 2)) for n in (1, 6)])
        gone = cls.articles.LookupArticle(
            article_service_pb2.LookupArticleRequest(url=f"https://{SOURCES[1]}/tin-5"),
            timeout=SECONDS)
        cls.articles.DeleteArticle(
            article_service_pb2.DeleteArticleRequest(name=gone.article.name), timeout=SECONDS)
        cls.stored = cls.all_articles()

    @classmethod
    def tearDownClass(cls):
        cls.channel.close()
        cls.server.terminate()
        cls.folder.cleanup()

    @classmethod
    def ingest(cls, documents):
        reply = cls.ingestion.IngestBatch(
            ingest_service_pb2.IngestBatchRequest(documents=documents), timeout=SECONDS)
        assert all(r.article for r in reply.results), reply

    @classmethod
    def all_articles(cls):
        request = article_service_pb2.ListArticlesRequest(
            page_size=1000, view=article_pb2.ARTICLE_VIEW_FULL)
        return list(cls.articles.ListArticles(request, timeout=SECONDS).articles)

    def once(self, takes=lambda article: True):
        """One article of each cluster, the first published, of those that `takes` takes."""
        clusters = {}
        for article in self.stored:
            if takes(article):
                kept = clusters.setdefault(article.cluster, article)
                if article.publish_time.value < kept.publish_time.value:
                    clusters[article.cluster] = article
        return list(clusters.values())

    @staticmethod
    def names(article, entity):
        return any(mention.entity == entity for mention in article.mentions)

    def pages(self, method, request, field):
        items = []
        while True:
            reply = method(request, timeout=SECONDS)
            page = list(getattr(reply, field))
            self.assertLessEqual(len(page), request.page_size)
            items += page
            if not reply.next_page_token:
                return items
            self.assertTrue(page, "an empty page that is not the last")
            request.page_token = reply.next_page_token

    def test_related_entities_are_those_of_a_recount(self):
        for duplicates in (False, True):
            told = [a for a in self.stored if self.names(a, MINH)] if duplicates else self.once(
                lambda a: self.names(a, MINH))
            expected = collections.Counter(
                entity for a in told for entity in {m.entity for m in a.mentions}
                if entity not in ("", MINH))
            reply = self.entities.ListRelatedEntities(api.ListRelatedEntitiesRequest(
                name=MINH, order=api.RELATED_ORDER_COUNT, include_duplicates=duplicates,
                page_size=1000), timeout=SECONDS)
            self.assertEqual({r.entity.name: r.article_count for r in reply.entities}, expected)
            self.assertEqual(reply.article_count, len(told))
            counts = [r.article_count for r in reply.entities]
            self.assertEqual(counts, sorted(counts, reverse=True))
            self.assertTrue(all(r.lift > 0 and r.entity.display_name for r in reply.entities))

    def test_related_entities_by_type_and_time_in_pages(self):
        def request(size):
            made = api.ListRelatedEntitiesRequest(
                name=MINH, type=article_pb2.ENTITY_TYPE_PERSON, page_size=size)
            made.filters.date = "2023-04"
            return made
        whole = self.pages(self.entities.ListRelatedEntities, request(100), "entities")
        single = self.pages(self.entities.ListRelatedEntities, request(1), "entities")
        self.assertEqual(whole, single)
        told = self.once(lambda a: self.names(a, MINH) and "2023-04" in a.publish_time.value)
        expected = collections.Counter(
            entity for a in told for entity in {m.entity for m in a.mentions}
            if entity.startswith("entities/person/") and entity != MINH)
        self.assertEqual({r.entity.name: r.article_count for r in whole}, expected)

    def test_a_timeline_is_that_of_a_recount(self):
        told = self.once(lambda a: self.names(a, MINH))
        for interval, cut in ((search_service_pb2.HISTOGRAM_INTERVAL_MONTH, 7),
                              (search_service_pb2.HISTOGRAM_INTERVAL_DAY, 10)):
            expected = collections.Counter(a.publish_time.value[:cut] for a in told)
            reply = self.entities.GetEntityTimeline(
                api.GetEntityTimelineRequest(name=MINH, interval=interval), timeout=SECONDS)
            self.assertEqual({b.start_date[:cut]: b.count for b in reply.bins}, expected)
            self.assertEqual(reply.article_count, len(told))
        request = api.GetEntityTimelineRequest(name=MINH)
        request.filters.sources.append(SOURCES[0])
        some = self.entities.GetEntityTimeline(request, timeout=SECONDS)
        self.assertEqual(some.article_count, len(self.once(
            lambda a: self.names(a, MINH) and SOURCES[0] in a.url)))

    def test_what_a_month_speaks_of_more_than_another(self):
        reply = self.entities.ListTrendingEntities(api.ListTrendingEntitiesRequest(
            window="2023-05", baseline="2023-03..2023-04", type=article_pb2.ENTITY_TYPE_PERSON),
            timeout=SECONDS)

        def told(months, entity=""):
            return len(self.once(lambda a: a.publish_time.value[:7] in months and (
                not entity or self.names(a, entity))))
        self.assertEqual((reply.window_count, reply.baseline_count),
                         (told(["2023-05"]), told(["2023-03", "2023-04"])))
        [chien] = [t for t in reply.entities
                   if t.entity.name == "entities/person/pham-huu-chien"]
        self.assertEqual((chien.window_count, chien.baseline_count), (2, 2))
        self.assertAlmostEqual(chien.growth, (2.5 / reply.window_count) /
                               (2.5 / reply.baseline_count))
        for trending in reply.entities:
            self.assertGreater(trending.growth, 1)
            self.assertEqual(trending.window_count, told(["2023-05"], trending.entity.name))

    def test_offices_of_a_person_with_evidence(self):
        told = self.once(lambda a: any(o.person == MINH for o in a.offices))
        offices = self.pages(self.entities.ListOffices,
                             api.ListOfficesRequest(person=MINH, page_size=1), "offices")
        minister = [o for o in offices if o.of.name == MINISTRY]
        self.assertEqual([o.position for o in minister], ["bộ trưởng"])
        [minister] = minister

        def stating(tenure):
            return [a for a in told if any(
                o.person == MINH and o.of == MINISTRY and o.tenure == tenure for o in a.offices)]
        held = stating(article_pb2.TENURE_CURRENT)
        former = stating(article_pb2.TENURE_FORMER)
        self.assertTrue(held and former)
        self.assertEqual((minister.current_count, minister.former_count),
                         (len(held), len(former)))
        self.assertEqual(minister.first_seen.ToJsonString()[:10],
                         min(a.publish_time.value for a in held)[:10])
        self.assertEqual(minister.last_seen.ToJsonString()[:10],
                         max(a.publish_time.value for a in held)[:10])
        [stated] = minister.statements
        article = next(a for a in self.stored if a.name == stated.article.name)
        evidence = stated.statement.evidence[0]
        self.assertEqual(self.words(article, evidence.person), "Trần Quang Minh")
        self.assertIn("Bộ trưởng", self.words(article, evidence.position))

    def words(self, article, span):
        text = {article_pb2.TEXT_FIELD_TITLE: article.title,
                article_pb2.TEXT_FIELD_LEAD: article.lead}.get(span.field)
        if text is None:
            text = article.body[span.block].text
        return text.encode()[span.begin:span.end].decode()

    def test_holders_of_an_office_typed_without_diacritics(self):
        for request in (api.ListOfficesRequest(of=MINISTRY),
                        api.ListOfficesRequest(position="bo truong"),
                        api.ListOfficesRequest(of=MINISTRY, position="Bộ trưởng")):
            reply = self.entities.ListOffices(request, timeout=SECONDS)
            self.assertIn(MINH, {o.person.name for o in reply.offices}, request)
        reply = self.entities.ListOffices(api.ListOfficesRequest(of=TOWN, position="bộ trưởng"),
                                          timeout=SECONDS)
        self.assertEqual(list(reply.offices), [])

    def test_statements_of_one_office_in_pages(self):
        request = api.ListOfficeStatementsRequest(
            person=MINH, position="bộ trưởng", of=MINISTRY, include_duplicates=True, page_size=2)
        found = self.pages(self.entities.ListOfficeStatements, request, "statements")
        expected = [(a.name, o.position) for a in self.stored for o in a.offices
                    if (o.person, o.position_key, o.of) == (MINH, "bộ trưởng", MINISTRY)]
        self.assertCountEqual([(s.article.name, s.statement.position) for s in found], expected)
        times = [s.article.publish_time.value for s in found]
        self.assertEqual(times, sorted(times, reverse=True))

    def test_quotes_of_a_speaker_and_about_somebody(self):
        request = api.ListQuotesRequest(speaker=MINH, direct_only=True, page_size=3)
        found = self.pages(self.entities.ListQuotes, request, "quotes")
        expected = self.once(lambda a: any(q.speaker == MINH and q.direct for q in a.quotes))
        self.assertCountEqual([q.article.cluster for q in found], [a.cluster for a in expected])
        self.assertEqual({q.text for q in found}, {"Trạm y tế xã nào cũng sẽ có bác sĩ."})
        self.assertTrue(all("Trần Quang Minh" in q.speaker_text for q in found))

        about = self.entities.ListQuotes(api.ListQuotesRequest(about=MINH), timeout=SECONDS)
        self.assertEqual([(q.quote.speaker, q.text) for q in about.quotes],
                         [(LAN, "Ông Trần Quang Minh đã giữ lời với bà con Cần Thơ.")])
        both = self.entities.ListQuotes(api.ListQuotesRequest(about=TOWN, speaker=LAN),
                                        timeout=SECONDS)
        self.assertEqual(both.quotes[0].text, about.quotes[0].text)

    def test_articles_of_an_entity_by_source_once_for_each_text(self):
        request = api.ListEntityArticlesRequest(name=MINH, page_size=4)
        request.filters.sources.append(SOURCES[0])
        found = self.pages(self.entities.ListEntityArticles, request, "articles")
        expected = self.once(lambda a: self.names(a, MINH) and SOURCES[0] in a.url)
        self.assertEqual(len(found), len(expected))
        self.assertEqual(len({f.article.cluster for f in found}), len(found))
        self.assertTrue(all(f.mentions for f in found))

    def test_a_name_behind_a_title(self):
        for query in ("Bộ trưởng Trần Quang Minh", "bo truong bo y te tran quang minh",
                      "ông Trần Quang Minh"):
            reply = self.entities.SearchEntities(api.SearchEntitiesRequest(query=query),
                                                 timeout=SECONDS)
            self.assertEqual(reply.matches[0].entity.name, MINH, query)
            self.assertEqual(reply.matches[0].match, api.NAME_MATCH_TITLED)
        reply = self.entities.SearchEntities(api.SearchEntitiesRequest(query="tran quang minh"),
                                             timeout=SECONDS)
        self.assertEqual(reply.matches[0].entity.name, MINH)
        self.assertAlmostEqual(sum(m.certainty for m in reply.matches
                                   if m.match != api.NAME_MATCH_PREFIX), 1)
        reply = self.entities.SearchEntities(
            api.SearchEntitiesRequest(query="mây trắng Trần Quang Minh"), timeout=SECONDS)
        self.assertEqual(list(reply.matches), [])

    def refused(self, method, request, code, said):
        with self.assertRaises(grpc.RpcError) as caught:
            method(request, timeout=SECONDS)
        self.assertEqual(caught.exception.code(), code)
        self.assertIn(said, caught.exception.details())

    def test_bad_requests_name_the_field(self):
        bad = grpc.StatusCode.INVALID_ARGUMENT
        self.refused(self.entities.ListOffices, api.ListOfficesRequest(), bad, "person")
        self.refused(self.entities.ListOffices, api.ListOfficesRequest(position="?!"), bad,
                     "position")
        self.refused(self.entities.ListQuotes, api.ListQuotesRequest(), bad, "speaker")
        self.refused(self.entities.ListTrendingEntities,
                     api.ListTrendingEntitiesRequest(window="2023.."), bad, "window")
        self.refused(self.entities.ListRelatedEntities, api.ListRelatedEntitiesRequest(
            name=MINH, type=article_pb2.ENTITY_TYPE_DATE), bad, "type")
        self.refused(self.entities.GetEntityTimeline, api.GetEntityTimelineRequest(name="x"), bad,
                     "entities/{type}/{id}")
        self.refused(self.entities.ListQuotes, api.ListQuotesRequest(
            speaker="entities/person/nobody"), grpc.StatusCode.NOT_FOUND, "nobody")

    def test_the_shell(self):
        def run(*arguments):
            done = subprocess.run([os.environ["KHOTIN_BIN"], *arguments, "--server",
                                   self.server.address], capture_output=True, text=True,
                                  check=True, timeout=SECONDS)
            return done.stdout
        self.assertIn("Bộ Y tế", run("related", "tran", "quang", "minh"))
        self.assertIn("2023-03-01", run("timeline", "tran quang minh"))
        offices = run("offices", "tran quang minh")
        self.assertIn("bộ trưởng · Bộ Y tế", offices)
        self.assertIn("former since 2023-", offices)
        self.assertIn("Trạm y tế xã nào", run("quotes", "tran quang minh"))
        self.assertIn("was", run("trending", "2023-04", "--against", "2023-03"))
        reply = json.loads(run("offices", "--position", "bo truong", "--json"))
        self.assertEqual(reply["offices"][0]["person"]["name"], MINH)

    def test_the_store_agrees_with_a_recount(self):
        with tempfile.TemporaryDirectory(prefix="khotin-entities-check-") as folder:
            store = pathlib.Path(folder) / "store"
            with KhotinServer(store, ["--flush-documents", "5"]) as server, \
                    grpc.insecure_channel(server.address) as channel:
                ingestion = ingest_service_pb2_grpc.IngestServiceStub(channel)
                for documents in ([document(n) for n in range(9)],
                                  [document(n, text=text_of(n + 1)) for n in range(4)]):
                    ingestion.IngestBatch(ingest_service_pb2.IngestBatchRequest(
                        documents=documents), timeout=SECONDS)
            checked = subprocess.run([os.environ["KHOTIN_BIN"], "check", "--store", str(store)],
                                     capture_output=True, text=True, check=False, timeout=SECONDS)
            self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)


if __name__ == "__main__":
    unittest.main()
