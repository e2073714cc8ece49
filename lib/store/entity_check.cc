#include "store/entity_check.h"

#include <algorithm>

#include "absl/types/optional.h"
#include "base/status.h"
#include "store/entity_decision.h"
#include "store/entity_use.h"
#include "store/keys.h"

namespace khotin::store {
namespace {

entity::EntityType TypeOf(int32_t type) { return static_cast<entity::EntityType>(type); }

}  // namespace

template <typename Visit>
absl::Status EntityChecker::ForEach(Family family, const Visit& visit) {
  absl::Status status;
  KHOTIN_RETURN_IF_ERROR(
      reader_->Scan(family, "", "", [&](absl::string_view key, absl::string_view value) {
        status = visit(key, value);
        return status.ok() && violations_->size() < limit_;
      }));
  return status;
}

absl::Status EntityChecker::Start() {
  KHOTIN_RETURN_IF_ERROR(
      ForEach(Family::kEntityDecisions, [&](absl::string_view key, absl::string_view value) {
        const auto decision = ParseRecord<storage::v1::EntityDecision>(value, "entity decision");
        if (Expect(key.size() == 8 && decision.ok(), "entity decision: damaged record")) {
          AddDecision(static_cast<int64_t>(ReadBigEndian64(key)), *decision);
        }
        return absl::OkStatus();
      }));
  return CheckSplits();
}

void EntityChecker::AddDecision(int64_t id, const storage::v1::EntityDecision& decision) {
  ++decisions_;
  pending_ |= decision.pending();
  ++decided_[decision.entity().entity()].count;
  if (!decision.into().entity().empty()) ++decided_[decision.into().entity()].count;
  if (decision.revoked()) return;
  Decided& decided = decided_[decision.entity().entity()];
  switch (static_cast<EntityDecisionKind>(decision.kind())) {
    case EntityDecisionKind::kRename:
      Expect(decided.rename == 0, "entity ", decision.entity().entity(), ": renamed twice");
      decided.rename = id;
      decided.display_name = decision.display_name();
      break;
    case EntityDecisionKind::kMerge:
      Expect(decided.redirect.empty(), "entity ", decision.entity().entity(), ": merged twice");
      decided.redirect = decision.into().entity();
      break;
    case EntityDecisionKind::kSplit:
      for (const std::string& name : decision.keys()) {
        for (const std::string& article : decision.articles()) {
          const std::string key = EntitySplitKey(TypeOf(decision.entity().type()), name, article);
          const bool is_new =
              splits_.emplace(key, std::make_pair(id, decision.into().entity())).second;
          Expect(is_new, "article ", article, ": split off by two decisions");
          split_articles_.insert(article);
        }
      }
      break;
  }
}

absl::Status EntityChecker::CheckSplits() {
  size_t stored = 0;
  KHOTIN_RETURN_IF_ERROR(
      ForEach(Family::kEntitySplits, [&](absl::string_view key, absl::string_view value) {
        ++stored;
        const absl::optional<EntitySplit> split = DecodeEntitySplit(value);
        const auto it = splits_.find(std::string(key));
        Expect(split.has_value() && it != splits_.end() &&
                   it->second == std::make_pair(split->decision, split->entity_id),
               "an article that is split off: no decision says so");
        return absl::OkStatus();
      }));
  Expect(stored == splits_.size(), "articles split off: ", stored, ", decided ", splits_.size());
  return absl::OkStatus();
}

absl::Status EntityChecker::AddArticle(absl::string_view id, const storage::v1::Article& record) {
  for (const storage::v1::EntityUse& use : record.entities()) {
    const bool is_new = uses_.insert({use.entity(), record.revision(), std::string(id)}).second;
    Expect(is_new, "article ", id, ": two uses of ", use.entity());
    for (const std::string& name : use.aliases()) {
      auto& [uses, alias_uses] = names_[{use.entity(), name}];
      ++uses;
      ++alias_uses;
    }
    auto& [uses, alias_uses] = names_[{use.entity(), use.name()}];
    ++uses;
    if (use.other_name()) ++alias_uses;
    AddOrigins(record, use);
    KHOTIN_RETURN_IF_ERROR(CheckUse(id, record, use));
  }
  return absl::OkStatus();
}

void EntityChecker::AddOrigins(const storage::v1::Article& record,
                               const storage::v1::EntityUse& use) {
  const int32_t year = record.published().date().year();
  for (const storage::v1::EntityClue& clue : use.clues()) {
    ++clues_[use.entity()][{clue.kind(), clue.key(), year}];
  }
  if (!use.origins().empty()) --moved_[use.entity()];
  for (const storage::v1::EntityOrigin& origin : use.origins()) {
    ++moved_[ToldOf(origin)];
    for (const storage::v1::EntityClue& clue : origin.clues()) {
      ++clues_[ToldOf(origin)][{clue.kind(), clue.key(), year}];
    }
    if (origin.entity() != use.entity()) ++origins_[origin.entity()];
  }
}

// While a decision is being carried out, articles may not have it yet.
absl::Status EntityChecker::CheckUse(absl::string_view article, const storage::v1::Article& record,
                                     const storage::v1::EntityUse& use) {
  if (pending_) return absl::OkStatus();
  for (const storage::v1::EntityOrigin& origin : OriginsOf(use, record)) {
    KHOTIN_ASSIGN_OR_RETURN(const std::string placed, Placed(article, origin.entity()));
    Expect(placed == use.entity(), "article ", article, ": counts ", origin.entity(), " for ",
           use.entity(), ", decided is ", placed);
    for (const uint32_t mention : origin.mentions()) {
      Expect(static_cast<int>(mention) < record.mentions_size() &&
                 record.mentions(static_cast<int>(mention)).entity() == use.entity(),
             "article ", article, ": a mention is not of ", use.entity());
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> EntityChecker::Placed(absl::string_view article,
                                                  const std::string& own) {
  const std::string followed = Follow(own);
  if (split_articles_.count(std::string(article)) == 0) return followed;
  for (std::string step = own;; step = decided_[step].redirect) {
    KHOTIN_ASSIGN_OR_RETURN(
        const storage::v1::Entity record,
        reader_->MustGetRecord<storage::v1::Entity>(Family::kEntities, step, "entity"));
    const auto split = splits_.find(EntitySplitKey(TypeOf(record.type()), record.key(), article));
    if (split != splits_.end()) return Follow(split->second.second);
    if (step == followed) return followed;
  }
}

std::string EntityChecker::Follow(const std::string& id) const {
  std::string at = id;
  for (size_t i = 0; i <= decided_.size(); ++i) {
    const auto it = decided_.find(at);
    if (it == decided_.end() || it->second.redirect.empty()) break;
    at = it->second.redirect;
  }
  return at;
}

absl::Status EntityChecker::CheckEntity(const std::string& id, const storage::v1::Entity& entity) {
  ++entities_;
  entity_articles_[id] = entity.article_count();
  for (const auto& name : entity.names()) {
    const auto it = names_.find({id, name.text()});
    Expect(it != names_.end() && it->second.first == name.article_count() &&
               it->second.second == name.alias_count(),
           "entity ", id, ": count of name ", name.text());
    if (it != names_.end()) names_.erase(it);
  }
  KHOTIN_ASSIGN_OR_RETURN(
      const absl::optional<std::string> ids,
      reader_->Get(Family::kEntityKeys, EntityKeyKey(TypeOf(entity.type()), entity.key())));
  const std::vector<std::string> of_key = SplitEntityIds(ids.value_or(""));
  Expect(std::count(of_key.begin(), of_key.end(), id) == 1, "entity ", id,
         ": its key leads elsewhere");
  CheckClues(id, entity);
  CheckDecided(id, entity);
  return absl::OkStatus();
}

void EntityChecker::CheckClues(const std::string& id, const storage::v1::Entity& entity) {
  const auto told = clues_.find(id);
  const size_t expected = told == clues_.end() ? 0 : told->second.size();
  bool equal = static_cast<size_t>(entity.clues_size()) == expected;
  for (int i = 0; equal && i < entity.clues_size(); ++i) {
    const auto& clue = entity.clues(i);
    const auto it = told->second.find({clue.clue().kind(), clue.clue().key(), clue.year()});
    equal = it != told->second.end() && it->second == clue.article_count();
  }
  const auto moved = moved_.find(id);
  equal = equal && entity.moved_count() == (moved == moved_.end() ? 0 : moved->second);
  Expect(equal, "entity ", id, ": counts of what tells the person apart");
  if (told != clues_.end()) clues_.erase(told);
}

void EntityChecker::CheckDecided(const std::string& id, const storage::v1::Entity& entity) {
  const auto it = decided_.find(id);
  const Decided decided = it == decided_.end() ? Decided() : it->second;
  if (it != decided_.end()) decided_.erase(it);
  Expect(entity.decision_count() == decided.count, "entity ", id, ": ", decided.count,
         " decisions, counted ", entity.decision_count());
  Expect(entity.redirect() == decided.redirect, "entity ", id, ": leads to ", entity.redirect(),
         ", decided is ", decided.redirect);
  Expect(
      entity.rename_decision() == decided.rename && entity.display_name() == decided.display_name,
      "entity ", id, ": shown under a name that no decision gave");
  const auto origins = origins_.find(id);
  Expect(entity.origin_count() == (origins == origins_.end() ? 0 : origins->second), "entity ", id,
         ": count of articles that are another's by decision");
  if (origins != origins_.end()) origins_.erase(origins);
  Expect(entity.article_count() > 0 || entity.origin_count() > 0 || decided.count > 0, "entity ",
         id, ": of no article");
  Expect(pending_ || entity.redirect().empty() || entity.article_count() == 0, "entity ", id,
         ": has articles, but was merged");
}

absl::Status EntityChecker::CheckEntityArticles() {
  Expect(names_.empty(), "names of articles that no entity has: ", names_.size());
  return ForEach(Family::kEntityArticles, [&](absl::string_view key, absl::string_view) {
    const absl::optional<EntityArticleParts> parts = ParseEntityArticleKey(key);
    if (!Expect(parts.has_value(), "an entity's article: damaged key")) return absl::OkStatus();
    const std::string entity(parts->entity_id);
    Expect(uses_.erase({entity, parts->revision, std::string(parts->article_id)}) == 1, "entity ",
           entity, ": article ", parts->article_id, " does not mention it");
    --entity_articles_[entity];
    return absl::OkStatus();
  });
}

absl::Status EntityChecker::Finish(const Counts& counts) {
  KHOTIN_RETURN_IF_ERROR(
      ForEach(Family::kEntities, [&](absl::string_view id, absl::string_view value) {
        const auto entity = ParseRecord<storage::v1::Entity>(value, id);
        if (!Expect(entity.ok(), "entity ", id, ": damaged record")) return absl::OkStatus();
        return CheckEntity(std::string(id), *entity);
      }));
  KHOTIN_RETURN_IF_ERROR(CheckEntityArticles());
  Expect(origins_.empty(), "entities of articles that are not there: ", origins_.size());
  Expect(decided_.empty(), "decisions on entities that are not there: ", decided_.size());
  Expect(uses_.empty(), "mentions without an entry at their entity: ", uses_.size());
  for (const auto& [id, left] : entity_articles_) {
    Expect(left == 0, "entity ", id, ": its number of articles is off by ", left);
  }
  Expect(counts.entities == entities_, "entities: ", entities_, ", counted ", counts.entities);
  Expect(counts.entity_decisions == decisions_, "decisions on entities: ", decisions_, ", counted ",
         counts.entity_decisions);
  return absl::OkStatus();
}

}  // namespace khotin::store
