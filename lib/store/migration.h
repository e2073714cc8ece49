// Brings a store of an older schema up to the present one.
#ifndef KHOTIN_STORE_MIGRATION_H_
#define KHOTIN_STORE_MIGRATION_H_

#include <memory>

#include "absl/status/status.h"
#include "store/database.h"

namespace khotin::store {

// `version` is the store's, at most kSchemaVersion. May be interrupted and run again: the schema
// version is written last. FAILED_PRECONDITION for an older store that is opened read-only.
absl::Status Migrate(int version, const std::shared_ptr<Database>& database);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_MIGRATION_H_
