#include <algorithm>

#include "text/date.h"
#include "text/scan.h"

namespace khotin::text {
namespace {

constexpr size_t kMaxLineBytes = 300;
constexpr size_t kMaxWords = 14;  // of one date with weekday, time and zone

struct Piece {
  size_t begin = 0;
  size_t end = 0;
};

bool HasYear(absl::string_view line) {
  size_t digits = 0;
  for (size_t i = 0; i <= line.size(); ++i) {
    if (IsAsciiDigit(ByteAt(line, i))) {
      ++digits;
      continue;
    }
    if (digits == 4 && (line[i - 4] == '1' || line[i - 4] == '2')) return true;
    digits = 0;
  }
  return false;
}

// Words between spaces; a colon behind a letter ends one too ("Updated:19/08/2023").
std::vector<Piece> Words(absl::string_view line) {
  std::vector<Piece> words;
  size_t begin = 0;
  const auto close = [&](size_t end) {
    if (end > begin) words.push_back({begin, end});
  };
  for (size_t i = 0; i < line.size(); ++i) {
    const bool colon = line[i] == ':' && i > 0 && !IsAsciiDigit(line[i - 1]);
    if (line[i] != ' ' && !colon) continue;
    close(i);
    begin = i + 1;
  }
  close(line.size());
  return words;
}

// The end of `piece` without what closes a sentence or clause.
size_t TrimmedEnd(absl::string_view line, const Piece& piece) {
  size_t end = piece.end;
  while (end > piece.begin && (line[end - 1] == '.' || line[end - 1] == ',' ||
                               line[end - 1] == ';' || line[end - 1] == ']')) {
    --end;
  }
  return end;
}

// True for a piece without letters and digits.
bool IsMark(absl::string_view line, const Piece& piece) {
  for (size_t at = piece.begin; at < piece.end;) {
    const Char c = CharAt(line, at);
    if (c.cls == CharClass::kLetter || c.cls == CharClass::kDigit) return false;
    at += c.length;
  }
  return true;
}

}  // namespace

std::vector<TimestampMention> FindTimestamps(absl::string_view line, DayMonthOrder order) {
  std::vector<TimestampMention> found;
  if (line.size() > kMaxLineBytes || !HasYear(line)) return found;
  const std::vector<Piece> words = Words(line);
  for (size_t first = 0; first < words.size(); ++first) {
    if (IsMark(line, words[first])) continue;
    for (size_t last = std::min(words.size(), first + kMaxWords); last-- > first;) {
      if (IsMark(line, words[last])) continue;
      const size_t begin = words[first].begin;
      const size_t end = TrimmedEnd(line, {begin, words[last].end});
      const absl::optional<PartialDate> date =
          ParseTimestamp(line.substr(begin, end - begin), order);
      if (!date.has_value()) continue;
      found.push_back({begin, end, *date});
      first = last;
      break;
    }
  }
  return found;
}

}  // namespace khotin::text
