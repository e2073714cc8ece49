// Sets of articles by what the index knows of them: what the methods about entities look at. All
// functions are thread-safe.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_ARTICLE_SET_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_ARTICLE_SET_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "index/term.h"
#include "khotin/v1/entity_service.pb.h"
#include "khotin/v1/search_service.pb.h"
#include "query/search.h"
#include "store/view.h"

namespace khotin::server {

// Articles that have one of each of `values` and meet `filters`.
struct ArticleSet {
  struct OneOf {
    index::ValueField field = index::ValueField::kEntity;
    std::vector<std::string> values;
  };
  std::vector<OneOf> values;
  const v1::SearchFilters* filters = nullptr;  // not null
  // Of publication, besides those of `filters`.
  query::TimeRange time;
  bool include_duplicates = false;
};

// Runs `options` over the set; whether duplicates count once is the set's matter. INVALID_ARGUMENT
// names the field of the filters; CANCELLED; DATA_LOSS.
absl::StatusOr<query::SearchResult> SearchArticles(const store::View& view, const ArticleSet& set,
                                                   query::SearchOptions options);

// What is counted over the set, each cluster of duplicates as the article that was published first.
absl::StatusOr<query::SearchResult> CountArticles(const store::View& view, const ArticleSet& set,
                                                  std::vector<query::FacetRequest> facets,
                                                  absl::optional<query::HistogramUnit> histogram,
                                                  const std::function<bool()>& cancelled);

// The id of the entity that a resource name leads to, after merges. INVALID_ARGUMENT for `field`
// where it is no such name, NOT_FOUND where it leads nowhere.
absl::StatusOr<std::string> EntityNamed(const store::View& view, absl::string_view name,
                                        absl::string_view field);
// As well; "" for an empty name.
absl::StatusOr<std::string> EntityNamedIfAny(const store::View& view, absl::string_view name,
                                             absl::string_view field);

// What the ids of entities of a type begin with; "" for ENTITY_TYPE_UNSPECIFIED. INVALID_ARGUMENT
// for field "type" where there are no entities of the type.
absl::StatusOr<std::string> EntityIdPrefix(v1::EntityType type);

// The entity without its aliases, or its name alone when it is not stored.
absl::StatusOr<v1::Entity> BriefEntity(const store::View& view, const std::string& id);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_ARTICLE_SET_H_
