#include "extract/line.h"

#include <array>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "extract/refusal.h"
#include "text/normalize.h"
#include "text/syllable.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

constexpr int32_t kMaxTitleWords = 32;
constexpr size_t kKeyChunkBytes = size_t{64} << 10;

bool IsBlank(char32_t c) {
  if (c <= 0x20 || c == 0x7F || c == 0x85 || c == 0xA0 || c == 0xAD) return true;
  if (c >= 0x2000 && c <= 0x200F) return true;
  return c == 0x1680 || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 ||
         c == 0x3000 || c == 0xFEFF;
}

// The start of the code point that ends at `end`.
size_t PreviousCodePoint(absl::string_view text, size_t end) {
  size_t begin = end - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return begin;
}

char32_t LastCodePoint(absl::string_view text) {
  size_t pos = PreviousCodePoint(text, text.size());
  return text::DecodeUtf8(text, &pos);
}

// Runs of characters between white space, U+00A0 included. Without branches: long lines pass here
// whole.
int32_t CountWords(absl::string_view text) {
  int32_t words = 0;
  unsigned previous = 0x20;
  bool was_blank = true;
  for (size_t i = 0; i < text.size(); ++i) {
    const unsigned c = static_cast<unsigned char>(text[i]);
    const unsigned next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0x20;
    const bool blank =
        (c <= 0x20) | ((c == 0xC2) & (next == 0xA0)) | ((c == 0xA0) & (previous == 0xC2));
    words += was_blank & !blank;
    was_blank = blank;
    previous = c;
  }
  return words;
}

bool IsClosing(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB;
}

// Bytes of the line break at `pos`, or 0. `*counts` tells whether a new line number begins.
size_t LineBreakAt(absl::string_view text, size_t pos, bool* counts) {
  const char c = text[pos];
  *counts = true;
  if (c == '\n') return 1;
  if (c == '\r') return pos + 1 < text.size() && text[pos + 1] == '\n' ? 2 : 1;
  *counts = false;
  if (c == '\v' || c == '\f') return 1;
  const absl::string_view rest = text.substr(pos, 3);
  if (absl::StartsWith(rest, "\xC2\x85")) return 2;
  if (rest == "\xE2\x80\xA8" || rest == "\xE2\x80\xA9") return 3;
  return 0;
}

// The first byte at or behind `i` that may begin a line break.
size_t NextBreakByte(absl::string_view text, size_t i) {
  static constexpr std::array<bool, 256> kMayBreak = [] {
    std::array<bool, 256> may{};
    for (const int byte : {0x0A, 0x0B, 0x0C, 0x0D, 0xC2, 0xE2})
      may[static_cast<size_t>(byte)] = true;
    return may;
  }();
  while (i < text.size() && !kMayBreak[static_cast<unsigned char>(text[i])]) ++i;
  return i;
}

}  // namespace

bool Line::IsTitleShaped() const {
  return !key.empty() && words <= kMaxTitleWords && end != LineEnd::kStop &&
         end != LineEnd::kColon && end != LineEnd::kComma && !is_timestamp;
}

absl::string_view TrimBlank(absl::string_view text) {
  while (!text.empty()) {
    size_t next = 0;
    if (!IsBlank(text::DecodeUtf8(text, &next))) break;
    text.remove_prefix(next);
  }
  while (!text.empty() && IsBlank(LastCodePoint(text))) {
    text.remove_suffix(text.size() - PreviousCodePoint(text, text.size()));
  }
  return text;
}

bool HoldsSentenceBreak(absl::string_view text) {
  for (size_t at = text.find(". "); at != absl::string_view::npos; at = text.find(". ", at + 1)) {
    const absl::string_view before = text.substr(0, at);
    const size_t space = before.rfind(' ');
    const size_t last_word = at - (space == absl::string_view::npos ? 0 : space + 1);
    if (last_word > 3) return true;
  }
  return false;
}

