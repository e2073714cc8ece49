// The view's reads of entities and of decisions on them.
#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "index/term.h"
#include "store/entity_reader.h"
#include "store/entity_table.h"
#include "store/keys.h"
#include "store/view_impl.h"

namespace khotin::store {
namespace {

// As much of the id as its index::ValueKey tells.
std::string IdBeginning(absl::string_view key) {
  const absl::string_view known = index::KnownBeginning(key);
  std::string id(known);
  std::replace(id.begin(), id.end(), ' ', '-');
  const size_t type_end = known.find(' ');
  if (type_end != known.npos) id[type_end] = '/';
  return id;
}

}  // namespace

absl::StatusOr<StoredEntity> ViewImpl::ResolveEntity(absl::string_view id) const {
  SnapshotReader reader = this->reader();
  StoredEntity entity;
  KHOTIN_ASSIGN_OR_RETURN(entity.id, FollowRedirects(&reader, id, &entity.record));
  return entity;
}

absl::StatusOr<std::vector<absl::optional<StoredEntity>>> ViewImpl::ResolveEntityKeys(
    const std::vector<std::string>& keys) const {
  std::vector<std::string> ids;
  ids.reserve(keys.size());
  for (const std::string& key : keys) {
    ids.push_back(IdBeginning(key));
    if (ids.back().size() == key.size()) continue;
    const std::string prefix = ids.back();
    KHOTIN_RETURN_IF_ERROR(database_->Scan(Family::kEntities, prefix, prefix, snapshot(),
                                           [&](absl::string_view id, absl::string_view) {
                                             ids.back() = std::string(id);
                                             return index::ValueKey(id) != key;
                                           }));
    if (index::ValueKey(ids.back()) != key) ids.back().clear();
  }
  SnapshotReader reader = this->reader();
  return ReadListedEntities(&reader, ids);
}

absl::StatusOr<storage::v1::Entity> ViewImpl::GetEntity(absl::string_view id) const {
  KHOTIN_ASSIGN_OR_RETURN(StoredEntity entity, ResolveEntity(id));
  return std::move(entity.record);
}

absl::StatusOr<std::vector<EntityArticleCursor>> ViewImpl::ListEntityArticles(
    absl::string_view id, const absl::optional<EntityArticleCursor>& after, int limit) const {
  const std::string prefix = EntityArticlePrefix(id);
  const std::string begin =
      after.has_value() ? EntityArticleKey(id, after->revision, after->article_id) : prefix;
  std::vector<EntityArticleCursor> articles;
  const auto visit = [&](absl::string_view key, absl::string_view) {
    const absl::optional<EntityArticleParts> parts = ParseEntityArticleKey(key);
    if (!parts.has_value() || (after.has_value() && key == begin)) return true;
    articles.push_back({parts->revision, std::string(parts->article_id)});
    return static_cast<int>(articles.size()) < limit;
  };
  KHOTIN_RETURN_IF_ERROR(
      database_->Scan(Family::kEntityArticles, prefix, begin, snapshot(), visit));
  return articles;
}

absl::StatusOr<StoredEntityDecision> ViewImpl::GetEntityDecision(int64_t id) const {
  SnapshotReader reader = this->reader();
  KHOTIN_ASSIGN_OR_RETURN(absl::optional<storage::v1::EntityDecision> record,
                          reader.GetRecord<storage::v1::EntityDecision>(
                              Family::kEntityDecisions, BigEndian64(static_cast<uint64_t>(id))));
  if (!record.has_value()) {
    return absl::NotFoundError(absl::StrCat("entity decision ", id, ": not there"));
  }
  return StoredEntityDecision{id, *std::move(record)};
}

absl::StatusOr<std::vector<StoredEntityDecision>> ViewImpl::ListEntityDecisions(int64_t after,
                                                                                int limit) const {
  std::vector<StoredEntityDecision> decisions;
  absl::Status damaged;
  KHOTIN_RETURN_IF_ERROR(database_->Scan(
      Family::kEntityDecisions, "", BigEndian64(static_cast<uint64_t>(after) + 1), snapshot(),
      [&](absl::string_view key, absl::string_view value) {
        const auto id = static_cast<int64_t>(ReadBigEndian64(key));
        auto record =
            ParseRecord<storage::v1::EntityDecision>(value, absl::StrCat("entity decision ", id));
        damaged = record.status();
        if (!damaged.ok()) return false;
        decisions.push_back({id, *std::move(record)});
        return static_cast<int>(decisions.size()) < limit;
      }));
  KHOTIN_RETURN_IF_ERROR(damaged);
  return decisions;
}

}  // namespace khotin::store
