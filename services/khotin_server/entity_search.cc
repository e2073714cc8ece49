#include "entity_search.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "query/completion.h"
#include "query/typed_text.h"
#include "ranked_page.h"
#include "rpc/convert.h"
#include "rpc/error.h"
#include "text/normalize.h"
#include "text/syllable.h"
#include "titled_name.h"

namespace khotin::server {
namespace {

using Hits = std::vector<store::EntityHit>;

constexpr int kMaxMatches = 10000;
// Of so many names that begin with the query, all are looked at; of more, the index tells the
// entities of the most articles.
constexpr int kMaxNames = 64;
constexpr size_t kMaxCompletions = 50;
constexpr entity::EntityType kTypes[] = {entity::EntityType::kPerson,
                                         entity::EntityType::kOrganization,
                                         entity::EntityType::kLocation, entity::EntityType::kMisc};

// Articles that use the name that met the query.
int64_t UsesOf(const store::EntityHit& hit) {
  for (const storage::v1::Entity::Name& name : hit.entity.record.names()) {
    if (name.text() == hit.matched_name) return name.article_count();
  }
  return 0;
}

// How the name is met, where capitals and diacritics that the query has not do not count.
store::NameMatch ClassOf(const store::EntityHit& hit, bool has_diacritics) {
  const bool is_folded = hit.match == store::NameMatch::kFolded && !has_diacritics;
  return is_folded ? store::NameMatch::kExact : hit.match;
}

// Of each way to meet the query, the uses of all names that do.
using Uses = std::map<store::NameMatch, int64_t>;
Uses CountUses(const Hits& hits, bool has_diacritics) {
  Uses uses;
  for (const store::EntityHit& hit : hits) uses[ClassOf(hit, has_diacritics)] += UsesOf(hit);
  return uses;
}

v1::EntityMatch MatchMessage(const store::EntityHit& hit, const Uses& uses, bool has_diacritics) {
  v1::EntityMatch match;
  *match.mutable_entity() = rpc::EntityMessage(hit.entity.id, hit.entity.record);
  match.set_match(static_cast<v1::NameMatch>(hit.match));
  match.set_matched_name(hit.matched_name);
  const int64_t all = uses.at(ClassOf(hit, has_diacritics));
  if (all > 0) match.set_certainty(static_cast<double>(UsesOf(hit)) / static_cast<double>(all));
  return match;
}

class EntitySearch {
 public:
  // `type` may be kUnspecified. `view` must outlive the search.
  EntitySearch(const store::View* view, std::string name, entity::EntityType type)
      : view_(*view), name_(std::move(name)), type_(type) {}

  // At least the first `wanted` where there are so many.
  absl::StatusOr<Hits> Find(size_t wanted) {
    KHOTIN_ASSIGN_OR_RETURN(Hits named, view_.FindNamedEntities(name_, kMaxMatches));
    Add(std::move(named));
    if (hits_.empty() && Takes(entity::EntityType::kPerson)) {
      KHOTIN_ASSIGN_OR_RETURN(Hits titled, FindTitledPersons(view_, name_, kMaxMatches));
      Add(std::move(titled));
    }
    if (hits_.size() < wanted) KHOTIN_RETURN_IF_ERROR(AddBeginnings());
    return std::move(hits_);
  }

 private:
  bool Takes(entity::EntityType type) const {
    return type_ == entity::EntityType::kUnspecified || type_ == type;
  }

  void Add(Hits hits) {
    for (store::EntityHit& hit : hits) {
      if (!Takes(static_cast<entity::EntityType>(hit.entity.record.type()))) continue;
      if (ids_.insert(hit.entity.id).second) hits_.push_back(std::move(hit));
    }
  }

  absl::Status AddBeginnings() {
    KHOTIN_ASSIGN_OR_RETURN(absl::optional<Hits> all, view_.FindEntitiesByPrefix(name_, kMaxNames));
    if (all.has_value()) {
      Add(*std::move(all));
      return absl::OkStatus();
    }
    KHOTIN_ASSIGN_OR_RETURN(Hits frequent, MostFrequentBeginnings());
    Add(std::move(frequent));
    return absl::OkStatus();
  }

  // Of all types taken, the most frequent first.
  absl::StatusOr<std::vector<query::EntityCompletion>> Complete() const {
    query::TypedText typed = query::ReadTypedText(name_);
    typed.last_is_prefix = true;
    std::vector<absl::string_view> types;
    for (const entity::EntityType type : kTypes) {
      if (Takes(type)) types.push_back(store::EntityTypeSlug(type));
    }
    return query::CompleteEntities(view_.index(), types, typed, kMaxCompletions);
  }

  absl::StatusOr<Hits> MostFrequentBeginnings() const {
    KHOTIN_ASSIGN_OR_RETURN(const std::vector<query::EntityCompletion> completions, Complete());
    std::vector<std::string> keys;
    keys.reserve(completions.size());
    for (const query::EntityCompletion& completion : completions) keys.push_back(completion.key);
    KHOTIN_ASSIGN_OR_RETURN(auto entities, view_.ResolveEntityKeys(keys));
    Hits hits;
    for (absl::optional<store::StoredEntity>& entity : entities) {
      if (!entity.has_value()) continue;
      std::string name = store::DisplayName(entity->record);
      hits.push_back({*std::move(entity), store::NameMatch::kPrefix, std::move(name)});
    }
    return hits;
  }

  const store::View& view_;
  const std::string name_;
  const entity::EntityType type_;
  absl::flat_hash_set<std::string> ids_;  // of hits_
  Hits hits_;
};

}  // namespace

absl::Status SearchEntities(const store::View& view, const v1::SearchEntitiesRequest& request,
                            const rpc::PageTokens& tokens, v1::SearchEntitiesResponse* response) {
  if (!v1::EntityType_IsValid(request.type())) return rpc::InvalidField("type", "no such type");
  if (request.query().size() > base::kMaxQueryBytes) {
    return rpc::InvalidField("query", absl::StrCat("at most ", base::kMaxQueryBytes, " bytes"));
  }
  KHOTIN_ASSIGN_OR_RETURN(RankedPage page, ReadRankedPage(request, tokens));
  EntitySearch search(&view, request.query(), static_cast<entity::EntityType>(request.type()));
  const absl::StatusOr<Hits> hits = search.Find(page.end + 1);
  if (absl::IsInvalidArgument(hits.status())) return rpc::WithField(hits.status(), "query");
  KHOTIN_RETURN_IF_ERROR(hits.status());
  const bool has_diacritics = text::HasDiacritics(text::Normalize(request.query()).text);
  const Uses uses = CountUses(*hits, has_diacritics);
  response->set_next_page_token(FitRankedPage(request, tokens, hits->size(), &page));
  for (size_t i = page.begin; i < page.end; ++i) {
    *response->add_matches() = MatchMessage((*hits)[i], uses, has_diacritics);
  }
  return absl::OkStatus();
}

}  // namespace khotin::server
