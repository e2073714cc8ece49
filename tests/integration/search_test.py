"""Search as a client meets it: filters, facets, histogram, sorting, totals, and pages that stay as
they are while articles arrive."""

import json
import os
import pathlib
import sys
import tempfile
import unicodedata
import unittest

import grpc

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
from google.protobuf import timestamp_pb2
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


class SpellingTest(SearchTestCase):
    MODE_CORRECT = search_service_pb2.SPELLING_MODE_CORRECT
    MODE_OFF = search_service_pb2.SPELLING_MODE_OFF

    def test_a_mistyped_query_is_answered_with_a_suggestion(self):
        reply = self.search("nguyeenx thanhf")
        self.assertEqual(reply.correction.query, "nguyễn thành")
        self.assertFalse(reply.correction.applied)
        spelled = reply.correction.query.encode()
        self.assertEqual([spelled[c.begin:c.end].decode() for c in reply.correction.changes],
                         ["nguyễn", "thành"])
        self.assertEqual(len(reply.results), 0)

    def test_a_query_that_finds_enough_is_left_alone(self):
        self.assertFalse(self.search("nước lũ").HasField("correction"))
        self.assertFalse(self.search("nguyeenx thanhf",
                                     spelling=self.MODE_OFF).HasField("correction"))
        self.assertFalse(self.search("qqzzqq").HasField("correction"))

    def test_a_word_in_no_article_is_corrected_though_others_find_enough(self):
        typed = "nước lũ lên nhanh nguyeenx"
        self.assertGreaterEqual(self.search(typed, spelling=self.MODE_OFF).total_size, 20)
        reply = self.search(typed, spelling=self.MODE_CORRECT)
        self.assertEqual(reply.correction.query, "nước lũ lên nhanh nguyễn")
        self.assertTrue(reply.correction.applied)

    def test_an_applied_correction_holds_over_all_pages(self):
        request = {"spelling": self.MODE_CORRECT, "include_duplicates": True, "page_size": 7}
        reply = self.search("nguyeenx thanhf", **request)
        self.assertTrue(reply.correction.applied)
        names = [result.article.name for result in reply.results]
        while reply.next_page_token:
            reply = self.search("nguyeenx thanhf", page_token=reply.next_page_token, **request)
            self.assertFalse(reply.HasField("correction"))
            names += [result.article.name for result in reply.results]
        self.assertEqual(len(names), len(set(names)))
        self.assertEqual({self.names.index(name) for name in names}, self.found("nguyễn thành"))

    def test_a_mode_that_is_none_is_refused(self):
        self.refused(Request(query="nước", spelling=9), "spelling")


