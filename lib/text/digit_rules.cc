#include <algorithm>
#include <iterator>

#include "text/token_rules.h"

namespace khotin::text {
namespace {

constexpr int kMaxParts = 8;

// Written right after a number; they are tokens of their own, so that "150km" is found as "150 km".
constexpr absl::string_view kUnits[] = {
    "GB", "GHz", "Hz", "MB",  "MHz",  "MW", "TB",    "USD", "VND", "VNĐ", "cc",
    "cm", "ha",  "kW", "kWh", "kg",   "km", "km2",   "m",   "m2",  "m3",  "mAh",
    "ml", "mm",  "m²", "m³",  "phút", "tr", "triệu", "tấn", "tỉ",  "tỷ",  "đ",
};

bool IsUnit(absl::string_view word) {
  return std::find(std::begin(kUnits), std::end(kUnits), word) != std::end(kUnits);
}

size_t DigitsEnd(absl::string_view text, size_t pos) {
  while (IsAsciiDigit(ByteAt(text, pos))) ++pos;
  return pos;
}

bool InRange(absl::string_view digits, size_t max_size, int low, int high) {
  if (digits.size() > max_size) return false;
  const int value = NumberIn(digits);
  return value >= low && value <= high;
}

bool IsDay(absl::string_view digits) { return InRange(digits, 2, 1, 31); }
bool IsMonth(absl::string_view digits) { return InRange(digits, 2, 1, 12); }

// Up to three groups of digits with one separator.
struct Groups {
  absl::string_view part[3];
  int count = 0;
  char separator = '\0';
  size_t end = 0;
};

// The groups at `pos`; count is 0 when a letter or a fourth group follows.
Groups GroupsAt(absl::string_view text, size_t pos) {
  Groups groups;
  for (;;) {
    const size_t end = DigitsEnd(text, pos);
    if (end == pos || groups.count == 3 || CharAt(text, end).cls == CharClass::kLetter) return {};
    groups.part[groups.count++] = text.substr(pos, end - pos);
    groups.end = end;
    const char mark = ByteAt(text, end);
    if (groups.count == 1) groups.separator = mark;
    if ((mark != '/' && mark != '-' && mark != '.') || mark != groups.separator ||
        !IsAsciiDigit(ByteAt(text, end + 1))) {
      const bool goes_on =
          (mark == '/' || mark == '-') && CharAt(text, end + 1).cls == CharClass::kLetter;
      return goes_on && mark == groups.separator ? Groups{} : groups;
    }
    pos = end + 1;
  }
}

bool IsDate(const Groups& groups) {
  const auto& [a, b, c] = groups.part;
  if (groups.count == 3) {
    const bool short_year = c.size() == 2 && groups.separator != '.';
    if (IsDay(a) && IsMonth(b) && (IsYear(c) || short_year)) return true;
    return groups.separator != '.' && IsYear(a) && IsMonth(b) && IsDay(c);
  }
  if (groups.count != 2) return false;
  if (IsMonth(a) && IsYear(b)) return true;
  return groups.separator == '/' && IsDay(a) && IsMonth(b);
}

// The end of 9:40 or 09:40:15 at `pos`, or `pos`.
size_t ClockEnd(absl::string_view text, size_t pos) {
  size_t end = DigitsEnd(text, pos);
  if (!InRange(text.substr(pos, end - pos), 2, 0, 23)) return pos;
  size_t found = pos;
  for (int i = 0; i < 2 && ByteAt(text, end) == ':'; ++i) {
    const size_t begin = end + 1;
    end = DigitsEnd(text, begin);
    if (end - begin != 2 || !InRange(text.substr(begin, 2), 2, 0, 59)) break;
    if (CharAt(text, end).cls == CharClass::kLetter) break;
    found = end;
  }
  return found;
}

// True for 9h, 9h30, 21g05.
bool IsHourForm(absl::string_view run) {
  const size_t hour = DigitsEnd(run, 0);
  if (!InRange(run.substr(0, hour), 2, 0, 24) || hour == run.size()) return false;
  const char mark = run[hour];
  const absl::string_view minutes = run.substr(hour + 1);
  if (mark != 'h' && mark != 'H' && mark != 'g') return false;
  if (minutes.empty()) return mark != 'g';
  return minutes.size() == 2 && InRange(minutes, 2, 0, 59);
}

// True for the letters of a document's number: NĐ, TTg, QH13.
bool IsDocumentPart(const Run& run) {
  return run.starts_upper && run.size() <= 12 &&
         (run.AllUpper() || (run.upper >= 2 && run.letters <= 5));
}

// The end of a document's number (46/2016/NĐ-CP) or of 24/24h at `pos`, or `pos`.
size_t DocumentEnd(absl::string_view text, size_t pos) {
  size_t end = DigitsEnd(text, pos);
  size_t found = pos;
  for (int parts = 1; parts < kMaxParts; ++parts) {
    const char mark = ByteAt(text, end);
    if (mark != '/' && mark != '-') break;
    const Run run = RunAt(text, end + 1);
    if (run.IsDigits()) {
      if (found != pos) break;
    } else if (mark == '/' ? IsDocumentPart(run) || (run.IsMixed() && !run.starts_upper)
                           : found != pos && IsDocumentPart(run)) {
      found = run.end;
    } else {
      break;
    }
    end = run.end;
  }
  return found;
}

// The end of the number at `pos`: digits with groups of thousands and decimals.
size_t NumberEnd(absl::string_view text, size_t pos) {
  size_t end = DigitsEnd(text, pos);
  const char first = ByteAt(text, end);
  if (first != '.' && first != ',') return end;
  bool thousands = false;
  while (ByteAt(text, end) == first) {
    const size_t group = DigitsEnd(text, end + 1);
    const size_t size = group - end - 1;
    if (size == 0 || (thousands && size != 3)) return end;
    end = group;
    if (size != 3) return end;
    thousands = true;
  }
  const char second = first == '.' ? ',' : '.';
  if (ByteAt(text, end) != second) return end;
  return IsAsciiDigit(ByteAt(text, end + 1)) ? DigitsEnd(text, end + 1) : end;
}

// 5G, 150km, 99C-123.45: digits and letters in one run.
TokenEnd MixedToken(absl::string_view text, const Run& run) {
  const absl::string_view word = run.In(text);
  if (IsHourForm(word)) return {run.end, TokenKind::kTime};
  const size_t digits = DigitsEnd(text, run.begin);
  if (digits > run.begin && IsUnit(text.substr(digits, run.end - digits))) {
    return {digits, TokenKind::kNumber};
  }
  const bool plate = run.AllUpper() && run.letters <= 2 && ByteAt(text, run.end) == '-' &&
                     IsAsciiDigit(ByteAt(text, run.end + 1));
  return {plate ? NumberEnd(text, run.end + 1) : run.end, TokenKind::kCode};
}

// 6/45 and 2.0.1: digits in more groups than a number has.
TokenEnd GroupedToken(absl::string_view text, size_t pos) {
  size_t end = NumberEnd(text, pos);
  const char mark = ByteAt(text, end);
  TokenEnd found{end, TokenKind::kNumber};
  if (mark != '/' && mark != '.') return found;
  for (int parts = 1; parts < kMaxParts && ByteAt(text, end) == mark; ++parts) {
    const size_t next = DigitsEnd(text, end + 1);
    if (next == end + 1) break;
    end = next;
    found = {end, mark == '.' ? TokenKind::kCode : TokenKind::kNumber};
  }
  return found;
}

}  // namespace

TokenEnd DigitToken(absl::string_view text, size_t pos) {
  const size_t digits = DigitsEnd(text, pos);
  const Run run = RunAt(text, pos);
  const char next = ByteAt(text, run.end);
  if (next == '@' || (next == '.' && run.IsMixed())) {
    const size_t url_end = UrlEnd(text, pos);
    if (url_end > pos) return {url_end, TokenKind::kUrl};
  }
  if (run.IsMixed() || digits == pos) return MixedToken(text, run);
  if (digits != run.end) return {run.end, TokenKind::kNumber};
  switch (next) {
    case ':': {
      const size_t end = ClockEnd(text, pos);
      return end > pos ? TokenEnd{end, TokenKind::kTime} : TokenEnd{digits, TokenKind::kNumber};
    }
    case '/':
    case '-':
    case '.': {
      const Groups groups = GroupsAt(text, pos);
      if (IsDate(groups)) return {groups.end, TokenKind::kDate};
      const size_t document = next == '.' ? pos : DocumentEnd(text, pos);
      if (document > pos) return {document, TokenKind::kCode};
      return GroupedToken(text, pos);
    }
    case ',':
      return {NumberEnd(text, pos), TokenKind::kNumber};
    default:
      return {digits, TokenKind::kNumber};
  }
}

bool IsPlainNumber(absl::string_view token) {
  return !token.empty() && IsAsciiDigit(token.front()) && NumberEnd(token, 0) == token.size();
}

size_t MarkRunEnd(absl::string_view text, size_t pos, size_t length) {
  if (text.substr(pos, 3) == "./.") return pos + 3;
  const absl::string_view mark = text.substr(pos, length);
  size_t end = pos + length;
  while (text.substr(end, length) == mark) {
    if (text.substr(end, 3) == "./.") break;
    end += length;
  }
  return end;
}

}  // namespace khotin::text
