#include "store/entity_writer.h"

#include <algorithm>
#include <utility>

#include "base/status.h"
#include "store/keys.h"

namespace khotin::store {

absl::Status EntityWriter::Add(absl::string_view article_id,
                               const std::vector<entity::DocumentEntity>& entities,
                               storage::v1::Article* record) {
  std::vector<storage::v1::EntityOrigin> origins;
  origins.reserve(entities.size());
  for (const entity::DocumentEntity& found : entities) {
    KHOTIN_ASSIGN_OR_RETURN(const Choice choice, Choose(article_id, found));
    storage::v1::EntityOrigin& origin = origins.emplace_back();
    origin.set_entity(choice.entity);
    origin.set_certainty(choice.certainty);
    origin.set_name(found.name);
    origin.mutable_aliases()->Add(found.aliases.begin(), found.aliases.end());
    origin.mutable_mentions()->Add(found.mentions.begin(), found.mentions.end());
  }
  return Link(article_id, std::move(origins), record);
}

absl::Status EntityWriter::Remove(absl::string_view article_id,
                                  const storage::v1::Article& record) {
  for (const storage::v1::EntityUse& use : record.entities()) {
    KHOTIN_RETURN_IF_ERROR(Count(article_id, record, use, -1));
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> EntityWriter::Relink(absl::string_view article_id,
                                          storage::v1::Article* record) {
  bool changed = false;
  for (const storage::v1::EntityUse& use : record->entities()) {
    for (storage::v1::EntityOrigin& origin : OriginsOf(use, *record)) {
      KHOTIN_ASSIGN_OR_RETURN(const PlacedOrigin placed, Place(article_id, std::move(origin)));
      changed |= placed.entity != use.entity();
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
  for (const storage::v1::EntityOrigin& origin : use.origins()) {
    if (origin.entity() == id) continue;
    KHOTIN_ASSIGN_OR_RETURN(storage::v1::Entity* const own, table_->Mutable(origin.entity()));
    own->set_origin_count(own->origin_count() + change);
  }
  const std::string key = EntityArticleKey(id, record.revision(), article_id);
  if (change < 0) return context_->Delete(Family::kEntityArticles, key);
  return context_->Put(Family::kEntityArticles, key, "");
}

absl::StatusOr<EntityWriter::Choice> EntityWriter::Choose(absl::string_view /*article_id*/,
                                                          const entity::DocumentEntity& found) {
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> known,
                          table_->IdsOf(found.type, found.key));
  if (!known.empty()) return Choice{known.front()};
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, table_->FreeId(found.type, found.name, found.key));
  KHOTIN_RETURN_IF_ERROR(table_->Create(id, found.type, found.key));
  return Choice{id};
}

absl::StatusOr<PlacedOrigin> EntityWriter::Place(absl::string_view article_id,
                                                 storage::v1::EntityOrigin origin) {
  PlacedOrigin placed;
  placed.origin = std::move(origin);
  const std::string& own = placed.origin.entity();
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Entity* const record, table_->Get(own));
  KHOTIN_ASSIGN_OR_RETURN(placed.entity, table_->Follow(own));
  KHOTIN_ASSIGN_OR_RETURN(absl::optional<std::string> split, SplitOff(*record, article_id));
  if (!split.has_value() && placed.entity != own) {
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Entity* const merged, table_->Get(placed.entity));
    KHOTIN_ASSIGN_OR_RETURN(split, SplitOff(*merged, article_id));
  }
  if (split.has_value()) {
    KHOTIN_ASSIGN_OR_RETURN(placed.entity, table_->Follow(*split));
    placed.split = true;
  }
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Entity* const target, table_->Get(placed.entity));
  placed.other_name = target->key() != record->key();
  return placed;
}

absl::StatusOr<absl::optional<std::string>> EntityWriter::SplitOff(
    const storage::v1::Entity& record, absl::string_view article_id) {
  KHOTIN_ASSIGN_OR_RETURN(const bool has_splits, HasSplits());
  if (!has_splits) return absl::optional<std::string>();
  const std::string key =
      EntitySplitKey(static_cast<entity::EntityType>(record.type()), record.key(), article_id);
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> value,
                          context_->Get(Family::kEntitySplits, key));
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
