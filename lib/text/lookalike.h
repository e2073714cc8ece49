// Cyrillic and Greek letters that pass for Latin ones. Internal to lib/text.
#ifndef KHOTIN_TEXT_LOOKALIKE_H_
#define KHOTIN_TEXT_LOOKALIKE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace khotin::text {

// When `token`, in lower case, mixes Latin letters with lookalikes and no other foreign letters,
// sets `*latin` to its Latin reading (NFC) and returns true.
bool MapLookalikes(absl::string_view token, std::string* latin);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_LOOKALIKE_H_
