// Helpers around absl::Status, the error type of every fallible function in Khotin.
//
//   absl::Status Load(absl::string_view path) {
//     KHOTIN_ASSIGN_OR_RETURN(std::string bytes, ReadFile(path, kMaxDocumentBytes));
//     KHOTIN_RETURN_IF_ERROR(Check(bytes));
//     return absl::OkStatus();
//   }
//
// A status message names the input first and then the reason: "inbox/a.txt: invalid UTF-8 at
// byte 17".
#ifndef KHOTIN_BASE_STATUS_H_
#define KHOTIN_BASE_STATUS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::base {

// Returns `status` with "`input`: " put before its message; OK and payloads stay as they are.
absl::Status Annotate(const absl::Status& status, absl::string_view input);

}  // namespace khotin::base

#define KHOTIN_STATUS_CONCAT_INNER(a, b) a##b
#define KHOTIN_STATUS_CONCAT(a, b) KHOTIN_STATUS_CONCAT_INNER(a, b)

// Returns from the enclosing function when `expr`, an absl::Status, is not OK.
#define KHOTIN_RETURN_IF_ERROR(expr)                 \
  do {                                               \
    absl::Status khotin_status_ = (expr);            \
    if (!khotin_status_.ok()) return khotin_status_; \
  } while (false)

// Evaluates `expr`, an absl::StatusOr<T>; returns its error, or moves its value into `lhs`.
#define KHOTIN_ASSIGN_OR_RETURN(lhs, expr) \
  KHOTIN_ASSIGN_OR_RETURN_IMPL(KHOTIN_STATUS_CONCAT(khotin_status_or_, __LINE__), lhs, expr)
#define KHOTIN_ASSIGN_OR_RETURN_IMPL(tmp, lhs, expr) \
  auto tmp = (expr);                                 \
  if (!tmp.ok()) return tmp.status();                \
  lhs = std::move(tmp).value()

#endif  // KHOTIN_BASE_STATUS_H_
