// The letters of the Vietnamese alphabet as (letter, tone, case), from a static table. Internal to
// lib/text.
#ifndef KHOTIN_TEXT_LETTER_H_
#define KHOTIN_TEXT_LETTER_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace khotin::text {

// Letters in the order of kAlphabet, from 1; the vowels come first.
using LetterId = uint8_t;

inline constexpr LetterId kNoLetter = 0;
enum : LetterId {
  kA = 1,
  kABreve,
  kACircumflex,
  kE,
  kECircumflex,
  kI,
  kO,
  kOCircumflex,
  kOHorn,
  kU,
  kUHorn,
  kY,
  kB,
  kC,
  kD,
  kDStroke,
  kG,
  kH,
  kK,
  kL,
  kM,
  kN,
  kP,
  kQ,
  kR,
  kS,
  kT,
  kV,
  kX,
};
inline constexpr LetterId kLastVowel = kY;

enum Tone : uint8_t { kLevel, kGrave, kHook, kTilde, kAcute, kDot };

struct Letter {
  LetterId id = kNoLetter;
  uint8_t tone = kLevel;
  bool upper = false;

  constexpr bool IsVowel() const { return id != kNoLetter && id <= kLastVowel; }
};

inline constexpr char32_t kVowelForms[12][7] = {U"aàảãáạ", U"ăằẳẵắặ", U"âầẩẫấậ", U"eèẻẽéẹ",
                                                U"êềểễếệ", U"iìỉĩíị", U"oòỏõóọ", U"ôồổỗốộ",
                                                U"ơờởỡớợ", U"uùủũúụ", U"ưừửữứự", U"yỳỷỹýỵ"};
inline constexpr char32_t kConsonantForms[] = U"bcdđghklmnpqrstvx";
inline constexpr char kBaseLetters[] = "?aaaeeiooouuybcddghklmnpqrstvx";

constexpr char32_t UpperForm(char32_t lower) { return lower < 0x100 ? lower - 0x20 : lower - 1; }

// The code point of `letter`.
constexpr char32_t FormOf(const Letter& letter) {
  const char32_t lower = letter.IsVowel() ? kVowelForms[letter.id - 1][letter.tone]
                                          : kConsonantForms[letter.id - kLastVowel - 1];
  return letter.upper ? UpperForm(lower) : lower;
}

// 'a' to 'z': the letter without any mark.
constexpr char BaseOf(const Letter& letter) { return kBaseLetters[letter.id]; }

constexpr LetterId WithoutQuality(LetterId id) {
  switch (id) {
    case kABreve:
    case kACircumflex:
      return kA;
    case kECircumflex:
      return kE;
    case kOCircumflex:
    case kOHorn:
      return kO;
    case kUHorn:
      return kU;
    case kDStroke:
      return kD;
    default:
      return id;
  }
}

constexpr bool HasQuality(LetterId id) { return WithoutQuality(id) != id; }

namespace letter_internal {

inline constexpr size_t kLowSize = 0x1B1;
inline constexpr char32_t kHighBegin = 0x1EA0;
inline constexpr size_t kHighSize = 0x5A;

struct Table {
  std::array<Letter, kLowSize> low;
  std::array<Letter, kHighSize> high;

  constexpr void Set(const Letter& letter) {
    const char32_t form = FormOf(letter);
    (form < kLowSize ? low[form] : high[form - kHighBegin]) = letter;
  }
};

constexpr Table MakeTable() {
  Table table{};
  for (LetterId id = 1; id <= kX; ++id) {
    const int tones = id <= kLastVowel ? 6 : 1;
    for (uint8_t tone = 0; tone < tones; ++tone) {
      table.Set({id, tone, false});
      table.Set({id, tone, true});
    }
  }
  return table;
}

inline constexpr Table kTable = MakeTable();

}  // namespace letter_internal

// What `code_point` is in the alphabet; id is kNoLetter for anything else, f, j, w and z included.
constexpr Letter LetterOf(char32_t code_point) {
  using namespace letter_internal;
  if (code_point < kLowSize) return kTable.low[code_point];
  if (code_point >= kHighBegin && code_point < kHighBegin + kHighSize) {
    return kTable.high[code_point - kHighBegin];
  }
  return {};
}

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_LETTER_H_
