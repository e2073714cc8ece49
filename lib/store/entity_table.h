// The entity records, keys and names that a commit reads and changes.
#ifndef KHOTIN_STORE_ENTITY_TABLE_H_
#define KHOTIN_STORE_ENTITY_TABLE_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "entity/mention.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/database.h"
#include "store/entity_decision.h"

namespace khotin::store {

// The entity that `id` was merged into, over any number of steps, or itself; what is stored of it
// in `record`. NOT_FOUND.
absl::StatusOr<std::string> FollowRedirects(RecordReader* reader, absl::string_view id,
                                            storage::v1::Entity* record);

// For one commit; changed records are held until Flush. Records stay where they are until then. Not
// thread-safe.
class EntityTable {
 public:
  explicit EntityTable(WriteContext* context) : context_(context) {}

  // nullptr when it is not there.
  absl::StatusOr<const storage::v1::Entity*> Find(const std::string& id);
  // Find, and DATA_LOSS when it is not there.
  absl::StatusOr<const storage::v1::Entity*> Get(const std::string& id);
  // Get, for a change.
  absl::StatusOr<storage::v1::Entity*> Mutable(const std::string& id);

  // The entity, what it was merged into, and so on; the last one stands for all. In what this
  // commit sees; DATA_LOSS when one of them is not there.
  absl::StatusOr<std::vector<std::string>> Steps(const std::string& id);
  // The last of them.
  absl::StatusOr<std::string> Follow(const std::string& id);

  // Those of one type and exact key, in the order they were made.
  absl::StatusOr<std::vector<std::string>> IdsOf(entity::EntityType type,
                                                 absl::string_view exact_key);

  // Makes an entity of a free id.
  absl::Status Create(const std::string& id, entity::EntityType type, absl::string_view exact_key);

  // An id that is free: type and the slug of `name`, with a digest of the key behind them where two
  // names have one slug ("Nguyễn Văn Thành", "Nguyễn Văn Thanh").
  absl::StatusOr<std::string> FreeId(entity::EntityType type, absl::string_view name,
                                     absl::string_view exact_key);
  // The same for another entity of the key of `id`: "person/ba" and "Kiên Giang" give
  // "person/ba--kien-giang", with "-2", "-3" … behind it where that is taken; without a suffix
  // "person/ba--2".
  absl::StatusOr<std::string> FreeIdBeside(absl::string_view id, absl::string_view suffix);

  // Counts a use of `name` by an article, or takes it back (-1).
  absl::Status CountName(const std::string& id, const std::string& name, bool alias, int change);

  // Empty takes it away.
  absl::Status SetDisplayName(const std::string& id, const std::string& name);

  // Writes what changed. Entities that no article and no decision names go. Call once, at the end.
  absl::Status Flush();

  // Entities made less entities that went.
  int64_t count_change() const { return count_change_; }

 private:
  struct Slot {
    storage::v1::Entity record;
    bool changed = false;
  };

  absl::StatusOr<Slot*> Load(const std::string& id);
  absl::StatusOr<bool> IsFree(const std::string& id);
  absl::Status Delete(const std::string& id, const storage::v1::Entity& record);

  WriteContext* const context_;
  std::map<std::string, Slot> slots_;
  int64_t count_change_ = 0;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_ENTITY_TABLE_H_
