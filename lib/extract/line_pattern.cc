#include "extract/line_pattern.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extract/line_pattern_table.h"

namespace khotin::extract {
namespace {

constexpr LinePattern kArrowLink = {">>", PatternMatch::kPrefix, PatternZone::kAnywhere, 35,
                                    "related_link"};
// "Theo dõi Báo Làng trên Google News", whatever the paper's name.
constexpr LinePattern kGoogleNews = {"Google News", PatternMatch::kPrefix, PatternZone::kAnywhere,
                                     12, "follow"};
constexpr int32_t kMaxPatternWords = 60;

struct Candidate {
  std::string key;
  const LinePattern* pattern;
};

bool IsNumber(absl::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

// "bình luận 12" -> "binh luan #".
std::string WithoutNumbers(absl::string_view key) {
  std::string out;
  out.reserve(key.size());
  for (absl::string_view word : absl::StrSplit(key, ' ', absl::SkipEmpty())) {
    if (!out.empty()) out.push_back(' ');
    if (IsNumber(word)) {
      out.push_back('#');
    } else {
      out.append(word.data(), word.size());
    }
  }
  return out;
}

// The key of a pattern; LineKey would lose its '#'.
std::string PatternKey(absl::string_view wording) {
  std::string key = LineKey(wording);
  if (absl::StartsWith(wording, "# ")) return "# " + key;
  if (absl::EndsWith(wording, " #")) return key + " #";
  return key;
}

absl::string_view FirstWord(absl::string_view key) { return key.substr(0, key.find(' ')); }

using PatternIndex = absl::flat_hash_map<std::string, std::vector<Candidate>>;

// The patterns of `table` that are labels, or those that are not.
void AddPatterns(absl::Span<const LinePattern> table, bool labels, PatternIndex* index) {
  for (const LinePattern& pattern : table) {
    if ((pattern.match == PatternMatch::kLabel) != labels) continue;
    std::string key = PatternKey(pattern.wording);
    std::vector<Candidate>& candidates = (*index)[std::string(FirstWord(key))];
    candidates.push_back({std::move(key), &pattern});
  }
}

// Labels go first: they ask for more than a prefix of the same words.
const PatternIndex& Index() {
  static const PatternIndex& index = *[] {
    auto* built = new PatternIndex;
    for (const bool labels : {true, false}) {
      for (const absl::Span<const LinePattern> table : kLinePatternTables) {
        AddPatterns(table, labels, built);
      }
    }
    return built;
  }();
  return index;
}

// True when a colon stands behind the words of `key` at the start of `text`.
bool HasLabel(absl::string_view text, absl::string_view key) {
  const size_t colon = text.find(':');
  return colon != absl::string_view::npos && colon < 4 * key.size() + 8 &&
         LineKey(text.substr(0, colon)) == key;
}

bool Matches(const Candidate& candidate, const Line& line, absl::string_view key) {
  if (line.words > candidate.pattern->max_words) return false;
  if (!absl::StartsWith(key, candidate.key)) return false;
  const bool whole = key.size() == candidate.key.size();
  switch (candidate.pattern->match) {
    case PatternMatch::kWhole:
      return whole;
    case PatternMatch::kPrefix:
      return whole || key[candidate.key.size()] == ' ';
    case PatternMatch::kLabel:
      return !whole && HasLabel(line.text, candidate.key);
  }
  return false;
}

bool BeginsWithArrow(absl::string_view text) {
  return absl::StartsWith(text, ">>") || absl::StartsWith(text, "»") ||
         absl::StartsWith(text, "►") || absl::StartsWith(text, "=>");
}

}  // namespace

const LinePattern* FindLinePattern(const Line& line) {
  if (line.key.empty() || line.words > kMaxPatternWords) return nullptr;
  if (BeginsWithArrow(line.text) && line.words <= kArrowLink.max_words) return &kArrowLink;
  if (line.words <= kGoogleNews.max_words && absl::EndsWith(line.key, "tren google news")) {
    return &kGoogleNews;
  }
  absl::string_view first = FirstWord(line.key);
  if (IsNumber(first)) first = "#";
  const auto found = Index().find(first);
  if (found == Index().end()) return nullptr;
  const std::string key = WithoutNumbers(line.key);
  for (const Candidate& candidate : found->second) {
    if (Matches(candidate, line, key)) return candidate.pattern;
  }
  return nullptr;
}

}  // namespace khotin::extract
