#include "store/entity_writer.h"

#include <algorithm>
#include <utility>

#include "base/status.h"
#include "store/entity_profile.h"
#include "store/keys.h"

namespace khotin::store {
namespace {

// What is as sure as this is not worth a word.
constexpr double kSure = .9;
// Of an article that tells nothing of the person, and stays with the one it was given to.
constexpr double kUntold = .5;

entity::EntityType TypeOf(const storage::v1::Entity& record) {
  return static_cast<entity::EntityType>(record.type());
}

}  // namespace

absl::Status EntityWriter::Add(const PreparedArticle& article, storage::v1::Article* record) {
  std::vector<storage::v1::EntityOrigin> origins;
  origins.reserve(article.entities.size());
  for (size_t i = 0; i < article.entities.size(); ++i) {
    const entity::DocumentEntity& found = article.entities[i];
    KHOTIN_ASSIGN_OR_RETURN(const Choice choice, Choose(article.id, found, article.contexts[i]));
    storage::v1::EntityOrigin& origin = origins.emplace_back();
    origin.set_entity(choice.entity);
    origin.set_certainty(choice.certainty);
    origin.set_name(found.name);
    origin.mutable_aliases()->Add(found.aliases.begin(), found.aliases.end());
    origin.mutable_mentions()->Add(found.mentions.begin(), found.mentions.end());
    SetClues(article.contexts[i], &origin);
  }
  return Link(article.id, std::move(origins), record);
}

absl::Status EntityWriter::Remove(absl::string_view article_id,
                                  const storage::v1::Article& record) {
  for (const storage::v1::EntityUse& use : record.entities()) {
    KHOTIN_RETURN_IF_ERROR(Count(article_id, record, use, -1));
    std::set<std::string>& earlier = earlier_[std::string(article_id)];
    if (use.origins().empty()) earlier.insert(use.entity());
    for (const storage::v1::EntityOrigin& origin : use.origins()) earlier.insert(origin.entity());
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> EntityWriter::Relink(absl::string_view article_id,
                                          storage::v1::Article* record) {
  bool changed = false;
  for (const storage::v1::EntityUse& use : record->entities()) {
    for (storage::v1::EntityOrigin& origin : OriginsOf(use, *record)) {
      const std::string split = origin.split();
      KHOTIN_ASSIGN_OR_RETURN(const PlacedOrigin placed, Place(article_id, std::move(origin)));
      changed |= placed.entity != use.entity() || placed.origin.split() != split;
    }
  }
  if (!changed) return false;
  std::vector<storage::v1::EntityOrigin> origins = OriginsOf(*record);
  KHOTIN_RETURN_IF_ERROR(Remove(article_id, *record));
  KHOTIN_RETURN_IF_ERROR(Link(article_id, std::move(origins), record));
  return true;
}

absl::Status EntityWriter::Link(absl::string_view article_id,
                                std::vector<storage::v1::EntityOrigin> origins,
                                storage::v1::Article* record) {
  std::vector<PlacedOrigin> placed;
  placed.reserve(origins.size());
  for (storage::v1::EntityOrigin& origin : origins) {
    KHOTIN_ASSIGN_OR_RETURN(PlacedOrigin one, Place(article_id, std::move(origin)));
    placed.push_back(std::move(one));
  }
  SetUses(placed, record);
  for (const storage::v1::EntityUse& use : record->entities()) {
    KHOTIN_RETURN_IF_ERROR(Count(article_id, *record, use, 1));
  }
  return absl::OkStatus();
}

absl::Status EntityWriter::Count(absl::string_view article_id, const storage::v1::Article& record,
                                 const storage::v1::EntityUse& use, int change) {
  const std::string& id = use.entity();
  KHOTIN_ASSIGN_OR_RETURN(storage::v1::Entity* const stored, table_->Mutable(id));
  stored->set_article_count(stored->article_count() + change);
  KHOTIN_RETURN_IF_ERROR(table_->CountName(id, use.name(), use.other_name(), change));
  for (const std::string& alias : use.aliases()) {
    KHOTIN_RETURN_IF_ERROR(table_->CountName(id, alias, true, change));
  }
  const int year = record.published().date().year();
  for (const storage::v1::EntityClue& clue : use.clues()) CountClue(clue, year, change, stored);
  if (!use.origins().empty()) stored->set_moved_count(stored->moved_count() - change);
  for (const storage::v1::EntityOrigin& origin : use.origins()) {
    KHOTIN_ASSIGN_OR_RETURN(storage::v1::Entity* const told, table_->Mutable(ToldOf(origin)));
    told->set_moved_count(told->moved_count() + change);
    for (const storage::v1::EntityClue& clue : origin.clues()) {
      CountClue(clue, year, change, told);
    }
    if (origin.entity() == id) continue;
    KHOTIN_ASSIGN_OR_RETURN(storage::v1::Entity* const own, table_->Mutable(origin.entity()));
    own->set_origin_count(own->origin_count() + change);
  }
  const std::string key = EntityArticleKey(id, record.revision(), article_id);
  if (change < 0) return context_->Delete(Family::kEntityArticles, key);
  return context_->Put(Family::kEntityArticles, key, "");
}

absl::StatusOr<EntityWriter::Choice> EntityWriter::Choose(absl::string_view article_id,
                                                          const entity::DocumentEntity& found,
                                                          const entity::PersonContext& context) {
  KHOTIN_ASSIGN_OR_RETURN(std::vector<std::string> known, table_->IdsOf(found.type, found.key));
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> split,
                          SplitOff(found.type, found.key, article_id));
  // What the article says without the decision, which may be taken back.
  if (split.has_value()) known.erase(std::remove(known.begin(), known.end(), *split), known.end());
  if (known.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(const std::string id,
                            table_->FreeId(found.type, found.name, found.key));
    KHOTIN_RETURN_IF_ERROR(table_->Create(id, found.type, found.key));
    return Choice{id};
  }
  if (found.type != entity::EntityType::kPerson) return Choice{known.front()};
  if (context.clues.empty() && known.size() > 1) {
    absl::optional<std::string> earlier = Earlier(article_id, known);
    if (earlier.has_value()) return Choice{*std::move(earlier), kUntold};
  }
  return ChoosePerson(known, found, context);
}

absl::optional<std::string> EntityWriter::Earlier(absl::string_view article_id,
                                                  const std::vector<std::string>& known) const {
  const auto earlier = earlier_.find(article_id);
  if (earlier == earlier_.end()) return absl::nullopt;
  for (const std::string& id : known) {
    if (earlier->second.count(id) > 0) return id;
  }
  return absl::nullopt;
}

absl::StatusOr<EntityWriter::Choice> EntityWriter::ChoosePerson(
    const std::vector<std::string>& known, const entity::DocumentEntity& found,
    const entity::PersonContext& context) {
  std::vector<entity::PersonProfile> profiles;
  std::string renamed;  // merged by decision into a person of another name
  for (const std::string& id : known) {
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Entity* const record, table_->Get(id));
    profiles.push_back(ProfileOf(*record));
    if (record->redirect().empty()) continue;
    KHOTIN_ASSIGN_OR_RETURN(const std::string person, table_->Follow(id));
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Entity* const merged, table_->Get(person));
    if (merged->key() != found.key) renamed = id;
  }
  const entity::IdentityChoice choice = entity::ChooseIdentity(found.key, context, profiles);
  const double certainty = choice.certainty < kSure ? choice.certainty : 0;
  if (choice.profile.has_value()) return Choice{known[*choice.profile], certainty};
  if (!renamed.empty()) return Choice{renamed};
  KHOTIN_ASSIGN_OR_RETURN(const std::string id,
                          table_->FreeIdBeside(known.front(), IdSuffix(context)));
  KHOTIN_RETURN_IF_ERROR(table_->Create(id, found.type, found.key));
  return Choice{id, certainty};
}

