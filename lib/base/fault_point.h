// Named points at which a test can make the program fail, cheap enough to stay in production code.
//
//   KHOTIN_RETURN_IF_ERROR(base::FaultPoint("store.commit.before_write"));
//
// The environment variable KHOTIN_FAULT, read once, holds "name=action[@n]" entries separated by
// commas: at the n-th passage (1 when left out) of the point `name`, `kill` ends the process as
// SIGKILL would and `error` makes FaultPoint return UNAVAILABLE, once. Thread-safe.
#ifndef KHOTIN_BASE_FAULT_POINT_H_
#define KHOTIN_BASE_FAULT_POINT_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace khotin::base {

absl::Status FaultPoint(absl::string_view name);

// Replaces what KHOTIN_FAULT said; for tests. INVALID_ARGUMENT names an entry that is malformed.
absl::Status SetFaults(absl::string_view spec);

}  // namespace khotin::base

#endif  // KHOTIN_BASE_FAULT_POINT_H_
