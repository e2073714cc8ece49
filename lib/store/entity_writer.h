// Keeps entities, their names and their articles in step with the articles of a commit.
#ifndef KHOTIN_STORE_ENTITY_WRITER_H_
#define KHOTIN_STORE_ENTITY_WRITER_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "entity/linker.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/database.h"

namespace khotin::store {

// For one commit; changed entities are held until Flush. Not thread-safe.
class EntityWriter {
 public:
  explicit EntityWriter(WriteContext* context) : context_(context) {}

  // Counts `article`'s entities, notes its uses in `record` and sets its mentions' entity ids.
  absl::Status Add(absl::string_view article_id,
                   const std::vector<entity::DocumentEntity>& entities,
                   storage::v1::Article* record);

  // Takes back what Add did for an earlier version.
  absl::Status Remove(absl::string_view article_id, const storage::v1::Article& record);

  // Writes the changed entities. Call once, at the end.
  absl::Status Flush();

  // Entities made less entities that lost their last article.
  int64_t entity_count_change() const { return entity_count_change_; }

 private:
  absl::StatusOr<std::string> FindOrCreate(const entity::DocumentEntity& entity);
  absl::StatusOr<std::string> FreeId(const entity::DocumentEntity& entity);
  absl::StatusOr<storage::v1::Entity*> Load(const std::string& id);
  absl::Status CountName(const std::string& id, storage::v1::Entity* entity,
                         const std::string& name, bool alias, int change);

  WriteContext* const context_;
  std::map<std::string, storage::v1::Entity> changed_;
  int64_t entity_count_change_ = 0;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_ENTITY_WRITER_H_
