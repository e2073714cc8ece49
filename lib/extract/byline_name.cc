#include "extract/byline_name.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "extract/byline_words.h"
#include "text/syllable.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

constexpr size_t kMaxNameBytes = 48;
constexpr size_t kMaxNameWords = 5;
constexpr size_t kMaxAgencyBytes = 60;
constexpr size_t kMaxAgencyWords = 6;

bool BeginsUpper(absl::string_view word) {
  size_t pos = 0;
  return !word.empty() && IsUpper(text::DecodeUtf8(word, &pos));
}

// "H.", "T.Hà", "K": capitals set off by dots, the last of which may begin a syllable.
bool IsInitials(absl::string_view word) {
  for (absl::string_view part : absl::StrSplit(word, '.', absl::SkipEmpty())) {
    size_t pos = 0;
    if (!IsUpper(text::DecodeUtf8(part, &pos))) return false;
    if (pos < part.size() && !text::IsVietnameseSyllable(part)) return false;
  }
  return absl::StrContains(word, ".") ? word.size() > 1 : word.size() <= 2;
}

// A syllable, or the initials that stand for one.
bool IsNameWord(absl::string_view word) {
  return BeginsUpper(word) && (text::IsVietnameseSyllable(word) || IsInitials(word));
}

// "G.T", "P.V.": single capitals with dots between, a writer's initials.
bool IsDottedInitials(absl::string_view text) {
  for (const absl::string_view part : absl::StrSplit(text, '.', absl::SkipEmpty())) {
    size_t pos = 0;
    if (!IsUpper(text::DecodeUtf8(part, &pos)) || pos < part.size()) return false;
  }
  return absl::StrContains(text, ".") && text.size() >= 3;
}

absl::string_view FirstWord(absl::string_view text) { return text.substr(0, text.find(' ')); }

template <typename List>
bool Contains(const List& list, absl::string_view item) {
  return std::find(std::begin(list), std::end(list), item) != std::end(list);
}

// A heading or a place where a name might stand.
bool IsNoName(absl::string_view text) {
  return IsPlaceName(text) || Contains(kNoNameOpenings, text::ToLower(FirstWord(text)));
}

}  // namespace

bool IsPlaceName(absl::string_view text) {
  const std::string lower = text::ToLower(text);
  absl::string_view place = lower;
  absl::ConsumePrefix(&place, "từ ");
  return Contains(kPlaces, place);
}

bool IsUpper(char32_t c) {
  if (c < 0x80) return absl::ascii_isupper(static_cast<unsigned char>(c));
  std::string letter;
  text::AppendUtf8(c, &letter);
  return text::ToLower(letter) != letter;
}

bool IsAcronym(absl::string_view text) {
  bool letters = false;
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = text::DecodeUtf8(text, &pos);
    const bool digit = c < 0x80 && absl::ascii_isdigit(static_cast<unsigned char>(c));
    letters = letters || IsUpper(c);
    if (!IsUpper(c) && !digit && c != '.' && c != '+') return false;
  }
  return letters && text.size() >= 3 && !absl::EndsWith(text, ".") && !IsDottedInitials(text);
}

bool IsAgencyName(absl::string_view text) {
  if (text.empty() || text.size() > kMaxAgencyBytes) return false;
  const std::vector<absl::string_view> words = absl::StrSplit(text, ' ', absl::SkipEmpty());
  if (words.empty() || words.size() > kMaxAgencyWords) return false;
  const bool capital = BeginsUpper(words[0]) || absl::StrContains(words[0], ".");
  return capital && !absl::EndsWith(text, ".") && !absl::StrContains(text, "://") &&
         !absl::StrContains(text, "(") && !IsNoName(text);
}

bool HasFamilyName(absl::string_view name) {
  return Contains(kFamilyNames, text::ToLower(FirstWord(name)));
}

bool IsPersonName(absl::string_view text) {
  if (text.size() > kMaxNameBytes || IsAcronym(text)) return false;
  const std::vector<absl::string_view> words = absl::StrSplit(text, ' ', absl::SkipEmpty());
  if (words.empty() || words.size() > kMaxNameWords) return false;
  bool syllable = false;
  for (const absl::string_view word : words) {
    if (!IsNameWord(word)) return false;
    syllable = syllable || (word.size() > 1 && text::IsVietnameseSyllable(word));
  }
  const bool initials = words.size() == 1 && absl::StrContains(text, ".");
  return (syllable || initials) && !IsNoName(text);
}

}  // namespace khotin::extract
