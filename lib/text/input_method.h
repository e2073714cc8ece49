// What was meant by the keys of a Vietnamese input method, typed where none was at work.
#ifndef KHOTIN_TEXT_INPUT_METHOD_H_
#define KHOTIN_TEXT_INPUT_METHOD_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace khotin::text {

// The syllable, in lower case, that the keys of one word give under Telex ("tieesng", "tieengs":
// tiếng) or VNI ("tie6ng1"). Marks may follow their letter or the whole word. Nothing when the keys
// hold no mark or give no Vietnamese syllable. Pure and thread-safe.
absl::optional<std::string> DecodeTelex(absl::string_view keys);
absl::optional<std::string> DecodeVni(absl::string_view keys);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_INPUT_METHOD_H_