class FilterTest(SearchTestCase):
    def test_each_field_narrows(self):
        for filters, meets in (
                (Filters(sources=["BAO1.example"]), lambda n: n % 2 == 1),
                (Filters(sections=["thoi su"]), lambda n: n % 2 == 0),
                (Filters(sections=["Kinh tế"]), lambda n: n % 2 == 1),
                (Filters(languages=["lo"]), lambda n: n % 7 == 0),
                (Filters(authors=["Mai Hà"]), lambda n: n % 3 == 1),
                (Filters(sources=["nosuch.example"]), lambda n: False)):
            self.assertEqual(self.found("lũ", filters=filters), self.numbers(meets), filters)

    def test_values_are_alternatives_and_fields_all_hold(self):
        self.assertEqual(self.found("lũ", filters=Filters(authors=["mai ha", "Hoàng Sơn"])),
                         self.numbers(lambda n: n % 3 != 2))
        self.assertEqual(
            self.found("lũ", filters=Filters(authors=["mai ha"], sources=["bao0.example"],
                                             languages=["vi"])),
            self.numbers(lambda n: n % 3 == 1 and n % 2 == 0 and n % 7))

    def test_times(self):
        august = self.numbers(lambda n: n % 5 < 3)
        self.assertEqual(self.found("lũ", filters=Filters(date="2023-08")), august)
        self.assertEqual(self.found("lũ date:2023-08"), august)
        self.assertEqual(self.found("lũ", filters=Filters(date="2023-08-02..2023-08-31")),
                         self.numbers(lambda n: n % 5 in (1, 2)))
        september = 1693501200  # the first, in Viet Nam
        at = timestamp_pb2.Timestamp(seconds=september)
        self.assertEqual(self.found("lũ", filters=Filters(publish_before=at)), august)
        self.assertEqual(self.found("lũ", filters=Filters(publish_after=at)),
                         self.numbers(lambda n: n % 5 == 3))

    def test_the_language_has_the_same_filters(self):
        for query, filters in (
                ("lũ source:bao1.example", Filters(sources=["bao1.example"])),
                ('lũ section:"Thời sự"', Filters(sections=["Thời sự"])),
                ('lũ author:"mai ha"', Filters(authors=["Mai Hà"])),
                ("lũ lang:lo", Filters(languages=["lo"])),
                ('lũ entity:"Trần Hữu Đạt"', Filters(entities=["Trần Hữu Đạt"]))):
            typed = self.found(query)
            self.assertTrue(typed, query)
            self.assertEqual(typed, self.found("lũ", filters=filters), query)

    def test_filters_without_words_list_the_newest_first(self):
        reply = self.search(filters=Filters(sources=["bao0.example"]), page_size=1000)
        dates = [result.article.publish_time.value for result in reply.results]
        dated = [date for date in dates if date]
        self.assertEqual(len(dates), 30)
        self.assertEqual(dated, sorted(dated, reverse=True))
        self.assertEqual(dates[:len(dated)], dated)
        self.assertEqual(self.found("-source:bao1.example", filters=Filters(date="2023-08")),
                         self.numbers(lambda n: n % 2 == 0 and n % 5 < 3))

    def test_what_is_wrong_names_field_and_column(self):
        self.assertIn("column 9: expected a date such as",
                      self.refused(Request(query="lũ date:mai"), "query"))
        self.assertIn("filters.date: expected a date such as",
                      self.refused(Request(query="lũ", filters=Filters(date="mai")),
                                   "filters.date"))
        self.assertIn("filters.sources[1]: expected a value",
                      self.refused(Request(query="lũ", filters=Filters(sources=["a.vn", "-"])),
                                   "filters.sources[1]"))
        self.refused(Request(filters=Filters()), "query")


class EntityFilterTest(SearchTestCase):
    """Nguyễn Thành Long and Nguyễn Thanh Long share their letters."""

    def test_by_id(self):
        by_name = self.numbers(lambda n: n % 3 == 2)
        for entity in ("entities/person/tran-huu-dat", "person/tran-huu-dat"):
            self.assertEqual(self.found("lũ", filters=Filters(entities=[entity])), by_name)
            self.assertEqual(self.found(f"entity:{entity}"), by_name)

    def test_a_name_with_diacritics_means_that_spelling(self):
        for number in (0, 1):
            expected = self.numbers(lambda n, number=number: n % 3 == number)
            self.assertEqual(self.found(f'entity:"{PEOPLE[number]}"'), expected)
            for form in ("NFC", "NFD"):
                name = unicodedata.normalize(form, PEOPLE[number])
                self.assertEqual(self.found("lũ", filters=Filters(entities=[name])), expected)

    def test_a_name_without_means_all_of_that_name(self):
        both = self.numbers(lambda n: n % 3 != 2)
        self.assertEqual(self.found('lũ entity:"nguyen thanh long"'), both)
        self.assertEqual(self.found('lũ -entity:"nguyen thanh long"'),
                         self.numbers(lambda n: n % 3 == 2))
        self.assertEqual(
            self.found(filters=Filters(entities=["tran huu dat", "nguyen thanh long"])),
            set(self.NUMBERS))

    def test_the_beginning_of_a_name_and_strangers_find_nothing(self):
        self.assertEqual(self.found('lũ entity:"Trần Hữu"'), set())
        self.assertEqual(self.found("lũ", filters=Filters(entities=["person/nobody"])), set())