absl::StatusOr<PlacedOrigin> EntityWriter::Place(absl::string_view article_id,
                                                 storage::v1::EntityOrigin origin) {
  PlacedOrigin placed;
  placed.origin = std::move(origin);
  placed.origin.clear_split();
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> steps,
                          table_->Steps(placed.origin.entity()));
  placed.entity = steps.back();
  for (const std::string& step : steps) {
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Entity* const record, table_->Get(step));
    KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> split,
                            SplitOff(TypeOf(*record), record->key(), article_id));
    if (!split.has_value()) continue;
    KHOTIN_ASSIGN_OR_RETURN(placed.entity, table_->Follow(*split));
    placed.origin.set_split(*split);
    break;
  }
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Entity* const own, table_->Get(steps.front()));
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Entity* const target, table_->Get(placed.entity));
  placed.other_name = target->key() != own->key();
  return placed;
}

absl::StatusOr<absl::optional<std::string>> EntityWriter::SplitOff(entity::EntityType type,
                                                                   absl::string_view key,
                                                                   absl::string_view article_id) {
  KHOTIN_ASSIGN_OR_RETURN(const bool has_splits, HasSplits());
  if (!has_splits) return absl::optional<std::string>();
  const std::string at = EntitySplitKey(type, key, article_id);
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> value,
                          context_->Get(Family::kEntitySplits, at));
  if (!value.has_value()) return absl::optional<std::string>();
  const absl::optional<EntitySplit> split = DecodeEntitySplit(*value);
  if (!split.has_value()) return absl::DataLossError("entity_splits: damaged record");
  return absl::make_optional(split->entity_id);
}

absl::StatusOr<bool> EntityWriter::HasSplits() {
  if (!has_splits_.has_value()) {
    bool found = false;
    KHOTIN_RETURN_IF_ERROR(
        context_->Scan(Family::kEntitySplits, "", "", [&](absl::string_view, absl::string_view) {
          found = true;
          return false;
        }));
    has_splits_ = found;
  }
  return *has_splits_;
}

}  // namespace khotin::store
