// Entities for lists: many at once, and without their clues, which are most of a person's record
// and are read by linking alone.
#ifndef KHOTIN_STORE_ENTITY_READER_H_
#define KHOTIN_STORE_ENTITY_READER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/database.h"
#include "store/view.h"

namespace khotin::store {

// The record of `id` but for its clues. DATA_LOSS that names the entity where the bytes are none.
absl::StatusOr<storage::v1::Entity> ParseWithoutClues(absl::string_view bytes,
                                                      absl::string_view id);

// The entity of each id, or the one that it was merged into, in the order of `ids`, without clues;
// nullopt for an id that is not stored.
absl::StatusOr<std::vector<absl::optional<StoredEntity>>> ReadListedEntities(
    RecordReader* reader, const std::vector<std::string>& ids);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_ENTITY_READER_H_
