#include "search_request.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "histogram_message.h"
#include "query/query_parser.h"
#include "reading.h"
#include "rpc/error.h"
#include "search_cursor.h"
#include "search_filters.h"
#include "search_spelling.h"

namespace khotin::server {
namespace {

constexpr int kDefaultFacetValues = 10;
constexpr int kMaxFacetValues = 1000;

absl::StatusOr<query::QueryTree> ReadQuery(const v1::SearchRequest& request,
                                           const std::string& text) {
  query::ParseOptions options;
  options.has_filters = HasFilters(request.filters());
  absl::StatusOr<query::QueryTree> query = query::ParseQueryTree(text, options);
  if (!query.ok()) return rpc::WithField(query.status(), "query");
  KHOTIN_RETURN_IF_ERROR(AddFilters(request.filters(), &*query));
  return query;
}

// True when a word, phrase or beginning tells one hit's relevance from another's.
bool HasWords(const query::Node& node) {
  if (node.occur == query::Occur::kExcluded) return false;
  return !node.terms.empty() || std::any_of(node.children.begin(), node.children.end(), HasWords);
}

absl::StatusOr<query::SortOrder> ReadSortOrder(v1::SortOrder order, const query::QueryTree& query) {
  switch (order) {
    case v1::SORT_ORDER_UNSPECIFIED:
      return HasWords(query.root) ? query::SortOrder::kRelevance : query::SortOrder::kNewest;
    case v1::SORT_ORDER_RELEVANCE:
      return query::SortOrder::kRelevance;
    case v1::SORT_ORDER_NEWEST:
      return query::SortOrder::kNewest;
    case v1::SORT_ORDER_OLDEST:
      return query::SortOrder::kOldest;
    case v1::SORT_ORDER_BLEND:
      return query::SortOrder::kBlend;
    default:
      return rpc::InvalidField("sort_order", "no such order");
  }
}

absl::StatusOr<query::TotalMode> ReadTotalMode(v1::TotalMode mode) {
  if (!v1::TotalMode_IsValid(mode)) return rpc::InvalidField("total_mode", "no such mode");
  return mode == v1::TOTAL_MODE_EXACT ? query::TotalMode::kExact : query::TotalMode::kEstimate;
}

absl::StatusOr<index::ValueField> ReadFacetField(v1::FacetField field, absl::string_view name) {
  switch (field) {
    case v1::FACET_FIELD_SOURCE:
      return index::ValueField::kSource;
    case v1::FACET_FIELD_SECTION:
      return index::ValueField::kSection;
    case v1::FACET_FIELD_LANGUAGE:
      return index::ValueField::kLanguage;
    case v1::FACET_FIELD_ENTITY:
      return index::ValueField::kEntity;
    case v1::FACET_FIELD_AUTHOR:
      return index::ValueField::kAuthor;
    default:
      return rpc::InvalidField(name, "expected one of the fields of FacetField");
  }
}

absl::StatusOr<std::vector<query::FacetRequest>> ReadFacets(const v1::SearchRequest& request) {
  std::vector<query::FacetRequest> facets;
  for (const v1::FacetRequest& wanted : request.facets()) {
    const std::string name = absl::StrCat("facets[", facets.size(), "]");
    const std::string field_name = absl::StrCat(name, ".field");
    query::FacetRequest facet;
    KHOTIN_ASSIGN_OR_RETURN(facet.field, ReadFacetField(wanted.field(), field_name));
    const bool again =
        std::any_of(facets.begin(), facets.end(),
                    [&](const query::FacetRequest& known) { return known.field == facet.field; });
    if (again) return rpc::InvalidField(field_name, "expected each field once");
    if (wanted.limit() < 0) {
      return rpc::InvalidField(absl::StrCat(name, ".limit"), "must not be negative");
    }
    const int limit = wanted.limit() == 0 ? kDefaultFacetValues : wanted.limit();
    facet.limit = static_cast<size_t>(std::min(limit, kMaxFacetValues));
    facets.push_back(facet);
  }
  return facets;
}

absl::StatusOr<query::SearchOptions> ReadOptions(const v1::SearchRequest& request,
                                                 const query::QueryTree& query) {
  query::SearchOptions options;
  KHOTIN_ASSIGN_OR_RETURN(options.limit, rpc::PageSize(request.page_size()));
  options.collapse = !request.include_duplicates();
  KHOTIN_ASSIGN_OR_RETURN(options.sort, ReadSortOrder(request.sort_order(), query));
  KHOTIN_ASSIGN_OR_RETURN(options.total, ReadTotalMode(request.total_mode()));
  KHOTIN_ASSIGN_OR_RETURN(options.facets, ReadFacets(request));
  KHOTIN_ASSIGN_OR_RETURN(options.histogram,
                          ReadInterval(request.histogram_interval(), "histogram_interval"));
  return options;
}

// Where the page before ended, and of which query it was.
absl::Status ReadPageToken(const v1::SearchRequest& request, const rpc::PageTokens& tokens,
                           absl::optional<query::Cursor>* after, std::string* corrected_query) {
  if (request.page_token().empty()) return absl::OkStatus();
  KHOTIN_ASSIGN_OR_RETURN(const std::string bytes, tokens.Open(request, request.page_token()));
  KHOTIN_ASSIGN_OR_RETURN(CorrectedCursor split, SplitCorrection(bytes));
  KHOTIN_ASSIGN_OR_RETURN(*after, DecodeSearchCursor(split.cursor));
  *corrected_query = std::move(split.query);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<SearchPlan> ReadSearchRequest(const v1::SearchRequest& request,
                                             const rpc::PageTokens& tokens, absl::Time now) {
  SearchPlan plan;
  KHOTIN_RETURN_IF_ERROR(CheckSpellingMode(request.spelling()));
  absl::optional<query::Cursor> after;
  KHOTIN_RETURN_IF_ERROR(ReadPageToken(request, tokens, &after, &plan.corrected_query));
  KHOTIN_ASSIGN_OR_RETURN(
      plan.query,
      ReadQuery(request, plan.corrected_query.empty() ? request.query() : plan.corrected_query));
  KHOTIN_ASSIGN_OR_RETURN(plan.options, ReadOptions(request, plan.query));
  plan.options.after = std::move(after);
  plan.options.now_seconds = absl::ToUnixSeconds(now);
  KHOTIN_ASSIGN_OR_RETURN(plan.view, ViewOr(request.view(), v1::ARTICLE_VIEW_BASIC));
  return plan;
}

}  // namespace khotin::server
