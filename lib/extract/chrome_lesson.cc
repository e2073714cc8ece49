#include "extract/chrome_lesson.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "extract/figure_table.h"
#include "extract/learned_chrome.h"

namespace khotin::extract {
namespace {

constexpr size_t kMinStoryBytes = 150;
constexpr int32_t kMaxHeaderWords = 6;
constexpr int32_t kMinSentenceWords = 8;

bool IsBareTitle(const Line& line) {
  return line.IsTitleShaped() && line.words >= kMinTitleWords && line.fingerprint != 0;
}

bool StandsBare(const LineTable& table, size_t i) {
  if (i == 0 || i + 1 >= table.size() || table[i - 1].removed()) return false;
  const Line& below = table[i + 1];
  return !below.removed() || IsExcerpt(below);
}

// The first line that looks like the article's text.
size_t FirstOfText(const LineTable& table) {
  size_t i = 0;
  while (i < table.size() && (table[i].removed() || !IsProse(table[i]))) ++i;
  return i;
}

// Behind the last line that looks like the article's.
size_t EndOfOwn(const LineTable& table) {
  size_t end = table.size();
  for (; end > 0; --end) {
    const Line& line = table[end - 1];
    if (line.removed()) continue;
    if (line.in_table || IsProse(line)) break;
    if (line.words >= kMinSentenceWords && line.end == LineEnd::kStop) break;
  }
  return end;
}

// The title's, or the first's.
size_t BeginOfOwn(const LineTable& table) {
  for (size_t i = 0; i < table.size(); ++i) {
    if (table[i].role == LineRole::kConsumed && !table[i].is_timestamp) return i;
  }
  return 0;
}

void AddLine(const LineTable& table, size_t i, ShortLines* lines) {
  const Line& line = table[i];
  lines->Add(line.fingerprint);
  if (IsLabelled(line)) lines->Add(line.label);
  if (line.fingerprint != 0 && line.words <= kMaxHeaderWords && i + 1 < table.size() &&
      IsBareTitle(table[i + 1])) {
    lines->Add(FingerprintAsHeader(line.fingerprint));
  }
  if (line.removed() && line.reason == kTitleReason && StandsBare(table, i)) {
    lines->Add(kBareTitles);
  }
}

}  // namespace

void ShortLines::Add(LineFingerprint fingerprint) {
  if (fingerprint != 0 && seen_.insert(fingerprint).second) lines_.push_back(fingerprint);
}

void ShortLines::Exclude(LineFingerprint fingerprint) {
  if (fingerprint == 0 || seen_.insert(fingerprint).second) return;
  const auto at = std::find(lines_.begin(), lines_.end(), fingerprint);
  if (at == lines_.end()) return;
  for (int32_t* const mark : {&above_, &own_begin_, &own_end_}) {
    if (at - lines_.begin() < *mark) --*mark;
  }
  lines_.erase(at);
}

void ShortLines::MoveTo(Extraction* found) && {
  found->short_lines = std::move(lines_);
  found->short_lines_above = above_;
  found->own_begin = own_begin_;
  found->own_end = own_end_;
}

uint64_t FingerprintStory(absl::string_view paragraph) {
  if (paragraph.size() < kMinStoryBytes) return 0;
  return std::max<uint64_t>(base::Hash64(paragraph), 1);
}

void AddShortLines(const LineTable& table, ShortLines* lines) {
  const size_t last = LastOfBody(table);
  const size_t first = FirstOfText(table);
  const size_t own_begin = BeginOfOwn(table);
  const size_t own_end = EndOfOwn(table);
  for (size_t i = 0; i < table.size(); ++i) {
    const Line& line = table[i];
    if (i == last) lines->Mark();
    if (i == own_begin) lines->BeginOwn();
    if (i == own_end) lines->EndOwn();
    const bool in_text = i > first && i < last && last < table.size() && !line.removed();
    const bool figures = line.in_table || (in_text && HasNumber(line.key));
    if (line.role != LineRole::kConsumed && !figures) AddLine(table, i, lines);
  }
  if (own_end >= table.size()) lines->EndOwn();
}

}  // namespace khotin::extract
