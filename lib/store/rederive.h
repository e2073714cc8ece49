// Makes what duplicates were found by anew: for stores of a schema that did not know it.
#ifndef KHOTIN_STORE_REDERIVE_H_
#define KHOTIN_STORE_REDERIVE_H_

#include <memory>

#include "absl/status/status.h"
#include "store/database.h"

namespace khotin::store {

// Bodies, sketches, clusters and stories, from the articles in the order of their commits. The
// index must be rebuilt afterwards, as clusters change. Goes on where it was broken off: how far it
// has come goes into the same writes, and stays until ForgetRederivation.
absl::Status RederiveDuplicates(const std::shared_ptr<Database>& database);

// To be written with the record that says that all is done.
absl::Status ForgetRederivation(WriteContext* context);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_REDERIVE_H_
