// What can be said of a store without being able to use it.
#ifndef KHOTIN_STORE_STORE_SUMMARY_H_
#define KHOTIN_STORE_STORE_SUMMARY_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

namespace khotin::store {

struct StoreSummary {
  int64_t revision = 0;  // of the newest commit
  int schema_version = 0;
};

// Opens the store at `path` and all its table files, which must be there in their full size, for
// reading only: nothing in the folder changes, and a store of another schema is neither refused nor
// brought up to date. NOT_FOUND when there is none, DATA_LOSS or UNAVAILABLE for damage; each names
// the path.
absl::StatusOr<StoreSummary> SummarizeStore(const std::string& path);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_STORE_SUMMARY_H_
