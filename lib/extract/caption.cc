#include "extract/caption.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "extract/byline_name.h"
#include "extract/caption_words.h"
#include "text/normalize.h"
#include "text/syllable.h"

namespace khotin::extract {
namespace {

constexpr int32_t kMaxMarkedWords = 70;
constexpr int32_t kMaxUnmarkedWords = 40;
constexpr size_t kMaxCreditWords = 9;
constexpr int kCaptionScore = 3;

size_t CountWords(absl::string_view text) {
  return std::vector<absl::string_view>(absl::StrSplit(text, ' ', absl::SkipEmpty())).size();
}

bool StartsWithAny(absl::string_view text, absl::Span<const absl::string_view> list) {
  return std::any_of(list.begin(), list.end(), [&](absl::string_view item) {
    return absl::StartsWith(text, item) &&
           (text.size() == item.size() ||
            !absl::ascii_isalpha(static_cast<unsigned char>(text[item.size()])));
  });
}

// `padded` has a space at both ends and its punctuation turned into spaces.
bool HoldsAny(absl::string_view padded, absl::Span<const absl::string_view> list) {
  return std::any_of(list.begin(), list.end(), [&](absl::string_view item) {
    const size_t at = padded.find(item);
    return at != absl::string_view::npos && at > 0 && padded[at - 1] == ' ' &&
           at + item.size() < padded.size() && padded[at + item.size()] == ' ';
  });
}

// A credit as it stands behind its mark, without the punctuation around it.
std::string CleanCredit(absl::string_view credit) {
  while (!credit.empty() && absl::StrContains(" :.,-;", credit.substr(0, 1)))
    credit.remove_prefix(1);
  while (!credit.empty() && absl::StrContains(" .,;)", credit.substr(credit.size() - 1))) {
    credit.remove_suffix(1);
  }
  absl::ConsumePrefix(&credit, "– ");
  return std::string(credit);
}

// The credit within "(Ảnh: …)", or nullopt when the brackets hold something else. A bare "(ảnh)" or
// "(video)" announces a picture and belongs to titles.
absl::optional<std::string> CreditInBrackets(absl::string_view inside) {
  const std::string lower = text::ToLower(inside);
  if (lower.size() != inside.size() || !StartsWithAny(lower, kCreditMarks)) return absl::nullopt;
  const size_t colon = inside.find(':');
  if (colon != absl::string_view::npos) return CleanCredit(inside.substr(colon + 1));
  size_t longest = 0;
  for (const absl::string_view mark : kCreditMarks) {
    if (absl::StartsWith(lower, mark)) longest = std::max(longest, mark.size());
  }
  std::string credit = CleanCredit(inside.substr(longest));
  if (credit.empty() && !absl::StrContains(lower, " ")) return absl::nullopt;
  return credit;
}

absl::optional<CaptionMark> FindBracketedMark(absl::string_view text) {
  absl::ConsumeSuffix(&text, ".");
  if (!absl::EndsWith(text, ")")) return absl::nullopt;
  const size_t open = text.rfind('(');
  if (open == absl::string_view::npos) return absl::nullopt;
  absl::optional<std::string> credit =
      CreditInBrackets(text.substr(open + 1, text.size() - open - 2));
  if (!credit.has_value()) return absl::nullopt;
  return CaptionMark{*std::move(credit), open == 0};
}

// True when a mark at `at` begins a sentence or clause of its own: not "Bài, ảnh: …".
bool StandsApart(absl::string_view text, size_t at) {
  const absl::string_view before = absl::StripTrailingAsciiWhitespace(text.substr(0, at));
  if (before.empty()) return true;
  if (absl::StrContains(".!?)-;\"", before.substr(before.size() - 1))) return true;
  if (absl::EndsWith(before, "–") || absl::EndsWith(before, "”") || absl::EndsWith(before, "…")) {
    return true;
  }
  // A capital that no full stop announces: "… tại buổi lễ Ảnh: An Bình".
  return absl::StartsWith(text.substr(at), "Ả") && !absl::EndsWith(before, ",") &&
         !absl::EndsWith(before, "và");
}

// "Ảnh: X", "Nguồn: X", "Ảnh minh họa" at the end of the line.
absl::optional<CaptionMark> FindTrailingMark(absl::string_view text) {
  const std::string lower = text::ToLower(text);
  if (lower.size() != text.size()) return absl::nullopt;
  const bool may = absl::StrContains(lower, "ảnh") || absl::StrContains(lower, "hình") ||
                   absl::StrContains(lower, "nguồn") || absl::StrContains(lower, "minh h");
  if (!may) return absl::nullopt;
  for (const absl::string_view mark : kTrailingMarks) {
    const size_t at = absl::string_view(lower).rfind(mark);
    if (at == absl::string_view::npos || !StandsApart(text, at)) continue;
    const absl::string_view rest = text.substr(at + mark.size());
    const bool closed = rest.empty() || !absl::ascii_isalnum(static_cast<unsigned char>(rest[0]));
    if (!closed || CountWords(rest) > kMaxCreditWords) continue;
    const bool needs_colon = mark == "ảnh" || mark == "nguồn" || mark == "hình" ||
                             mark == "minh họa" || mark == "minh hoạ";
    const absl::string_view credit = absl::StripLeadingAsciiWhitespace(rest);
    if (needs_colon && !absl::StartsWith(credit, ":")) continue;
    return CaptionMark{CleanCredit(rest), at == 0};
  }
  return absl::nullopt;
}

// Lower-cased, with punctuation turned into spaces and a space at both ends.
std::string Padded(absl::string_view lower) {
  std::string padded = absl::StrCat(" ", lower, " ");
  for (char& c : padded) {
    if (absl::StrContains(".,;:!?()\"'", absl::string_view(&c, 1))) c = ' ';
  }
  return padded;
}

bool HoldsQuote(absl::string_view text) {
  return absl::StrContains(text, "\"") || absl::StrContains(text, "“") ||
         absl::StrContains(text, "”");
}

absl::string_view WithoutPlural(absl::string_view lower) {
  for (const absl::string_view plural : kPluralWords) {
    if (absl::ConsumePrefix(&lower, plural)) break;
  }
  return lower;
}

int SceneScore(absl::string_view lower, absl::string_view padded, bool names_person) {
  int score = 0;
  if (StartsWithAny(lower, kSceneOpenings)) score += 3;
  if (StartsWithAny(lower, kPersonTitles) || names_person) score += 2;
  if (StartsWithAny(WithoutPlural(lower), kGroupNouns)) score += 2;
  if (HoldsAny(padded, kDepictedActs)) score += 1;
  if (HoldsAny(padded, kScenePlaces)) score += 1;
  return score;
}

// "Nguyễn Văn An phát biểu": two capitalised syllables or more, the first a family name.
bool BeginsWithName(absl::string_view text) {
  const std::vector<absl::string_view> words = absl::StrSplit(text, ' ', absl::SkipEmpty());
  if (words.size() < 4) return false;
  const std::string two = absl::StrCat(words[0], " ", words[1]);
  return IsPersonName(two) && HasFamilyName(two);
}

}  // namespace

absl::optional<CaptionMark> FindCaptionMark(const Line& line) {
  if (line.words > kMaxMarkedWords) return absl::nullopt;
  const std::string normalized = text::Normalize(line.text).text;
  const absl::string_view text = TrimBlank(normalized);
  if (auto mark = FindBracketedMark(text); mark.has_value()) return mark;
  if (auto mark = FindTrailingMark(text); mark.has_value()) return mark;
  const std::string lower = text::ToLower(text);
  if (line.words <= kMaxUnmarkedWords && StartsWithAny(lower, kPictureOpenings)) {
    return CaptionMark{};
  }
  return absl::nullopt;
}

bool DescribesPicture(const Line& line) {
  if (line.key.empty() || line.words < 3 || line.words > kMaxUnmarkedWords) return false;
  if (line.end != LineEnd::kStop && line.end != LineEnd::kOpen) return false;
  const std::string normalized = text::Normalize(line.text).text;
  if (HoldsQuote(normalized) || HoldsSentenceBreak(normalized)) return false;
  const std::string lower = text::ToLower(normalized);
  const std::string padded = Padded(lower);
  if (StartsWithAny(lower, kNarrativeOpenings) || HoldsAny(padded, kReportingWords)) return false;
  return SceneScore(lower, padded, BeginsWithName(normalized)) >= kCaptionScore;
}

}  // namespace khotin::extract