std::string LineKey(absl::string_view text) {
  const text::Normalized normalized = text::Normalize(text);
  const absl::string_view norm = normalized.text;
  std::string key;
  key.reserve(norm.size());
  size_t word = 0;
  const auto flush = [&](size_t end) {
    if (end == word) return;
    if (!key.empty()) key.push_back(' ');
    key += text::FoldedKey(norm.substr(word, end - word));
  };
  for (size_t i = 0; i < norm.size();) {
    const size_t at = i;
    const char32_t c = text::DecodeUtf8(norm, &i);
    const bool letter = c < 0x80 ? absl::ascii_isalnum(static_cast<unsigned char>(c))
                                 : (c >= 0xC0 && c < 0x2000) || c >= 0x2C00;
    if (letter) continue;
    flush(at);
    word = i;
  }
  flush(norm.size());
  return key;
}

namespace {

// Calls `take` with each line of `text`, without its end, and its 1-based number, as long as it
// returns true.
template <typename Take>
void ForEachLine(absl::string_view text, Take take) {
  int32_t number = 1;
  size_t begin = 0;
  for (size_t i = NextBreakByte(text, 0); i < text.size(); i = NextBreakByte(text, i)) {
    bool counts = false;
    const size_t length = LineBreakAt(text, i, &counts);
    if (length == 0) {
      ++i;
      continue;
    }
    if (!take(text.substr(begin, i - begin), number)) return;
    if (counts) ++number;
    i += length;
    begin = i;
  }
  take(text.substr(begin), number);
}

}  // namespace

LineEnd EndOf(absl::string_view text) {
  while (!text.empty()) {
    const char32_t last = LastCodePoint(text);
    if (!IsClosing(last) && !IsBlank(last)) break;
    text.remove_suffix(text.size() - PreviousCodePoint(text, text.size()));
  }
  if (text.empty()) return LineEnd::kOpen;
  if (absl::EndsWith(text, "..") || absl::EndsWith(text, "…")) return LineEnd::kEllipsis;
  switch (text.back()) {
    case '.':
      return LineEnd::kStop;
    case '?':
      return LineEnd::kQuestion;
    case '!':
      return LineEnd::kExclamation;
    case ':':
      return LineEnd::kColon;
    case ',':
    case ';':
      return LineEnd::kComma;
    default:
      return LineEnd::kOpen;
  }
}

LineTable LineTable::Split(absl::string_view text) {
  LineTable table;
  ForEachLine(text, [&table](absl::string_view line, int32_t number) {
    table.AddLine(line, number);
    return true;
  });
  return table;
}

absl::Status CheckLineCount(absl::string_view text) {
  size_t lines = 0;
  ForEachLine(text, [&lines](absl::string_view line, int32_t /*number*/) {
    if (!TrimBlank(line).empty()) ++lines;
    return lines <= base::kMaxBlocks;
  });
  if (lines <= base::kMaxBlocks) return absl::OkStatus();
  return OverLimit(absl::StrCat("over ", base::kMaxBlocks, " lines of text"));
}

void LineTable::AddLine(absl::string_view raw, int32_t number) {
  Line line;
  line.text = TrimBlank(raw);
  if (line.text.empty()) return;
  line.number = number;
  Measure(&line);
  lines_.push_back(line);
}

void LineTable::Measure(Line* line) {
  line->words = CountWords(line->text);
  line->end = EndOf(line->text);
  line->key = line->text.size() <= kMaxKeyBytes ? Store(LineKey(line->text)) : "";
  line->fingerprint = FingerprintKey(line->key, line->end == LineEnd::kStop).value_or(0);
  line->label = line->fingerprint != 0 ? FingerprintLabel(line->text).value_or(0) : 0;
}

void LineTable::Replace(size_t i, absl::string_view text) {
  lines_[i].text = TrimBlank(text);
  Measure(&lines_[i]);
}

absl::string_view LineTable::Store(const std::string& key) {
  if (key_chunks_.empty() ||
      key_chunks_.back().capacity() - key_chunks_.back().size() < key.size()) {
    key_chunks_.emplace_back();
    key_chunks_.back().reserve(kKeyChunkBytes);
  }
  std::string& chunk = key_chunks_.back();
  const size_t begin = chunk.size();
  chunk += key;
  return absl::string_view(chunk).substr(begin);
}

size_t LineTable::NextUndecided(size_t from) const {
  while (from < lines_.size() && !lines_[from].undecided()) ++from;
  return from;
}

}  // namespace khotin::extract
