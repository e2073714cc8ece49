#include "tools/khotin/search_view.h"

#include "gtest/gtest.h"

namespace khotin::cli {
namespace {

v1::SearchResponse Reply(int results, int64_t total, bool exact, bool more) {
  v1::SearchResponse reply;
  for (int i = 0; i < results; ++i) reply.add_results();
  reply.set_total_size(total);
  reply.set_total_relation(exact ? v1::TOTAL_RELATION_EXACT : v1::TOTAL_RELATION_APPROXIMATE);
  if (more) reply.set_next_page_token("t");
  return reply;
}

std::string Line(const v1::SearchResponse& reply,
                 v1::SortOrder order = v1::SORT_ORDER_UNSPECIFIED) {
  v1::SearchRequest request;
  request.set_query("lũ");
  request.set_sort_order(order);
  return TotalLine(request, reply);
}

TEST(SearchViewTest, ExactTotals) {
  EXPECT_EQ(Line(Reply(1, 1, true, false)), "1 article matches.\n");
  EXPECT_EQ(Line(Reply(10, 1234, true, true)), "1234 articles match; the best 10.\n");
  v1::SearchResponse reply = Reply(10, 12, true, true);
  reply.set_collapsed_size(3);
  EXPECT_EQ(Line(reply, v1::SORT_ORDER_OLDEST),
            "12 articles match (+3 duplicates); the oldest 10.\n");
}

TEST(SearchViewTest, EstimatesAreRoundedAndSaidToBeThat) {
  EXPECT_EQ(Line(Reply(10, 1234, false, true)), "About 1200 articles match; the best 10.\n");
  EXPECT_EQ(Line(Reply(10, 1250, false, true), v1::SORT_ORDER_NEWEST),
            "About 1300 articles match; the newest 10.\n");
  EXPECT_EQ(Line(Reply(10, 4, false, true)), "About 10 articles match; the best 10.\n");
}

TEST(SearchViewTest, WhereAllAreShownTheirNumberIsKnown) {
  EXPECT_EQ(Line(Reply(7, 9, false, false)), "7 articles match.\n");
}

TEST(SearchViewTest, WithoutWordsTheNewestAreShown) {
  EXPECT_EQ(TotalLine(v1::SearchRequest(), Reply(2, 5, true, true)),
            "5 articles match; the newest 2.\n");
}

TEST(SearchViewTest, CorrectionsAreOfferedOrSaidToBeShown) {
  v1::SearchResponse reply;
  EXPECT_EQ(CorrectionLine(reply, Style(false)), "");
  reply.mutable_correction()->set_query("quốc hội");
  EXPECT_EQ(CorrectionLine(reply, Style(false)), "Did you mean: quốc hội\n");
  reply.mutable_correction()->set_applied(true);
  EXPECT_EQ(CorrectionLine(reply, Style(false)), "Showing results for quốc hội\n");
}

TEST(SearchViewTest, FacetsAreShortLists) {
  v1::SearchResponse reply;
  v1::Facet& sources = *reply.add_facets();
  sources.set_field(v1::FACET_FIELD_SOURCE);
  sources.add_values()->set_value("bao.example");
  sources.mutable_values(0)->set_count(12);
  sources.add_values()->set_value("tin.example\x1b[2J");
  sources.mutable_values(1)->set_count(3);
  sources.set_distinct_count(6);
  sources.set_without_count(1);
  v1::Facet& entities = *reply.add_facets();
  entities.set_field(v1::FACET_FIELD_ENTITY);
  entities.add_values()->set_value("entities/person/to-lam");
  entities.mutable_values(0)->set_display_name("Tô Lâm");
  entities.mutable_values(0)->set_count(2);
  entities.set_distinct_count(1);
  EXPECT_EQ(FacetLines(reply, Style(false)),
            "sources: bao.example 12 · tin.example [2J 3 · 4 others · none 1\n"
            "entities: Tô Lâm 2\n");
}

TEST(SearchViewTest, HistogramsHaveALineATime) {
  v1::SearchResponse reply;
  reply.add_histogram()->set_start_date("2023-08-01");
  reply.mutable_histogram(0)->set_count(12);
  reply.set_undated_size(2);
  const Style style(false);
  EXPECT_EQ(HistogramLines(v1::HISTOGRAM_INTERVAL_UNSPECIFIED, reply, style), "");
  EXPECT_EQ(HistogramLines(v1::HISTOGRAM_INTERVAL_MONTH, reply, style),
            "published:\n  2023-08  12\n  no date  2\n");
  EXPECT_EQ(HistogramLines(v1::HISTOGRAM_INTERVAL_DAY, reply, style),
            "published:\n  2023-08-01  12\n  no date  2\n");
}

}  // namespace
}  // namespace khotin::cli
