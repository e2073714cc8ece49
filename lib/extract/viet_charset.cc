#include "extract/viet_charset.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

// The upper halves, from 0x80 or 0xa0 on.
constexpr char16_t kWindows1252[] = u"€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ";
constexpr char16_t kTcvn3[] =
    u"\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    u"ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
    u"ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";
constexpr char16_t kViscii[] =
    u"ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    u"ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    u"ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    u"àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";
constexpr char16_t kViscii00[] =
    u"\x00\x01Ẳ\x03\x04ẴẪ\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f"
    u"\x10\x11\x12\x13Ỷ\x15\x16\x17\x18Ỹ\x1a\x1b\x1c\x1dỴ\x1f";

enum Tone : uint8_t { kNone, kAcute, kGrave, kHook, kTilde, kDot };
constexpr char16_t kCombining[] = u"\x00\u0301\u0300\u0309\u0303\u0323";
constexpr size_t kTones = 6;

// A letter with each tone; the small ones follow the capitals.
constexpr char16_t kVowels[] =
    u"AÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶEÉÈẺẼẸÊẾỀỂỄỆIÍÌỈĨỊ"
    u"OÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢUÚÙỦŨỤƯỨỪỬỮỰYÝỲỶỸỴ"
    u"aáàảãạâấầẩẫậăắằẳẵặeéèẻẽẹêếềểễệiíìỉĩị"
    u"oóòỏõọôốồổỗộơớờởỡợuúùủũụưứừửữựyýỳỷỹỵ";
constexpr size_t kVowelCount = std::size(kVowels) - 1;

char32_t WithTone(char32_t vowel, Tone tone) {
  for (size_t i = 0; i < kVowelCount; i += kTones) {
    if (kVowels[i] == vowel) return kVowels[i + tone];
  }
  return 0;
}

char32_t FromWindows1252(uint8_t byte) {
  return byte >= 0x80 && byte < 0xa0 ? kWindows1252[byte - 0x80] : byte;
}

// Writes UTF-8, one letter behind, so that a tone can still join it.
class Writer {
 public:
  explicit Writer(size_t bytes) { out_.reserve(bytes + bytes / 2); }

  void Put(char32_t letter) {
    Flush();
    last_ = letter;
    any_ = true;
  }
  void PutTone(Tone tone) {
    const char32_t composed = any_ ? WithTone(last_, tone) : 0;
    if (composed != 0) {
      last_ = composed;
    } else {
      Put(kCombining[tone]);
    }
  }
  std::string Finish() {
    Flush();
    return std::move(out_);
  }

 private:
  void Flush() {
    if (any_) text::AppendUtf8(last_, &out_);
  }

  std::string out_;
  char32_t last_ = 0;
  bool any_ = false;
};

// The tone whose combining mark `letter` is; kNone when it is none.
Tone ToneOf(char32_t letter) {
  for (size_t i = 1; i < kTones; ++i) {
    if (kCombining[i] == letter) return static_cast<Tone>(i);
  }
  return kNone;
}

template <typename Decode>
std::string DecodeBytes(absl::string_view bytes, Decode decode) {
  Writer writer(bytes.size());
  for (const char c : bytes) {
    const char32_t letter = decode(static_cast<uint8_t>(c));
    const Tone tone = ToneOf(letter);
    if (tone == kNone) {
      writer.Put(letter);
    } else {
      writer.PutTone(tone);
    }
  }
  return writer.Finish();
}

char32_t FromWindows1258(uint8_t byte) {
  constexpr struct {
    uint8_t byte;
    char16_t letter;
  } kOwn[] = {{0xc3, u'Ă'},      {0xcc, u'\u0300'}, {0xd0, u'Đ'}, {0xd2, u'\u0309'}, {0xd5, u'Ơ'},
              {0xdd, u'Ư'},      {0xde, u'\u0303'}, {0xe3, u'ă'}, {0xec, u'\u0301'}, {0xf0, u'đ'},
              {0xf2, u'\u0323'}, {0xf5, u'ơ'},      {0xfd, u'ư'}, {0xfe, u'₫'}};
  for (const auto& own : kOwn) {
    if (own.byte == byte) return own.letter;
  }
  return FromWindows1252(byte);
}

struct Marks {
  uint8_t byte;    // behind a small letter; 0x20 less behind a capital
  char16_t shape;  // u'^', u'(' or none
  Tone tone;
};
constexpr Marks kVniMarks[] = {{0xf9, 0, kAcute},    {0xf8, 0, kGrave},    {0xfb, 0, kHook},
                               {0xf5, 0, kTilde},    {0xef, 0, kDot},      {0xe2, u'^', kNone},
                               {0xe1, u'^', kAcute}, {0xe0, u'^', kGrave}, {0xe5, u'^', kHook},
                               {0xe3, u'^', kTilde}, {0xe4, u'^', kDot},   {0xea, u'(', kNone},
                               {0xe9, u'(', kAcute}, {0xe8, u'(', kGrave}, {0xfa, u'(', kHook},
                               {0xfc, u'(', kTilde}, {0xeb, u'(', kDot}};

