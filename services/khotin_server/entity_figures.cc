#include "entity_figures.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "article_set.h"
#include "base/status.h"
#include "histogram_message.h"
#include "query/association.h"
#include "query/time_range.h"
#include "ranked_page.h"
#include "rpc/error.h"

namespace khotin::server {
namespace {

constexpr size_t kMaxRelated = 500;
constexpr size_t kMaxTrending = 1000;
constexpr int64_t kBaselineLengths = 4;

query::FacetRequest EntityFacet(std::string prefix, size_t limit) {
  query::FacetRequest facet;
  facet.field = index::ValueField::kEntity;
  facet.prefix = std::move(prefix);
  facet.limit = limit;
  return facet;
}

// An entity and how it stands out.
struct Ranked {
  const query::FacetValue* value = nullptr;
  double score = 0;
  double lift = 0;
  uint64_t baseline = 0;
};

bool IsBefore(const Ranked& a, const Ranked& b) {
  if (a.score != b.score) return a.score > b.score;
  return a.value->label < b.value->label;
}

std::vector<Ranked> RankRelated(const query::SearchResult& found, const std::string& id,
                                uint64_t documents, v1::RelatedOrder order) {
  std::vector<Ranked> ranked;
  for (const query::FacetValue& value : found.facets[0].values) {
    if (value.label == id) continue;
    const query::Share together = {value.count, found.total};
    const query::Share overall = {value.documents, documents};
    Ranked related = {&value, static_cast<double>(value.count), query::Lift(together, overall), 0};
    if (order != v1::RELATED_ORDER_COUNT) {
      related.score = query::SignedLogLikelihoodRatio(together, overall);
    }
    ranked.push_back(related);
  }
  std::sort(ranked.begin(), ranked.end(), IsBefore);
  return ranked;
}

// Documents of the index, superseded ones included, as FacetValue::documents counts.
uint64_t IndexedDocuments(const index::IndexSnapshot& snapshot) {
  uint64_t documents = 0;
  for (const index::SegmentView& view : snapshot.segments) {
    documents += view.segment->stats().documents;
  }
  return documents;
}

absl::StatusOr<query::TimeRange> ReadWindow(const std::string& text, absl::string_view field) {
  if (text.empty())
    return rpc::InvalidField(field, "expected a time such as 2023-08-19 or 2023-08");
  const absl::StatusOr<query::TimeRange> range = query::ParseTimeRange(text);
  if (!range.ok()) return rpc::InvalidField(field, range.status().message());
  if (range->begin == std::numeric_limits<int64_t>::min() ||
      range->end == std::numeric_limits<int64_t>::max()) {
    return rpc::InvalidField(field, "expected a time with a beginning and an end");
  }
  return *range;
}

absl::StatusOr<query::TimeRange> ReadBaseline(const std::string& text,
                                              const query::TimeRange& window) {
  if (!text.empty()) return ReadWindow(text, "baseline");
  query::TimeRange before;
  before.end = window.begin;
  before.begin = window.begin - kBaselineLengths * (window.end - window.begin);
  return before;
}

bool HasTimes(const v1::SearchFilters& filters) {
  return filters.has_publish_after() || filters.has_publish_before() || !filters.date().empty();
}

// What two times say of the entities that the first mentions most.
struct Windows {
  query::SearchResult window;
  query::SearchResult baseline;
};

absl::StatusOr<Windows> CountWindows(const store::View& view,
                                     const v1::ListTrendingEntitiesRequest& request,
                                     const std::string& prefix,
                                     const std::function<bool()>& cancelled) {
  ArticleSet set;
  set.filters = &request.filters();
  set.include_duplicates = request.include_duplicates();
  KHOTIN_ASSIGN_OR_RETURN(set.time, ReadWindow(request.window(), "window"));
  KHOTIN_ASSIGN_OR_RETURN(const query::TimeRange before,
                          ReadBaseline(request.baseline(), set.time));
  Windows windows;
  KHOTIN_ASSIGN_OR_RETURN(
      windows.window,
      CountArticles(view, set, {EntityFacet(prefix, kMaxTrending)}, absl::nullopt, cancelled));
  query::FacetRequest same = EntityFacet(prefix, kMaxTrending);
  absl::flat_hash_set<absl::string_view> wanted;
  for (const query::FacetValue& value : windows.window.facets[0].values) wanted.insert(value.label);
  same.accept = [&wanted](absl::string_view label) { return wanted.contains(label); };
  set.time = before;
  KHOTIN_ASSIGN_OR_RETURN(windows.baseline,
                          CountArticles(view, set, {same}, absl::nullopt, cancelled));
  return windows;
}

std::vector<Ranked> RankTrending(const Windows& windows) {
  absl::flat_hash_map<absl::string_view, uint64_t> before;
  for (const query::FacetValue& value : windows.baseline.facets[0].values) {
    before[value.label] = value.count;
  }
  std::vector<Ranked> ranked;
  for (const query::FacetValue& value : windows.window.facets[0].values) {
    const auto known = before.find(value.label);
    const uint64_t count = known == before.end() ? 0 : known->second;
    const query::Share now = {value.count, windows.window.total};
    const query::Share then = {count, windows.baseline.total};
    const double growth = query::SmoothedLift(now, then);
    if (growth <= 1) continue;
    ranked.push_back({&value, query::SignedLogLikelihoodRatio(now, then), growth, count});
  }
  std::sort(ranked.begin(), ranked.end(), IsBefore);
  return ranked;
}

}  // namespace

absl::Status ListRelatedEntities(const store::View& view,
                                 const v1::ListRelatedEntitiesRequest& request,
                                 const rpc::PageTokens& tokens,
                                 const std::function<bool()>& cancelled,
                                 v1::ListRelatedEntitiesResponse* response) {
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, EntityNamed(view, request.name(), "name"));
  KHOTIN_ASSIGN_OR_RETURN(const std::string prefix, EntityIdPrefix(request.type()));
  if (!v1::RelatedOrder_IsValid(request.order()))
    return rpc::InvalidField("order", "no such order");
  KHOTIN_ASSIGN_OR_RETURN(RankedPage page, ReadRankedPage(request, tokens));
  ArticleSet set;
  set.values = {{index::ValueField::kEntity, {id}}};
  set.filters = &request.filters();
  set.include_duplicates = request.include_duplicates();
  // One more, as the entity itself is among them.
  KHOTIN_ASSIGN_OR_RETURN(
      const query::SearchResult found,
      CountArticles(view, set, {EntityFacet(prefix, kMaxRelated + 1)}, absl::nullopt, cancelled));
  response->set_article_count(static_cast<int64_t>(found.total));
  const std::vector<Ranked> ranked =
      RankRelated(found, id, IndexedDocuments(view.index()), request.order());
  response->set_next_page_token(FitRankedPage(request, tokens, ranked.size(), &page));
  for (size_t i = page.begin; i < page.end; ++i) {
    v1::RelatedEntity* const related = response->add_entities();
    KHOTIN_ASSIGN_OR_RETURN(*related->mutable_entity(), BriefEntity(view, ranked[i].value->label));
    related->set_article_count(static_cast<int64_t>(ranked[i].value->count));
    related->set_lift(ranked[i].lift);
  }
  return absl::OkStatus();
}

