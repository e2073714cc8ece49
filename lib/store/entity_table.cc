#include "store/entity_table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/status.h"
#include "entity/linker.h"
#include "store/keys.h"
#include "text/syllable.h"

namespace khotin::store {
namespace {

constexpr absl::string_view kSuffixMark = "--";
// Of merges one behind the other; decisions keep them free of circles.
constexpr int kMaxRedirects = 10000;

// The place of `name` among the sorted names, or where it belongs.
int NameIndex(const storage::v1::Entity& entity, const std::string& name) {
  const auto it = std::lower_bound(
      entity.names().begin(), entity.names().end(), name,
      [](const storage::v1::Entity::Name& a, const std::string& b) { return a.text() < b; });
  return static_cast<int>(it - entity.names().begin());
}

bool IsNeeded(const storage::v1::Entity& entity) {
  return entity.article_count() > 0 || entity.decision_count() > 0 || entity.origin_count() > 0;
}

bool HasName(const storage::v1::Entity& entity, int index, const std::string& name) {
  return index < entity.names_size() && entity.names(index).text() == name;
}

void InsertName(storage::v1::Entity* entity, int index, const std::string& name) {
  entity->add_names()->set_text(name);
  for (int i = entity->names_size() - 1; i > index; --i) {
    entity->mutable_names()->SwapElements(i, i - 1);
  }
}

std::string NameKey(const std::string& id, const std::string& name) {
  return EntityNameKey(text::FoldedPhraseKey(name), id, name);
}

entity::EntityType TypeOf(const storage::v1::Entity& record) {
  return static_cast<entity::EntityType>(record.type());
}

}  // namespace

absl::StatusOr<std::string> FollowRedirects(RecordReader* reader, absl::string_view id,
                                            storage::v1::Entity* record) {
  std::string at(id);
  for (int i = 0; i < kMaxRedirects; ++i) {
    KHOTIN_ASSIGN_OR_RETURN(absl::optional<storage::v1::Entity> found,
                            reader->GetRecord<storage::v1::Entity>(Family::kEntities, at));
    if (!found.has_value()) {
      if (i == 0) return absl::NotFoundError(absl::StrCat("entity ", id, ": not stored"));
      return absl::DataLossError(absl::StrCat("entity ", id, " leads to ", at, ", not stored"));
    }
    *record = *std::move(found);
    if (record->redirect().empty()) return at;
    at = record->redirect();
  }
  return absl::DataLossError(absl::StrCat("entity ", id, " leads in a circle"));
}

absl::StatusOr<EntityTable::Slot*> EntityTable::Load(const std::string& id) {
  const auto it = slots_.find(id);
  if (it != slots_.end()) return &it->second;
  KHOTIN_ASSIGN_OR_RETURN(absl::optional<storage::v1::Entity> stored,
                          context_->GetRecord<storage::v1::Entity>(Family::kEntities, id));
  if (!stored.has_value()) return nullptr;
  Slot& slot = slots_[id];
  slot.record = *std::move(stored);
  return &slot;
}

absl::StatusOr<const storage::v1::Entity*> EntityTable::Find(const std::string& id) {
  KHOTIN_ASSIGN_OR_RETURN(const Slot* const slot, Load(id));
  return slot == nullptr ? nullptr : &slot->record;
}

absl::StatusOr<const storage::v1::Entity*> EntityTable::Get(const std::string& id) {
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Entity* const record, Find(id));
  if (record == nullptr) {
    return absl::DataLossError(absl::StrCat("entity ", id, " is used but not stored"));
  }
  return record;
}

absl::StatusOr<storage::v1::Entity*> EntityTable::Mutable(const std::string& id) {
  KHOTIN_RETURN_IF_ERROR(Get(id).status());
  Slot& slot = slots_[id];
  slot.changed = true;
  return &slot.record;
}

absl::StatusOr<std::vector<std::string>> EntityTable::Steps(const std::string& id) {
  std::vector<std::string> steps = {id};
  for (int i = 0; i < kMaxRedirects; ++i) {
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Entity* const record, Get(steps.back()));
    if (record->redirect().empty()) return steps;
    steps.push_back(record->redirect());
  }
  return absl::DataLossError(absl::StrCat("entity ", id, ": leads in a circle"));
}

absl::StatusOr<std::string> EntityTable::Follow(const std::string& id) {
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> steps, Steps(id));
  return steps.back();
}

absl::StatusOr<std::vector<std::string>> EntityTable::IdsOf(entity::EntityType type,
                                                            absl::string_view exact_key) {
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> ids,
                          context_->Get(Family::kEntityKeys, EntityKeyKey(type, exact_key)));
  return ids.has_value() ? SplitEntityIds(*ids) : std::vector<std::string>();
}

