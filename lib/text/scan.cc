#include "text/scan.h"

#include <utf8proc.h>

#include <array>

#include "text/letter.h"
#include "text/utf8.h"

namespace khotin::text {
namespace {

constexpr std::array<Char, 128> MakeAscii() {
  std::array<Char, 128> table{};
  for (size_t c = 0; c < table.size(); ++c) {
    Char& entry = table[c];
    entry.length = 1;
    if (c >= '0' && c <= '9') {
      entry.cls = CharClass::kDigit;
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      entry.cls = CharClass::kLetter;
      entry.upper = c <= 'Z';
      entry.lower = !entry.upper;
    } else {
      entry.cls = c <= ' ' || c == 0x7F ? CharClass::kSpace : CharClass::kOther;
    }
  }
  return table;
}

constexpr std::array<Char, 128> kAscii = MakeAscii();

CharClass ClassOf(utf8proc_category_t category) {
  switch (category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
      return CharClass::kLetter;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      return CharClass::kMark;
    case UTF8PROC_CATEGORY_CF:
      return CharClass::kInvisible;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
      return CharClass::kSpace;
    default:
      return CharClass::kOther;
  }
}

Char NonAsciiAt(absl::string_view text, size_t pos) {
  size_t next = pos;
  const char32_t c = DecodeUtf8(text, &next);
  Char result;
  result.length = static_cast<uint8_t>(next - pos);
  const Letter letter = LetterOf(c);
  if (letter.id != kNoLetter) {
    result.cls = CharClass::kLetter;
    result.upper = letter.upper;
    result.lower = !letter.upper;
  } else if (c == 0xB2 || c == 0xB3) {
    result.cls = CharClass::kDigit;
  } else {
    const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    result.cls = ClassOf(category);
    result.upper = category == UTF8PROC_CATEGORY_LU;
    result.lower = category == UTF8PROC_CATEGORY_LL;
  }
  return result;
}

}  // namespace

Char CharAt(absl::string_view text, size_t pos) {
  if (pos >= text.size()) return {};
  const auto lead = static_cast<unsigned char>(text[pos]);
  return lead < 0x80 ? kAscii[lead] : NonAsciiAt(text, pos);
}

Run RunAt(absl::string_view text, size_t pos) {
  Run run;
  run.begin = pos;
  run.end = pos;
  for (;;) {
    const Char c = CharAt(text, run.end);
    switch (c.cls) {
      case CharClass::kLetter:
        if (run.end == pos) run.starts_upper = c.upper;
        ++run.letters;
        if (c.upper) ++run.upper;
        break;
      case CharClass::kDigit:
        ++run.digits;
        break;
      case CharClass::kMark:
      case CharClass::kInvisible:
        if (run.end == pos) return run;
        break;
      default:
        return run;
    }
    if (c.length > 1) run.ascii = false;
    run.end += c.length;
  }
}

int NumberIn(absl::string_view digits) {
  if (digits.empty() || digits.size() > 9) return -1;
  int value = 0;
  for (const char c : digits) {
    if (!IsAsciiDigit(c)) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool IsYear(absl::string_view digits) {
  const int value = NumberIn(digits);
  return digits.size() == 4 && value >= 1000 && value < 2100;
}

}  // namespace khotin::text