absl::Status GetEntityTimeline(const store::View& view, const v1::GetEntityTimelineRequest& request,
                               const std::function<bool()>& cancelled,
                               v1::GetEntityTimelineResponse* response) {
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, EntityNamed(view, request.name(), "name"));
  KHOTIN_ASSIGN_OR_RETURN(const auto unit, ReadInterval(request.interval(), "interval"));
  ArticleSet set;
  set.values = {{index::ValueField::kEntity, {id}}};
  set.filters = &request.filters();
  set.include_duplicates = request.include_duplicates();
  KHOTIN_ASSIGN_OR_RETURN(
      const query::SearchResult found,
      CountArticles(view, set, {}, unit.value_or(query::HistogramUnit::kMonth), cancelled));
  FillBins(found.bins, response->mutable_bins());
  response->set_undated_count(static_cast<int64_t>(found.undated));
  response->set_article_count(static_cast<int64_t>(found.total));
  return absl::OkStatus();
}

absl::Status ListTrendingEntities(const store::View& view,
                                  const v1::ListTrendingEntitiesRequest& request,
                                  const rpc::PageTokens& tokens,
                                  const std::function<bool()>& cancelled,
                                  v1::ListTrendingEntitiesResponse* response) {
  KHOTIN_ASSIGN_OR_RETURN(const std::string prefix, EntityIdPrefix(request.type()));
  KHOTIN_ASSIGN_OR_RETURN(RankedPage page, ReadRankedPage(request, tokens));
  if (HasTimes(request.filters())) {
    return rpc::InvalidField("filters", "expected no times: window and baseline tell them");
  }
  KHOTIN_ASSIGN_OR_RETURN(const Windows windows, CountWindows(view, request, prefix, cancelled));
  response->set_window_count(static_cast<int64_t>(windows.window.total));
  response->set_baseline_count(static_cast<int64_t>(windows.baseline.total));
  const std::vector<Ranked> ranked = RankTrending(windows);
  response->set_next_page_token(FitRankedPage(request, tokens, ranked.size(), &page));
  for (size_t i = page.begin; i < page.end; ++i) {
    v1::TrendingEntity* const trending = response->add_entities();
    KHOTIN_ASSIGN_OR_RETURN(*trending->mutable_entity(), BriefEntity(view, ranked[i].value->label));
    trending->set_window_count(static_cast<int64_t>(ranked[i].value->count));
    trending->set_baseline_count(static_cast<int64_t>(ranked[i].baseline));
    trending->set_growth(ranked[i].lift);
  }
  return absl::OkStatus();
}

}  // namespace khotin::server