absl::Status EntityTable::Create(const std::string& id, entity::EntityType type,
                                 absl::string_view exact_key) {
  KHOTIN_ASSIGN_OR_RETURN(std::vector<std::string> ids, IdsOf(type, exact_key));
  ids.push_back(id);
  Slot& slot = slots_[id];
  slot.changed = true;
  slot.record.set_type(static_cast<int32_t>(type));
  slot.record.set_key(std::string(exact_key));
  ++count_change_;
  return context_->Put(Family::kEntityKeys, EntityKeyKey(type, exact_key), JoinEntityIds(ids));
}

absl::StatusOr<bool> EntityTable::IsFree(const std::string& id) {
  KHOTIN_ASSIGN_OR_RETURN(const Slot* const slot, Load(id));
  return slot == nullptr;
}

absl::StatusOr<std::string> EntityTable::FreeId(entity::EntityType type, absl::string_view name,
                                                absl::string_view exact_key) {
  const std::string plain = absl::StrCat(EntityTypeSlug(type), "/", entity::Slug(name));
  std::string id = plain;
  for (int digits = 4;; digits += 4) {
    KHOTIN_ASSIGN_OR_RETURN(const bool free, IsFree(id));
    if (free) return id;
    if (digits > 24) return absl::InternalError(absl::StrCat("no free id for entity ", plain));
    id = absl::StrCat(plain, "-", base::HashBytes(exact_key).ToBase32(digits));
  }
}

absl::StatusOr<std::string> EntityTable::FreeIdBeside(absl::string_view id,
                                                      absl::string_view suffix) {
  std::string stem = absl::StrCat(id.substr(0, id.find(kSuffixMark)), kSuffixMark);
  if (!suffix.empty()) {
    absl::StrAppend(&stem, entity::Slug(suffix));
    KHOTIN_ASSIGN_OR_RETURN(const bool free, IsFree(stem));
    if (free) return stem;
    stem.push_back('-');
  }
  for (int number = 2;; ++number) {
    std::string found = absl::StrCat(stem, number);
    KHOTIN_ASSIGN_OR_RETURN(const bool free, IsFree(found));
    if (free) return found;
  }
}

absl::Status EntityTable::CountName(const std::string& id, const std::string& name, bool alias,
                                    int change) {
  KHOTIN_ASSIGN_OR_RETURN(storage::v1::Entity* const entity, Mutable(id));
  const int index = NameIndex(*entity, name);
  if (!HasName(*entity, index, name)) {
    InsertName(entity, index, name);
    KHOTIN_RETURN_IF_ERROR(context_->Put(Family::kEntityNames, NameKey(id, name), ""));
  }
  storage::v1::Entity::Name* const counted = entity->mutable_names(index);
  counted->set_article_count(counted->article_count() + change);
  counted->set_alias_count(counted->alias_count() + (alias ? change : 0));
  if (counted->article_count() > 0) return absl::OkStatus();
  entity->mutable_names()->DeleteSubrange(index, 1);
  if (name == entity->display_name()) return absl::OkStatus();
  return context_->Delete(Family::kEntityNames, NameKey(id, name));
}

absl::Status EntityTable::SetDisplayName(const std::string& id, const std::string& name) {
  KHOTIN_ASSIGN_OR_RETURN(storage::v1::Entity* const entity, Mutable(id));
  const std::string before = entity->display_name();
  entity->set_display_name(name);
  if (!before.empty() && before != name && !HasName(*entity, NameIndex(*entity, before), before)) {
    KHOTIN_RETURN_IF_ERROR(context_->Delete(Family::kEntityNames, NameKey(id, before)));
  }
  if (name.empty()) return absl::OkStatus();
  return context_->Put(Family::kEntityNames, NameKey(id, name), "");
}

absl::Status EntityTable::Flush() {
  for (const auto& [id, slot] : slots_) {
    if (!slot.changed) continue;
    if (IsNeeded(slot.record)) {
      KHOTIN_RETURN_IF_ERROR(context_->PutRecord(Family::kEntities, id, slot.record));
    } else {
      KHOTIN_RETURN_IF_ERROR(Delete(id, slot.record));
    }
  }
  slots_.clear();
  return absl::OkStatus();
}

absl::Status EntityTable::Delete(const std::string& id, const storage::v1::Entity& record) {
  --count_change_;
  KHOTIN_RETURN_IF_ERROR(context_->Delete(Family::kEntities, id));
  KHOTIN_ASSIGN_OR_RETURN(std::vector<std::string> ids, IdsOf(TypeOf(record), record.key()));
  ids.erase(std::remove(ids.begin(), ids.end(), id), ids.end());
  const std::string key = EntityKeyKey(TypeOf(record), record.key());
  if (ids.empty()) return context_->Delete(Family::kEntityKeys, key);
  return context_->Put(Family::kEntityKeys, key, JoinEntityIds(ids));
}

}  // namespace khotin::store