char32_t Shaped(char32_t base, char16_t shape) {
  constexpr char16_t kFrom[] = u"AEOaeo";
  constexpr char16_t kCircumflex[] = u"ÂÊÔâêô";
  if (shape == 0) return base;
  if (shape == u'(') return base == u'a' ? u'ă' : base == u'A' ? u'Ă' : 0;
  const auto* const at = std::find(kFrom, kFrom + 6, base);
  return at == kFrom + 6 ? 0 : kCircumflex[at - kFrom];
}

// `base` with the marks that `byte` stands for; 0 when it stands for none that the letter takes.
char32_t VniMarked(char32_t base, uint8_t byte) {
  if (base == u'i' || base == u'I') return 0;
  for (const Marks& marks : kVniMarks) {
    if (marks.byte != byte && marks.byte - 0x20 != byte) continue;
    const char32_t shaped = Shaped(base, marks.shape);
    return shaped == 0 ? 0 : WithTone(shaped, marks.tone);
  }
  return 0;
}

// The letters that VNI has whole.
char32_t VniLetter(uint8_t byte) {
  constexpr uint8_t kBytes[] = {0xed, 0xec, 0xe6, 0xf3, 0xf2, 0xf4, 0xf6, 0xee, 0xf1};
  constexpr char16_t kSmall[] = u"íìỉĩịơưỵđ";
  constexpr char16_t kCapital[] = u"ÍÌỈĨỊƠƯỴĐ";
  for (size_t i = 0; i < std::size(kBytes); ++i) {
    if (kBytes[i] == byte) return kSmall[i];
    if (kBytes[i] - 0x20 == byte) return kCapital[i];
  }
  return FromWindows1252(byte);
}

struct LetterCase {
  int capitals = 0;
  int small = 0;

  void Count(char c) {
    if (absl::ascii_isupper(static_cast<unsigned char>(c))) ++capitals;
    if (absl::ascii_islower(static_cast<unsigned char>(c))) ++small;
  }
  bool AllCapitals() const { return capitals >= 2 && small == 0; }
};

bool EndsStretch(char c) { return c == '\n' || c == '\r' || c == '<' || c == '>'; }
bool IsInWord(char c) {
  return absl::ascii_isalpha(static_cast<unsigned char>(c)) || static_cast<uint8_t>(c) >= 0x80;
}

// The small letter with marks as a capital; any other character as it is.
char32_t Capital(char32_t letter) {
  if (letter == u'đ') return u'Đ';
  constexpr size_t kHalf = kVowelCount / 2;
  for (size_t i = kHalf; i < kVowelCount; ++i) {
    if (kVowels[i] == letter) return kVowels[i - kHalf];
  }
  return letter;
}

// For each stretch and each word of `bytes`, whether its letters are capitals.
class CapitalFinder {
 public:
  explicit CapitalFinder(absl::string_view bytes) : bytes_(bytes) {}

  // REQUIRES: called with growing `at`.
  bool IsCapital(size_t at) {
    if (at >= stretch_end_) Measure(at, EndsStretch, &stretch_end_, &stretch_);
    if (at >= word_end_)
      Measure(
          at, [](char c) { return !IsInWord(c); }, &word_end_, &word_);
    return stretch_.AllCapitals() || word_.AllCapitals();
  }

 private:
  template <typename Ends>
  void Measure(size_t at, Ends ends, size_t* end, LetterCase* found) {
    *found = LetterCase();
    do {
      found->Count(bytes_[at++]);
    } while (at < bytes_.size() && !ends(bytes_[at]));
    *end = at;
  }

  const absl::string_view bytes_;
  size_t stretch_end_ = 0;
  size_t word_end_ = 0;
  LetterCase stretch_;
  LetterCase word_;
};

}  // namespace

std::string DecodeTcvn3(absl::string_view bytes) {
  CapitalFinder capitals(bytes);
  size_t at = 0;
  return DecodeBytes(bytes, [&](uint8_t byte) {
    const bool capital = capitals.IsCapital(at++);
    const char32_t letter = byte < 0xa0 ? FromWindows1252(byte) : kTcvn3[byte - 0xa0];
    return capital && letter >= 0x80 ? Capital(letter) : letter;
  });
}

std::string DecodeVni(absl::string_view bytes) {
  Writer writer(bytes.size());
  for (size_t i = 0; i < bytes.size(); ++i) {
    const char32_t base = VniLetter(static_cast<uint8_t>(bytes[i]));
    const char32_t marked =
        i + 1 < bytes.size() ? VniMarked(base, static_cast<uint8_t>(bytes[i + 1])) : 0;
    writer.Put(marked != 0 ? marked : base);
    if (marked != 0) ++i;
  }
  return writer.Finish();
}

std::string DecodeWindows1258(absl::string_view bytes) {
  return DecodeBytes(bytes, FromWindows1258);
}

std::string DecodeViscii(absl::string_view bytes) {
  return DecodeBytes(bytes, [](uint8_t byte) -> char32_t {
    if (byte < 0x20) return kViscii00[byte];
    return byte < 0x80 ? byte : kViscii[byte - 0x80];
  });
}

}  // namespace khotin::extract
