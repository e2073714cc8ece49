// Why a document was not taken, as a class that programs can act on; the message says it in words.
#ifndef KHOTIN_EXTRACT_REFUSAL_H_
#define KHOTIN_EXTRACT_REFUSAL_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace khotin::extract {

// Stored and sent: values never change.
enum class RefusalReason : uint8_t {
  kUnspecified = 0,
  kUnreadable = 1,     // not the format it should be: malformed, binary, damaged, cut off
  kEmpty = 2,          // no content at all
  kNoBody = 3,         // read, but without a text
  kNotArticle = 4,     // a list, an error page, a form
  kWrongLanguage = 5,  // not in the configured language
  kOverLimit = 6,      // larger, deeper or more compressed than the limits allow
};

// "unreadable", "empty", "no_body", "not_article", "wrong_language", "over_limit"; "other" for
// kUnspecified.
absl::string_view RefusalName(RefusalReason reason);

// An INVALID_ARGUMENT error that carries the reason.
absl::Status Refusal(RefusalReason reason, absl::string_view message);

// For the two most frequent: kUnreadable and kOverLimit.
absl::Status UnreadableDocument(absl::string_view message);
absl::Status OverLimit(absl::string_view message);

// The reason that `status` carries; kUnspecified for a status without one. Survives
// base::Annotate.
RefusalReason RefusalOf(const absl::Status& status);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_REFUSAL_H_
