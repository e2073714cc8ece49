#include "analysis/language.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "text/passage.h"
#include "text/syllable.h"
#include "text/tokenize.h"

namespace khotin::analysis {
namespace {

constexpr int kMinWords = 20;
constexpr int kMaxWords = 2000;
// News in Vietnamese has marks on about three words of four, foreign news with names from it on
// few.
constexpr double kMinMarked = 0.2;
// For text written without marks: English has about half of its words in common with it.
constexpr double kMinSyllables = 0.8;

struct WordCounts {
  int words = 0;
  int syllables = 0;
  int marked_syllables = 0;
};

void Count(absl::string_view text, WordCounts* counts) {
  for (const text::Token& token : text::Tokenize(text)) {
    const absl::string_view word = token.In(text);
    const bool number = std::any_of(word.begin(), word.end(), [](char c) {
      return absl::ascii_isdigit(static_cast<unsigned char>(c));
    });
    if (!token.IsWord() || number) continue;
    if (++counts->words > kMaxWords) return;
    if (!text::IsVietnameseSyllable(word)) continue;
    ++counts->syllables;
    if (text::HasDiacritics(word)) ++counts->marked_syllables;
  }
}

}  // namespace

bool MayBeVietnamese(const extract::Article& article) {
  WordCounts counts;
  for (const text::Passage& passage : extract::Passages(article)) {
    if (counts.words > kMaxWords) break;
    Count(passage.text, &counts);
  }
  if (counts.words < kMinWords) return true;
  return counts.marked_syllables >= kMinMarked * counts.words ||
         counts.syllables >= kMinSyllables * counts.words;
}

}  // namespace khotin::analysis