class SummaryTest(SearchTestCase):
    def facet(self, field, query="lũ", limit=0, **fields):
        request = search_service_pb2.FacetRequest(field=field, limit=limit)
        reply = self.search(query, facets=[request], page_size=1, **fields)
        self.assertEqual(reply.total_relation, search_service_pb2.TOTAL_RELATION_EXACT)
        (facet,) = reply.facets
        self.assertEqual(facet.field, field)
        return facet

    def test_facets_count_all_results(self):
        facet = self.facet(search_service_pb2.FACET_FIELD_SECTION)
        self.assertEqual({v.value: v.count for v in facet.values},
                         {"Thời sự": 30, "Kinh tế": 30})
        facet = self.facet(search_service_pb2.FACET_FIELD_AUTHOR,
                           filters=Filters(sources=["bao1.example"]))
        self.assertEqual([(v.value, v.count) for v in facet.values],
                         [("Hoàng Sơn", 10), ("Mai Hà", 10)])
        self.assertEqual((facet.distinct_count, facet.without_count), (2, 10))
        facet = self.facet(search_service_pb2.FACET_FIELD_LANGUAGE)
        self.assertEqual([(v.value, v.count) for v in facet.values], [("vi", 51), ("lo", 9)])

    def test_facet_values_are_filters(self):
        for field, name in ((search_service_pb2.FACET_FIELD_SOURCE, "sources"),
                            (search_service_pb2.FACET_FIELD_ENTITY, "entities"),
                            (search_service_pb2.FACET_FIELD_AUTHOR, "authors")):
            facet = self.facet(field, include_duplicates=True)
            self.assertTrue(facet.values)
            for value in facet.values:
                filters = Filters(**{name: [value.value]})
                self.assertEqual(len(self.found("lũ", filters=filters)), value.count, value)

    def test_entities_have_names_to_show(self):
        facet = self.facet(search_service_pb2.FACET_FIELD_ENTITY)
        shown = {v.value: v.display_name for v in facet.values}
        self.assertEqual(shown["entities/person/tran-huu-dat"], "Trần Hữu Đạt")
        one = self.facet(search_service_pb2.FACET_FIELD_ENTITY, limit=1)
        self.assertEqual(len(one.values), 1)
        self.assertEqual(one.distinct_count, facet.distinct_count)

    def test_histogram(self):
        def bins(interval):
            reply = self.search("lũ", page_size=1, histogram_interval=interval)
            self.assertEqual(reply.undated_size, 12)
            return [(b.start_date, b.count) for b in reply.histogram]
        self.assertEqual(bins(search_service_pb2.HISTOGRAM_INTERVAL_DAY),
                         [(day, 12) for day in DAYS if day])
        self.assertEqual(bins(search_service_pb2.HISTOGRAM_INTERVAL_WEEK),
                         [("2023-07-31", 24), ("2023-08-28", 24)])
        self.assertEqual(bins(search_service_pb2.HISTOGRAM_INTERVAL_MONTH),
                         [("2023-08-01", 36), ("2023-09-01", 12)])
        self.assertEqual(bins(search_service_pb2.HISTOGRAM_INTERVAL_YEAR), [("2023-01-01", 48)])

    def test_later_pages_need_not_ask_again(self):
        request = Request(query="lũ", page_size=7, facets=[search_service_pb2.FacetRequest(
            field=search_service_pb2.FACET_FIELD_SOURCE)])
        first = self.searches.Search(request)
        again = Request(query="lũ", page_size=7, page_token=first.next_page_token)
        second = self.searches.Search(again)
        self.assertFalse(second.facets)
        request.page_token = first.next_page_token
        self.assertEqual(self.searches.Search(request).facets, first.facets)

    def test_few_matches_are_counted_anyway(self):
        reply = self.search("lũ", page_size=3)
        self.assertEqual(reply.total_size, 60)
        self.assertEqual(reply.total_relation, search_service_pb2.TOTAL_RELATION_EXACT)


class ManyArticlesTestCase(SearchTestCase):
    """So many that matches are estimated unless they are asked for."""
    NUMBERS = range(1100)
    COPIED = (1, 5)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.copies = cls.ingest(
            document(number, url=f"https://khac.example/tin-{number}") for number in cls.COPIED)

    @classmethod
    def ingest(cls, documents):
        documents, names = list(documents), []
        for begin in range(0, len(documents), 400):
            names += super().ingest(documents[begin:begin + 400])
        return names

    def all_pages(self, request, page_size, between=lambda: None):
        request.page_size = page_size
        request.page_token = ""
        found = []
        while True:
            reply = self.searches.Search(request, timeout=SECONDS)
            found += [(r.article.name, r.score) for r in reply.results]
            if not reply.next_page_token:
                return found
            request.page_token = reply.next_page_token
            between()


