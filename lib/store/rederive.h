// Makes what is derived from the articles anew: for stores of an older schema.
//
// Both go on where they were broken off: how far they have come goes into the same writes, and
// stays until ForgetProgress.
#ifndef KHOTIN_STORE_REDERIVE_H_
#define KHOTIN_STORE_REDERIVE_H_

#include <memory>

#include "absl/status/status.h"
#include "store/database.h"

namespace khotin::store {

// Bodies, sketches, clusters and stories, from the articles in the order of their commits. The
// index must be rebuilt afterwards, as clusters change.
absl::Status RederiveDuplicates(const std::shared_ptr<Database>& database);

// The stored index, from all articles.
absl::Status RebuildIndex(const std::shared_ptr<Database>& database);

// To be written with the record that says that all is done.
absl::Status ForgetProgress(WriteContext* context);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_REDERIVE_H_
