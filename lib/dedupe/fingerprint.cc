#include "dedupe/fingerprint.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "text/normalize.h"
#include "text/syllable.h"
#include "text/tokenize.h"

namespace khotin::dedupe {

base::Hash128 BodyFingerprint(absl::Span<const text::Passage> passages) {
  std::string keys;
  for (const text::Passage& passage : passages) {
    if (passage.field == text::Field::kTitle) continue;
    const std::string nfc = text::Normalize(passage.text).text;
    for (const text::Token& token : text::Tokenize(nfc)) {
      if (!token.IsWord()) continue;
      absl::StrAppend(&keys, text::ExactKey(token.In(nfc)), " ");
    }
  }
  return base::HashBytes(keys);
}

}  // namespace khotin::dedupe