class ManyMatchesTest(ManyArticlesTestCase):
    def test_totals_are_approximate_unless_exact_ones_are_asked_for(self):
        for sort in (search_service_pb2.SORT_ORDER_RELEVANCE, search_service_pb2.SORT_ORDER_BLEND):
            reply = self.search("lũ", page_size=5, sort_order=sort)
            self.assertEqual(reply.total_relation, search_service_pb2.TOTAL_RELATION_APPROXIMATE)
            self.assertAlmostEqual(reply.total_size, 1102, delta=300)
            self.assertEqual(reply.collapsed_size, 0)
            exact = self.search("lũ", page_size=5, sort_order=sort,
                                total_mode=search_service_pb2.TOTAL_MODE_EXACT)
            self.assertEqual(exact.total_relation, search_service_pb2.TOTAL_RELATION_EXACT)
            self.assertEqual((exact.total_size, exact.collapsed_size), (1100, 2))
            self.assertEqual([r.article.name for r in exact.results],
                             [r.article.name for r in reply.results])

    def test_a_result_says_how_many_it_stands_for(self):
        for mode in (search_service_pb2.TOTAL_MODE_APPROXIMATE,
                     search_service_pb2.TOTAL_MODE_EXACT):
            reply = self.search("lũ", page_size=1000, total_mode=mode)
            counts = {self.names.index(r.article.name): r.collapsed_count for r in reply.results
                      if r.article.name in self.names and r.collapsed_count}
            counts.update({self.COPIED[self.copies.index(r.article.name)]: r.collapsed_count
                           for r in reply.results if r.article.name in self.copies})
            self.assertTrue(set(counts) <= set(self.COPIED), counts)
            self.assertTrue(all(count == 1 for count in counts.values()), counts)

    def test_pages_have_no_end_but_the_last_result(self):
        found = self.all_pages(Request(query="lũ", include_duplicates=True), 100)
        self.assertEqual(len(found), 1102)
        self.assertEqual({name for name, _ in found}, {*self.names, *self.copies})


class ManyPagesTest(ManyArticlesTestCase):
    next_number = 2000

    def arrive(self):
        number = type(self).next_number
        type(self).next_number += 1
        self.ingest([document(number), document(number, url=f"https://khac.example/{number}",
                                                title="Lũ, lũ, nước lũ lên nhanh")])

    def test_pages_found_without_looking_at_all_stay_as_they_are(self):
        for query in ("lũ", "nước lũ lên nhanh trong đêm"):
            for duplicates in (True, False):
                with self.subTest(query=query, duplicates=duplicates):
                    request = Request(query=query, include_duplicates=duplicates)
                    whole = self.all_pages(request, 1000)
                    self.assertGreaterEqual(len(whole), 1100)
                    self.assertEqual(len(whole), len({name for name, _ in whole}))
                    self.assertEqual(self.all_pages(request, 130, self.arrive), whole)


