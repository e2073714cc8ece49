#include "tools/khotin/search_options.h"

#include <string>

#include "gtest/gtest.h"

namespace khotin::cli {
namespace {

v1::SearchRequest RequestFor(const std::string& command_line, std::string* query) {
  CLI::App app;
  SearchOptions options;
  AddSearchOptions(app, options);
  app.parse(command_line);
  query->clear();
  for (const std::string& word : options.words) *query += "[" + word + "]";
  return RequestOf(options, "q");
}

TEST(SearchOptionsTest, WordsAloneLeaveTheRestOut) {
  std::string query;
  v1::SearchRequest expected;
  expected.set_query("q");
  expected.set_spelling(v1::SPELLING_MODE_CORRECT);
  EXPECT_EQ(RequestFor("lũ quét", &query).SerializeAsString(), expected.SerializeAsString());
  EXPECT_EQ(query, "[lũ][quét]");
}

TEST(SearchOptionsTest, EachOptionHasItsField) {
  std::string query;
  const v1::SearchRequest request = RequestFor(
      "--source a.vn --source b.vn --section \"Thời sự\" --language vi --entity person/to-lam "
      "--author Mai --date 2023-08 --sort oldest --exact --facet source --facet entity "
      "--histogram month --duplicates --spelling off",
      &query);
  EXPECT_EQ(query, "");
  const v1::SearchFilters& filters = request.filters();
  ASSERT_EQ(filters.sources_size(), 2);
  EXPECT_EQ(filters.sources(1), "b.vn");
  EXPECT_EQ(filters.sections(0), "Thời sự");
  EXPECT_EQ(filters.languages(0), "vi");
  EXPECT_EQ(filters.entities(0), "person/to-lam");
  EXPECT_EQ(filters.authors(0), "Mai");
  EXPECT_EQ(filters.date(), "2023-08");
  EXPECT_EQ(request.sort_order(), v1::SORT_ORDER_OLDEST);
  EXPECT_EQ(request.total_mode(), v1::TOTAL_MODE_EXACT);
  ASSERT_EQ(request.facets_size(), 2);
  EXPECT_EQ(request.facets(1).field(), v1::FACET_FIELD_ENTITY);
  EXPECT_EQ(request.histogram_interval(), v1::HISTOGRAM_INTERVAL_MONTH);
  EXPECT_TRUE(request.include_duplicates());
  EXPECT_EQ(request.spelling(), v1::SPELLING_MODE_OFF);
}

TEST(SearchOptionsTest, AFilterTakesOneValueAndLeavesTheWords) {
  std::string query;
  const v1::SearchRequest request = RequestFor("--source a.vn lũ --facet author quét", &query);
  EXPECT_EQ(query, "[lũ][quét]");
  EXPECT_EQ(request.filters().sources_size(), 1);
}

TEST(SearchOptionsTest, NamesThatMeanNothingAreRefused) {
  std::string query;
  EXPECT_THROW(RequestFor("x --sort size", &query), CLI::ParseError);
  EXPECT_THROW(RequestFor("x --facet date", &query), CLI::ParseError);
  EXPECT_THROW(RequestFor("x --histogram hour", &query), CLI::ParseError);
}

}  // namespace
}  // namespace khotin::cli
