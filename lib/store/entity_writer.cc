#include "store/entity_writer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/status.h"
#include "store/keys.h"
#include "text/syllable.h"

namespace khotin::store {
namespace {

absl::string_view TypeSlug(entity::EntityType type) {
  switch (type) {
    case entity::EntityType::kPerson:
      return "person";
    case entity::EntityType::kOrganization:
      return "organization";
    case entity::EntityType::kLocation:
      return "location";
    default:
      return "misc";
  }
}

// The place of `name` among the sorted names, or where it belongs.
int NameIndex(const storage::v1::Entity& entity, const std::string& name) {
  const auto it = std::lower_bound(
      entity.names().begin(), entity.names().end(), name,
      [](const storage::v1::Entity::Name& a, const std::string& b) { return a.text() < b; });
  return static_cast<int>(it - entity.names().begin());
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

}  // namespace

absl::Status EntityWriter::Add(absl::string_view article_id,
                               const std::vector<entity::DocumentEntity>& entities,
                               storage::v1::Article* record) {
  for (const entity::DocumentEntity& found : entities) {
    KHOTIN_ASSIGN_OR_RETURN(const std::string id, FindOrCreate(found));
    for (uint32_t mention : found.mentions) {
      record->mutable_mentions(static_cast<int>(mention))->set_entity(id);
    }
    storage::v1::EntityUse* const use = record->add_entities();
    use->set_entity(id);
    use->set_name(found.name);
    for (const std::string& alias : found.aliases) use->add_aliases(alias);

    KHOTIN_ASSIGN_OR_RETURN(storage::v1::Entity* const stored, Load(id));
    stored->set_article_count(stored->article_count() + 1);
    KHOTIN_RETURN_IF_ERROR(CountName(id, stored, found.name, false, 1));
    for (const std::string& alias : found.aliases) {
      KHOTIN_RETURN_IF_ERROR(CountName(id, stored, alias, true, 1));
    }
    KHOTIN_RETURN_IF_ERROR(context_->Put(Family::kEntityArticles,
                                         EntityArticleKey(id, record->revision(), article_id), ""));
  }
  return absl::OkStatus();
}

absl::Status EntityWriter::Remove(absl::string_view article_id,
                                  const storage::v1::Article& record) {
  for (const storage::v1::EntityUse& use : record.entities()) {
    KHOTIN_ASSIGN_OR_RETURN(storage::v1::Entity* const stored, Load(use.entity()));
    stored->set_article_count(stored->article_count() - 1);
    KHOTIN_RETURN_IF_ERROR(CountName(use.entity(), stored, use.name(), false, -1));
    for (const std::string& alias : use.aliases()) {
      KHOTIN_RETURN_IF_ERROR(CountName(use.entity(), stored, alias, true, -1));
    }
    KHOTIN_RETURN_IF_ERROR(context_->Delete(
        Family::kEntityArticles, EntityArticleKey(use.entity(), record.revision(), article_id)));
  }
  return absl::OkStatus();
}

absl::Status EntityWriter::Flush() {
  for (const auto& [id, entity] : changed_) {
    if (entity.article_count() > 0) {
      KHOTIN_RETURN_IF_ERROR(context_->PutRecord(Family::kEntities, id, entity));
      continue;
    }
    --entity_count_change_;
    KHOTIN_RETURN_IF_ERROR(context_->Delete(Family::kEntities, id));
    KHOTIN_RETURN_IF_ERROR(context_->Delete(
        Family::kEntityKeys,
        EntityKeyKey(static_cast<entity::EntityType>(entity.type()), entity.key())));
  }
  changed_.clear();
  return absl::OkStatus();
}

absl::StatusOr<std::string> EntityWriter::FindOrCreate(const entity::DocumentEntity& entity) {
  const std::string key = EntityKeyKey(entity.type, entity.key);
  KHOTIN_ASSIGN_OR_RETURN(absl::optional<std::string> known,
                          context_->Get(Family::kEntityKeys, key));
  if (known.has_value()) return *known;
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, FreeId(entity));
  storage::v1::Entity& created = changed_[id];
  created.set_type(static_cast<int32_t>(entity.type));
  created.set_key(entity.key);
  ++entity_count_change_;
  KHOTIN_RETURN_IF_ERROR(context_->Put(Family::kEntityKeys, key, id));
  return id;
}

// Two names with one slug ("Nguyễn Văn Thành", "Nguyễn Văn Thanh") are told apart by a digest of
// the later one's key.
absl::StatusOr<std::string> EntityWriter::FreeId(const entity::DocumentEntity& entity) {
  const std::string plain = absl::StrCat(TypeSlug(entity.type), "/", entity::Slug(entity.name));
  std::string id = plain;
  for (int digits = 4;; digits += 4) {
    KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> taken,
                            context_->Get(Family::kEntities, id));
    if (!taken.has_value() && changed_.find(id) == changed_.end()) return id;
    if (digits > 24) return absl::InternalError(absl::StrCat("no free id for entity ", plain));
    id = absl::StrCat(plain, "-", base::HashBytes(entity.key).ToBase32(digits));
  }
}

absl::StatusOr<storage::v1::Entity*> EntityWriter::Load(const std::string& id) {
  const auto it = changed_.find(id);
  if (it != changed_.end()) return &it->second;
  KHOTIN_ASSIGN_OR_RETURN(absl::optional<storage::v1::Entity> stored,
                          context_->GetRecord<storage::v1::Entity>(Family::kEntities, id));
  if (!stored.has_value()) {
    return absl::DataLossError(absl::StrCat("entity ", id, " is used but not stored"));
  }
  return &(changed_[id] = *std::move(stored));
}

absl::Status EntityWriter::CountName(const std::string& id, storage::v1::Entity* entity,
                                     const std::string& name, bool alias, int change) {
  const int index = NameIndex(*entity, name);
  const std::string key = EntityNameKey(text::FoldedPhraseKey(name), id, name);
  if (!HasName(*entity, index, name)) {
    InsertName(entity, index, name);
    KHOTIN_RETURN_IF_ERROR(context_->Put(Family::kEntityNames, key, ""));
  }
  storage::v1::Entity::Name* const counted = entity->mutable_names(index);
  counted->set_article_count(counted->article_count() + change);
  counted->set_alias_count(counted->alias_count() + (alias ? change : 0));
  if (counted->article_count() > 0) return absl::OkStatus();
  entity->mutable_names()->DeleteSubrange(index, 1);
  return context_->Delete(Family::kEntityNames, key);
}

}  // namespace khotin::store