class PagesTest(SearchTestCase):
    """What one large page lists, small pages list, whatever comes in between them."""
    ORDERS = (search_service_pb2.SORT_ORDER_RELEVANCE, search_service_pb2.SORT_ORDER_NEWEST,
              search_service_pb2.SORT_ORDER_OLDEST, search_service_pb2.SORT_ORDER_BLEND)
    next_number = 1000

    def arrive(self):
        """New articles that match, some of them better than all before, and a copy of an old one."""
        number = type(self).next_number
        type(self).next_number += 10
        self.ingest([document(number),
                     document(number + 1, title="Lũ, lũ, lũ quét", text="Lũ về. " + prose(number),
                              published="2023-09-02T08:00:00+07:00"),
                     document(number + 2, published="2001-01-01T08:00:00+07:00"),
                     document(number % 60, url=f"https://khac.example/{number}")])

    def rows(self, reply):
        return [(r.article.name, r.score) for r in reply.results]

    def check(self, request):
        request.page_size = 1000
        whole = self.rows(self.searches.Search(request, timeout=SECONDS))
        self.assertGreaterEqual(len(whole), 60)
        request.page_size = 13
        paged, pages = [], 0
        while True:
            reply = self.searches.Search(request, timeout=SECONDS)
            paged += self.rows(reply)
            pages += 1
            if not reply.next_page_token:
                break
            request.page_token = reply.next_page_token
            if pages <= 2:
                self.arrive()
        if request.sort_order == search_service_pb2.SORT_ORDER_BLEND:
            # The two searches count ages from times of their own.
            whole, paged = [name for name, _ in whole], [name for name, _ in paged]
        self.assertEqual(paged, whole)

    def test_articles_that_arrive_change_no_later_page(self):
        for order in self.ORDERS:
            for duplicates in (False, True):
                for query in ("lũ", "nước lũ lên nhanh", ""):
                    with self.subTest(order=order, duplicates=duplicates, query=query):
                        self.check(Request(query=query, sort_order=order,
                                           include_duplicates=duplicates,
                                           filters=Filters(sections=SECTIONS)))

    def test_orders(self):
        for order, is_reversed in ((search_service_pb2.SORT_ORDER_NEWEST, True),
                                   (search_service_pb2.SORT_ORDER_OLDEST, False)):
            reply = self.search("lũ", page_size=1000, sort_order=order)
            dates = [r.article.publish_time.value for r in reply.results]
            dated = [date for date in dates if date]
            self.assertEqual(dates[:len(dated)], dated)
            self.assertEqual(dated, sorted(dated, reverse=is_reversed))
            self.assertEqual({r.score for r in reply.results}, {0})
        reply = self.search("lũ", page_size=1000, sort_order=search_service_pb2.SORT_ORDER_RELEVANCE)
        scores = [r.score for r in reply.results]
        self.assertEqual(scores, sorted(scores, reverse=True))

    def test_a_token_belongs_to_its_order_and_filters(self):
        request = Request(query="lũ", page_size=2)
        request.page_token = self.searches.Search(request).next_page_token
        request.sort_order = search_service_pb2.SORT_ORDER_NEWEST
        self.refused(request, "page_token")
        request.ClearField("sort_order")
        request.filters.sources.append("bao0.example")
        self.refused(request, "page_token")


class AbbreviationsTest(SearchTestCase):
    NUMBERS = range(3)

    @classmethod
    def server_arguments(cls, folder):
        path = pathlib.Path(folder) / "abbreviations.tsv"
        path.write_text("BLQX\tban liên lạc quân xá\n", encoding="utf-8")
        return "--abbreviations", str(path)

    def test_an_operators_own_abbreviations_find_their_names(self):
        name, short = self.ingest([
            document(100, text="Ban liên lạc quân xá họp ở làng. " + prose(100)),
            document(101, text="Cuộc họp của BLQX kéo dài. " + prose(101))])
        for query in ("BLQX", "ban lien lac quan xa"):
            reply = self.search(query)
            self.assertEqual({r.article.name for r in reply.results}, {name, short}, query)
        reply = self.search('"BLQX"')
        self.assertEqual([r.article.name for r in reply.results], [short])

    def test_built_in_ones_stay(self):
        name, = self.ingest([document(200, text="Công an nhân dân đến giúp bà con. " + prose(200))])
        self.assertIn(name, [r.article.name for r in self.search("CAND").results])

    def test_a_file_that_cannot_be_read_keeps_the_server_from_starting(self):
        with tempfile.TemporaryDirectory(prefix="khotin-search-") as folder:
            path = pathlib.Path(folder) / "abbreviations.tsv"
            server = KhotinServer(pathlib.Path(folder) / "store", ("--abbreviations", str(path)))
            with self.assertRaisesRegex(RuntimeError, "abbreviations.tsv: No such file"):
                server.start()
            path.mkdir()
            with self.assertRaisesRegex(RuntimeError, "abbreviations.tsv: not a regular file"):
                server.start()
            path.rmdir()
            path.write_text("CA\tcông an\n", encoding="utf-8")
            with self.assertRaisesRegex(RuntimeError, "abbreviations.tsv.*1"):
                server.start()


if __name__ == "__main__":
    unittest.main(verbosity=2)
