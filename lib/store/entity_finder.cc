// ViewImpl::FindNamedEntities, FindEntitiesByPrefix and what a caller is shown of an entity.
#include <algorithm>
#include <map>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/entity_reader.h"
#include "store/keys.h"
#include "store/view_impl.h"
#include "text/normalize.h"
#include "text/syllable.h"

namespace khotin::store {
namespace {

struct Candidate {
  NameMatch match = NameMatch::kPrefix;
  std::string name;
};
using Candidates = std::map<std::string, Candidate, std::less<>>;  // by entity id

// Keeps of each entity the name that meets the query best.
class NameVisitor {
 public:
  explicit NameVisitor(absl::string_view query)
      : exact_(text::ExactPhraseKey(query)), folded_(text::FoldedPhraseKey(query)) {}

  const std::string& folded() const { return folded_; }
  int visited() const { return visited_; }

  void Visit(absl::string_view key) {
    const absl::optional<EntityNameParts> parts = ParseEntityNameKey(key);
    if (!parts.has_value()) return;
    ++visited_;
    const NameMatch match = MatchOf(*parts);
    const auto it = candidates_.find(parts->entity_id);
    if (it == candidates_.end()) {
      candidates_.emplace(std::string(parts->entity_id),
                          Candidate{match, std::string(parts->name)});
    } else if (match < it->second.match) {
      it->second = {match, std::string(parts->name)};
    }
  }

  Candidates TakeCandidates() { return std::move(candidates_); }

 private:
  NameMatch MatchOf(const EntityNameParts& parts) const {
    if (parts.folded != folded_) return NameMatch::kPrefix;
    return text::ExactPhraseKey(parts.name) == exact_ ? NameMatch::kExact : NameMatch::kFolded;
  }

  const std::string exact_;
  const std::string folded_;
  Candidates candidates_;
  int visited_ = 0;
};

// Without diacritics in the query, an exact match says no more than a folded one.
int Rank(NameMatch match, bool has_diacritics) {
  if (match == NameMatch::kFolded && !has_diacritics) return static_cast<int>(NameMatch::kExact);
  return static_cast<int>(match);
}

bool Better(const EntityHit& a, const EntityHit& b, bool has_diacritics) {
  const int rank_a = Rank(a.match, has_diacritics);
  const int rank_b = Rank(b.match, has_diacritics);
  if (rank_a != rank_b) return rank_a < rank_b;
  const int64_t count_a = a.entity.record.article_count();
  const int64_t count_b = b.entity.record.article_count();
  if (count_a != count_b) return count_a > count_b;
  return a.entity.id < b.entity.id;
}

std::vector<EntityHit> BestFirst(std::vector<EntityHit> hits, bool has_diacritics) {
  std::vector<EntityHit*> order;  // they are large to move
  order.reserve(hits.size());
  for (EntityHit& hit : hits) order.push_back(&hit);
  std::sort(order.begin(), order.end(), [has_diacritics](const EntityHit* a, const EntityHit* b) {
    return Better(*a, *b, has_diacritics);
  });
  std::vector<EntityHit> sorted;
  sorted.reserve(hits.size());
  for (EntityHit* const hit : order) sorted.push_back(std::move(*hit));
  return sorted;
}

// The entities of the candidates, the best first.
absl::StatusOr<std::vector<EntityHit>> ReadHits(RecordReader* reader, Candidates candidates,
                                                bool has_diacritics) {
  std::vector<std::string> ids;
  ids.reserve(candidates.size());
  for (const auto& [id, candidate] : candidates) ids.push_back(id);
  KHOTIN_ASSIGN_OR_RETURN(auto entities, ReadListedEntities(reader, ids));
  std::vector<EntityHit> hits;
  hits.reserve(ids.size());
  absl::flat_hash_map<std::string, size_t> places;  // several names can lead to what others went to
  auto entity = entities.begin();
  for (auto& [id, candidate] : candidates) {
    if (!entity->has_value()) {
      return absl::DataLossError(absl::StrCat("entity ", id, ": a name of it, but no record"));
    }
    EntityHit hit = {*std::move(*entity++), candidate.match, std::move(candidate.name)};
    const auto [place, is_new] = places.try_emplace(hit.entity.id, hits.size());
    if (is_new) {
      hits.push_back(std::move(hit));
    } else if (hit.match < hits[place->second].match) {
      hits[place->second] = std::move(hit);
    }
  }
  return BestFirst(std::move(hits), has_diacritics);
}

}  // namespace

absl::StatusOr<std::vector<EntityHit>> ViewImpl::FindNamedEntities(absl::string_view name,
                                                                   int limit) const {
  const std::string query = text::Normalize(name).text;
  NameVisitor names(query);
  if (names.folded().empty()) return absl::InvalidArgumentError("no name to look for");
  const std::string prefix = EntityNamePrefix(names.folded());
  KHOTIN_RETURN_IF_ERROR(database_->Scan(Family::kEntityNames, prefix, prefix, snapshot(),
                                         [&](absl::string_view key, absl::string_view) {
                                           names.Visit(key);
                                           return true;
                                         }));
  SnapshotReader reader = this->reader();
  KHOTIN_ASSIGN_OR_RETURN(std::vector<EntityHit> hits,
                          ReadHits(&reader, names.TakeCandidates(), text::HasDiacritics(query)));
  if (static_cast<int>(hits.size()) > limit) hits.resize(static_cast<size_t>(limit));
  return hits;
}

absl::StatusOr<absl::optional<std::vector<EntityHit>>> ViewImpl::FindEntitiesByPrefix(
    absl::string_view begin, int max_names) const {
  const std::string query = text::Normalize(begin).text;
  NameVisitor names(query);
  if (names.folded().empty()) return absl::InvalidArgumentError("no name to look for");
  KHOTIN_RETURN_IF_ERROR(database_->Scan(Family::kEntityNames, names.folded(), names.folded(),
                                         snapshot(), [&](absl::string_view key, absl::string_view) {
                                           names.Visit(key);
                                           return names.visited() <= max_names;
                                         }));
  if (names.visited() > max_names) return absl::optional<std::vector<EntityHit>>();
  SnapshotReader reader = this->reader();
  KHOTIN_ASSIGN_OR_RETURN(std::vector<EntityHit> hits,
                          ReadHits(&reader, names.TakeCandidates(), text::HasDiacritics(query)));
  return absl::make_optional(std::move(hits));
}

std::string DisplayName(const storage::v1::Entity& entity) {
  return entity.display_name().empty() ? ArticlesName(entity) : entity.display_name();
}

std::string ArticlesName(const storage::v1::Entity& entity) {
  const storage::v1::Entity::Name* best = nullptr;
  for (const storage::v1::Entity::Name& name : entity.names()) {
    const int64_t uses = name.article_count() - name.alias_count();
    if (uses > 0 && (best == nullptr || uses > best->article_count() - best->alias_count())) {
      best = &name;
    }
  }
  if (best != nullptr) return best->text();
  return entity.decided_name().empty() ? entity.key() : entity.decided_name();
}

std::vector<std::string> Aliases(const storage::v1::Entity& entity) {
  const std::string shown = DisplayName(entity);
  std::vector<std::string> aliases;
  for (const storage::v1::Entity::Name& name : entity.names()) {
    if (name.text() != shown) aliases.push_back(name.text());
  }
  return aliases;
}

}  // namespace khotin::store
