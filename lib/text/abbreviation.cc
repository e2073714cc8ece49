#include "text/abbreviation.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "text/letter.h"
#include "text/syllable.h"
#include "text/tokenize.h"
#include "text/utf8.h"

namespace khotin::text {
namespace {

constexpr size_t kLongestForm = 16;  // bytes
constexpr uint32_t kMaxCapitals = 5;

// Lower case, in byte order.
constexpr absl::string_view kShortForms[] = {
    "bs",  "cn", "corp", "cty", "dr",  "ds",   "gs",   "h",    "jr", "ks",  "kts",  "lm", "ls",
    "ltd", "mr", "mrs",  "ms",  "ncs", "nsnd", "nsut", "nsưt", "p",  "pgs", "prof", "q",  "sr",
    "st",  "t",  "ths",  "tp",  "tr",  "ts",   "tskh", "tt",   "tx", "vs",  "x",    "đd", "đt",
};

constexpr absl::string_view kInnerDottedForms[] = {
    "co.op", "co.opbank", "co.opmart", "ph.d", "th.s", "th.sĩ", "v.v",
};

template <size_t n>
bool Contains(const absl::string_view (&sorted)[n], absl::string_view word) {
  if (word.empty() || word.size() > kLongestForm) return false;
  return std::binary_search(std::begin(sorted), std::end(sorted), absl::string_view(ToLower(word)));
}

bool HasTone(absl::string_view word) {
  size_t pos = 0;
  while (pos < word.size()) {
    if (LetterOf(DecodeUtf8(word, &pos)).tone != kLevel) return true;
  }
  return false;
}

}  // namespace

bool IsDottedShortForm(absl::string_view word) { return Contains(kShortForms, word); }

bool IsInnerDottedForm(absl::string_view form) { return Contains(kInnerDottedForms, form); }

bool IsInitial(const Run& run) { return run.letters == 1 && run.upper == 1 && run.digits == 0; }

bool IsAbbreviationPart(absl::string_view text, const Run& run) {
  if (!run.IsLetters()) return false;
  if (IsInitial(run)) return true;
  const absl::string_view word = run.In(text);
  // A lower-case "tp" or "q" is as likely the end of a sentence or a typing error.
  if (run.starts_upper && IsDottedShortForm(word)) return true;
  if (!run.AllUpper() || run.letters > kMaxCapitals) return false;
  if (run.letters <= 2) return !HasTone(word);
  return !IsVietnameseSyllable(word);
}

bool IsKnownAbbreviation(absl::string_view token) {
  if (!token.empty() && token.back() == '.') token.remove_suffix(1);
  if (IsDottedShortForm(token) || IsInnerDottedForm(token)) return true;
  const size_t dot = token.rfind('.');
  return dot != absl::string_view::npos && dot > 0 && IsDottedShortForm(token.substr(dot + 1));
}

}  // namespace khotin::text
