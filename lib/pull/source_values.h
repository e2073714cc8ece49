// The values of a sources file. Errors are INVALID_ARGUMENT and quote the value.
#ifndef KHOTIN_PULL_SOURCE_VALUES_H_
#define KHOTIN_PULL_SOURCE_VALUES_H_

#include <cstddef>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "re2/re2.h"

namespace khotin::pull {

// "1500ms", "2s", "10m", "36h", "7d"; parts add up ("1h30m").
absl::Status ParseValue(absl::string_view text, absl::Duration* out);

// "2026-05-01" (its beginning in Viet Nam) or RFC 3339 with a time.
absl::Status ParseValue(absl::string_view text, absl::Time* out);

// "yes" or "no".
absl::Status ParseValue(absl::string_view text, bool* out);

// From `least` to `most`.
absl::Status ParseCount(absl::string_view text, int least, int most, int* out);

// "65536", "512KiB", "16MiB", "2GiB"; from 1 byte to `most`.
absl::Status ParseSize(absl::string_view text, size_t most, size_t* out);

// A regular expression of RE2.
absl::Status ParseValue(absl::string_view text, std::shared_ptr<const RE2>* out);

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_SOURCE_VALUES_H_
