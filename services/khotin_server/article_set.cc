#include "article_set.h"

#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "entity_filter.h"
#include "query/query_parser.h"
#include "rpc/convert.h"
#include "rpc/error.h"
#include "search_filters.h"

namespace khotin::server {
namespace {

bool IsBounded(const query::TimeRange& time) {
  return time.begin != std::numeric_limits<int64_t>::min() ||
         time.end != std::numeric_limits<int64_t>::max();
}

absl::StatusOr<query::QueryTree> QueryOf(const store::View& view, const ArticleSet& set) {
  query::QueryTree query;
  KHOTIN_RETURN_IF_ERROR(AddFilters(*set.filters, &query));
  KHOTIN_RETURN_IF_ERROR(ResolveEntities(view, &query));
  for (const ArticleSet::OneOf& one_of : set.values) {
    KHOTIN_RETURN_IF_ERROR(query::AddFilter(one_of.field, one_of.values, &query));
  }
  if (IsBounded(set.time)) KHOTIN_RETURN_IF_ERROR(query::AddTimeRange(set.time, &query));
  return query;
}

}  // namespace

absl::StatusOr<query::SearchResult> SearchArticles(const store::View& view, const ArticleSet& set,
                                                   query::SearchOptions options) {
  KHOTIN_ASSIGN_OR_RETURN(const query::QueryTree query, QueryOf(view, set));
  options.collapse = !set.include_duplicates;
  return query::Search(view.index(), query, options);
}

absl::StatusOr<query::SearchResult> CountArticles(const store::View& view, const ArticleSet& set,
                                                  std::vector<query::FacetRequest> facets,
                                                  absl::optional<query::HistogramUnit> histogram,
                                                  const std::function<bool()>& cancelled) {
  query::SearchOptions options;
  options.limit = 1;
  options.sort = query::SortOrder::kOldest;
  options.total = query::TotalMode::kExact;
  options.facets = std::move(facets);
  options.histogram = histogram;
  options.cancelled = cancelled;
  return SearchArticles(view, set, std::move(options));
}

absl::StatusOr<std::string> EntityNamed(const store::View& view, absl::string_view name,
                                        absl::string_view field) {
  const absl::StatusOr<std::string> id = rpc::ParseEntityName(name);
  if (!id.ok()) return rpc::WithField(id.status(), field);
  KHOTIN_ASSIGN_OR_RETURN(store::StoredEntity entity, view.ResolveEntity(*id));
  return std::move(entity.id);
}

absl::StatusOr<std::string> EntityNamedIfAny(const store::View& view, absl::string_view name,
                                             absl::string_view field) {
  return name.empty() ? std::string() : EntityNamed(view, name, field);
}

absl::StatusOr<std::string> EntityIdPrefix(v1::EntityType type) {
  switch (type) {
    case v1::ENTITY_TYPE_UNSPECIFIED:
      return std::string();
    case v1::ENTITY_TYPE_PERSON:
      return std::string("person/");
    case v1::ENTITY_TYPE_ORGANIZATION:
      return std::string("organization/");
    case v1::ENTITY_TYPE_LOCATION:
      return std::string("location/");
    case v1::ENTITY_TYPE_MISC:
      return std::string("misc/");
    default:
      return rpc::InvalidField("type", "expected PERSON, ORGANIZATION, LOCATION or MISC");
  }
}

absl::StatusOr<v1::Entity> BriefEntity(const store::View& view, const std::string& id) {
  const auto record = view.GetEntity(id);
  if (record.ok()) return rpc::BriefEntityMessage(id, *record);
  if (!absl::IsNotFound(record.status())) return record.status();
  v1::Entity entity;
  entity.set_name(rpc::EntityName(id));
  return entity;
}

}  // namespace khotin::server
