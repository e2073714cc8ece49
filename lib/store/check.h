// Verifies what docs/formats/store.md promises between records.
#ifndef KHOTIN_STORE_CHECK_H_
#define KHOTIN_STORE_CHECK_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "store/view_impl.h"

namespace khotin::store {

// As Store::Check.
absl::StatusOr<std::vector<std::string>> CheckView(const ViewImpl& view, int limit);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_CHECK_H_
