"""Search as a client meets it: spelling, filters, facets, histogram, and abbreviations."""

import os
import pathlib
import sys
import tempfile
import unicodedata
import unittest

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
from google.protobuf import timestamp_pb2
from khotin.v1 import search_service_pb2
from khotin_server import KhotinServer
from prose import prose
from search_case import DAYS, PEOPLE, Filters, Request, SearchTestCase, document


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
