#include "search_request.h"

#include <functional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query/query_parser.h"
#include "rpc/error.h"
#include "search_cursor.h"

namespace khotin::server {
namespace {

using testing::HasSubstr;

const rpc::PageTokens kTokens(7);
const absl::Time kNow = absl::FromUnixSeconds(1700000000);

absl::StatusOr<SearchPlan> Read(const v1::SearchRequest& request) {
  return ReadSearchRequest(request, kTokens, kNow);
}

v1::SearchRequest WordsRequest() {
  v1::SearchRequest request;
  request.set_query("lũ quét");
  return request;
}

TEST(SearchRequestTest, WordsAloneAskForTheUsual) {
  const auto plan = Read(WordsRequest());
  ASSERT_TRUE(plan.ok()) << plan.status();
  EXPECT_EQ(query::ToString(plan->query), "lũ! quét!");
  EXPECT_EQ(plan->options.limit, 20);
  EXPECT_TRUE(plan->options.collapse);
  EXPECT_EQ(plan->options.sort, query::SortOrder::kRelevance);
  EXPECT_EQ(plan->options.total, query::TotalMode::kEstimate);
  EXPECT_TRUE(plan->options.facets.empty());
  EXPECT_FALSE(plan->options.histogram.has_value());
  EXPECT_EQ(plan->options.now_seconds, 1700000000);
  EXPECT_EQ(plan->view, v1::ARTICLE_VIEW_BASIC);
}

TEST(SearchRequestTest, FiltersJoinTheQuery) {
  v1::SearchRequest request = WordsRequest();
  v1::SearchFilters& filters = *request.mutable_filters();
  filters.add_sources("VnExpress.net");
  filters.add_sources("tuoitre.vn");
  filters.add_sections("Thời sự");
  filters.add_languages("vi");
  filters.add_entities("entities/person/to-lam");
  filters.add_authors("Hoàng Sơn");
  const auto plan = Read(request);
  ASSERT_TRUE(plan.ok()) << plan.status();
  EXPECT_EQ(query::ToString(plan->query),
            "lũ! quét! +or(source=<vnexpress net> source=<tuoitre vn>) +section=<thoi su> "
            "+language=<vi> +entity=<person to lam> +author=<hoang son>");
}

TEST(SearchRequestTest, TimesAreWholeSecondsOfPublication) {
  v1::SearchRequest request;
  request.mutable_filters()->mutable_publish_after()->set_seconds(1000);
  request.mutable_filters()->mutable_publish_before()->set_seconds(2000);
  EXPECT_EQ(query::ToString(Read(request)->query), "+date=[1000,2000)");
  request.mutable_filters()->mutable_publish_after()->set_nanos(1);
  EXPECT_EQ(query::ToString(Read(request)->query), "+date=[1001,2000)");
  request.mutable_filters()->clear_publish_before();
  EXPECT_EQ(query::ToString(Read(request)->query), "+date=[1001,)");
  request.mutable_filters()->set_date("1970-01-02..");
  EXPECT_EQ(query::ToString(Read(request)->query), "+date=[1001,) +date=[61200,)");
}

TEST(SearchRequestTest, WithoutWordsTheNewestComeFirst) {
  v1::SearchRequest request;
  request.mutable_filters()->add_sources("tuoitre.vn");
  EXPECT_EQ(Read(request)->options.sort, query::SortOrder::kNewest);
  request.set_query("-lũ");
  EXPECT_EQ(Read(request)->options.sort, query::SortOrder::kNewest);
  request.set_query("source:tuoitre.vn");
  EXPECT_EQ(Read(request)->options.sort, query::SortOrder::kNewest);
  request.set_query("(lũ OR source:tuoitre.vn)");
  EXPECT_EQ(Read(request)->options.sort, query::SortOrder::kRelevance);
  request.set_query("");
  request.set_sort_order(v1::SORT_ORDER_OLDEST);
  EXPECT_EQ(Read(request)->options.sort, query::SortOrder::kOldest);
}

TEST(SearchRequestTest, FacetsAndTotals) {
  v1::SearchRequest request = WordsRequest();
  request.set_total_mode(v1::TOTAL_MODE_EXACT);
  request.set_include_duplicates(true);
  request.set_histogram_interval(v1::HISTOGRAM_INTERVAL_WEEK);
  request.add_facets()->set_field(v1::FACET_FIELD_ENTITY);
  v1::FacetRequest& many = *request.add_facets();
  many.set_field(v1::FACET_FIELD_SOURCE);
  many.set_limit(100000);
  const auto plan = Read(request);
  ASSERT_TRUE(plan.ok()) << plan.status();
  EXPECT_EQ(plan->options.total, query::TotalMode::kExact);
  EXPECT_FALSE(plan->options.collapse);
  EXPECT_EQ(plan->options.histogram, query::HistogramUnit::kWeek);
  ASSERT_EQ(plan->options.facets.size(), 2u);
  EXPECT_EQ(plan->options.facets[0].field, index::ValueField::kEntity);
  EXPECT_EQ(plan->options.facets[0].limit, 10u);
  EXPECT_EQ(plan->options.facets[1].field, index::ValueField::kSource);
  EXPECT_EQ(plan->options.facets[1].limit, 1000u);
}

TEST(SearchRequestTest, ATokenLeadsOnWithOrWithoutFacets) {
  v1::SearchRequest request = WordsRequest();
  query::Cursor cursor;
  cursor.article_id = std::string("a");
  cursor.max_revision = 5;
  request.add_facets()->set_field(v1::FACET_FIELD_SOURCE);
  request.set_page_token(kTokens.Seal(request, EncodeSearchCursor(cursor)));
  request.clear_facets();
  request.set_page_size(3);
  const auto plan = Read(request);
  ASSERT_TRUE(plan.ok()) << plan.status();
  ASSERT_TRUE(plan->options.after.has_value());
  EXPECT_EQ(plan->options.after->article_id, "a");
  request.set_sort_order(v1::SORT_ORDER_NEWEST);
  EXPECT_EQ(Read(request).status().code(), absl::StatusCode::kInvalidArgument);
}

struct WrongRequest {
  std::string field;
  std::string message;  // a part of it
  std::function<void(v1::SearchRequest*)> make_wrong;
};

std::vector<WrongRequest> WrongRequests() {
  return {
      {"query", "column 1: there is no word", [](auto* r) { r->clear_query(); }},
      {"query", "column 4: the quote is not closed", [](auto* r) { r->set_query("lũ \"quét"); }},
      {"query", "column 9: expected a date such as", [](auto* r) { r->set_query("lũ date:x"); }},
      {"query", "column 1: only exclusions", [](auto* r) { r->set_query("-lũ"); }},
      {"page_size", "must not be negative", [](auto* r) { r->set_page_size(-1); }},
      {"page_token", "not a page token", [](auto* r) { r->set_page_token("x"); }},
      {"page_token", "begin again",
       [](auto* r) { r->set_page_token(kTokens.Seal(*r, "no cursor")); }},
      {"view", "no such view", [](auto* r) { r->set_view(static_cast<v1::ArticleView>(99)); }},
      {"filters.sources[1]", "expected a value with letters or digits",
       [](auto* r) {
         r->mutable_filters()->add_sources("tuoitre.vn");
         r->mutable_filters()->add_sources(" … ");
       }},
      {"filters.authors", "expected at most 64 values, not 65",
       [](auto* r) {
         for (int i = 0; i < 65; ++i) r->mutable_filters()->add_authors("Mai");
       }},
      {"filters.sections[0]", "expected at most 2048 bytes",
       [](auto* r) { r->mutable_filters()->add_sections(std::string(2049, 'a')); }},
      {"filters.entities", "expected a value",
       [](auto* r) { r->mutable_filters()->add_entities("entities/"); }},
      {"filters.date", "expected a date such as",
       [](auto* r) { r->mutable_filters()->set_date("hôm qua"); }},
      {"filters.date", "the range ends before it begins",
       [](auto* r) { r->mutable_filters()->set_date("2023..2022"); }},
      {"filters.publish_after", "expected a time of the years 1 to 9999",
       [](auto* r) { r->mutable_filters()->mutable_publish_after()->set_nanos(-1); }},
      {"filters.publish_before", "expected a time of the years 1 to 9999",
       [](auto* r) {
         r->mutable_filters()->mutable_publish_before()->set_seconds(int64_t{1} << 40);
       }},
      {"filters.publish_before", "expected a time after filters.publish_after",
       [](auto* r) {
         r->mutable_filters()->mutable_publish_after()->set_seconds(9);
         r->mutable_filters()->mutable_publish_before()->set_seconds(9);
       }},
      {"sort_order", "no such order",
       [](auto* r) { r->set_sort_order(static_cast<v1::SortOrder>(99)); }},
      {"total_mode", "no such mode",
       [](auto* r) { r->set_total_mode(static_cast<v1::TotalMode>(99)); }},
      {"histogram_interval", "no such interval",
       [](auto* r) { r->set_histogram_interval(static_cast<v1::HistogramInterval>(99)); }},
      {"facets[0].field", "expected one of", [](auto* r) { r->add_facets(); }},
      {"facets[1].field", "expected each field once",
       [](auto* r) {
         r->add_facets()->set_field(v1::FACET_FIELD_SOURCE);
         r->add_facets()->set_field(v1::FACET_FIELD_SOURCE);
       }},
      {"facets[0].limit", "must not be negative",
       [](auto* r) {
         r->add_facets()->set_field(v1::FACET_FIELD_SOURCE);
         r->mutable_facets(0)->set_limit(-1);
       }},
  };
}

TEST(SearchRequestTest, WhatIsWrongIsNamed) {
  for (const WrongRequest& wrong : WrongRequests()) {
    SCOPED_TRACE(wrong.field + ": " + wrong.message);
    v1::SearchRequest request = WordsRequest();
    wrong.make_wrong(&request);
    const absl::Status status = Read(request).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), HasSubstr(wrong.message));
    // The status of a client has the field among its details.
    EXPECT_THAT(rpc::ToGrpc(status).error_details(), HasSubstr(wrong.field));
  }
}

}  // namespace
}  // namespace khotin::server
