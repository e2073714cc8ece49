"""Pages of a search, which stay as they are while articles arrive, and the totals beside them."""

import os
import pathlib
import sys
import unittest

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
from khotin.v1 import search_service_pb2
from prose import prose
from search_case import SECONDS, SECTIONS, Filters, Request, SearchTestCase, document


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

if __name__ == "__main__":
    unittest.main()
