#include "story/terms.h"

#include <string>

#include "absl/strings/string_view.h"
#include "base/hash.h"
#include "text/normalize.h"
#include "text/syllable.h"
#include "text/tokenize.h"

namespace khotin::story {
namespace {

// The finalizer of SplitMix64 (Steele, Lea and Flood 2014).
uint64_t Mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

uint64_t PairHash(uint64_t first, uint64_t second) { return Mix(Mix(first) + second); }

// The beginning of `text`, up to a space if there is one.
absl::string_view Beginning(absl::string_view text, size_t bytes) {
  if (text.size() <= bytes) return text;
  const size_t space = text.rfind(' ', bytes);
  return text.substr(0, space == absl::string_view::npos ? bytes : space);
}

}  // namespace

void VisitTerms(absl::Span<const text::Passage> passages,
                absl::FunctionRef<void(text::Field, uint64_t)> visit) {
  size_t words_left = kMaxWords;
  size_t title_words_left = kMaxWords;
  for (const text::Passage& passage : passages) {
    size_t& left = passage.field == text::Field::kTitle ? title_words_left : words_left;
    const std::string nfc = text::Normalize(Beginning(passage.text, left * kBytesPerWord)).text;
    uint64_t previous = 0;
    for (const text::Token& token : text::Tokenize(nfc)) {
      if (!token.IsWord()) {
        previous = 0;
        continue;
      }
      if (left == 0) break;
      --left;
      const uint64_t word = base::Hash64(text::ExactKey(token.In(nfc)));
      visit(passage.field, word);
      if (previous != 0) visit(passage.field, PairHash(previous, word));
      previous = word;
    }
  }
}

}  // namespace khotin::story
