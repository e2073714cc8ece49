#include "text/syllable.h"

#include <utf8proc.h>

#include <algorithm>
#include <utility>

#include "text/letter.h"
#include "text/lookalike.h"
#include "text/normalize.h"
#include "text/spelling.h"
#include "text/tokenize.h"
#include "text/utf8.h"

namespace khotin::text {
namespace {

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char LowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

char32_t LowerOf(char32_t c) {
  if (c < 0x80) return static_cast<unsigned char>(LowerAscii(static_cast<char>(c)));
  const Letter letter = LetterOf(c);
  if (letter.id != kNoLetter) return letter.upper ? FormOf({letter.id, letter.tone, false}) : c;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

std::string SpellingText(const Spelling& spelling) {
  std::string out;
  for (int i = 0; i < spelling.size; ++i) {
    AppendUtf8(FormOf(spelling.letters[static_cast<size_t>(i)]), &out);
  }
  return out;
}

// Brings a spelling to its exact key, letter by letter.
void MakeExact(Spelling* spelling) {
  for (int i = 0; i < spelling->size; ++i) spelling->letters[static_cast<size_t>(i)].upper = false;
  if (spelling->HasFreeIOrY()) spelling->letters[1].id = kI;
  if (spelling->tone_marks == 1 && spelling->size > 1 && spelling->IsSyllable()) {
    spelling->PlaceTone();
  }
}

std::string FoldedText(const Spelling& spelling) {
  std::string out(static_cast<size_t>(spelling.size), '\0');
  for (size_t i = 0; i < out.size(); ++i) out[i] = BaseOf(spelling.letters[i]);
  return out;
}

// Marks that differ between keyboards only, and digits that are written small.
char32_t PlainMark(char32_t c) {
  switch (c) {
    case 0xB2:
      return '2';
    case 0xB3:
      return '3';
    case 0xF0:
    case 0xD0:
      return 0x111;
    case 0x2018:
    case 0x2019:
    case 0x02BC:
      return '\'';
    case 0x2010:
    case 0x2011:
    case 0x2013:
      return '-';
    default:
      return c;
  }
}

// "TP." and "TP", "H.K.A." and "H.K.A" are one. A token of nothing but dots keeps them.
absl::string_view WithoutClosingDots(absl::string_view token) {
  const size_t last = token.find_last_not_of('.');
  return last == absl::string_view::npos ? token : token.substr(0, last + 1);
}

// The exact key of a token that is more than plain letters of the alphabet.
std::string ExactKeyOfAny(absl::string_view token) {
  const absl::string_view source = WithoutClosingDots(token);
  std::string lower;
  lower.reserve(source.size());
  size_t pos = 0;
  while (pos < source.size()) AppendUtf8(LowerOf(PlainMark(DecodeUtf8(source, &pos))), &lower);
  std::string latin;
  if (MapLookalikes(lower, &latin)) lower = std::move(latin);
  Spelling spelling;
  if (!spelling.Read(lower)) return lower;
  MakeExact(&spelling);
  return SpellingText(spelling);
}

// Latin letters with marks that Vietnamese does not know, without them: é is Vietnamese, ö is not.
char32_t BaseOfForeign(char32_t c) {
  switch (c) {
    case 0xF8:
      return 'o';
    case 0x142:
      return 'l';
    case 0x131:
      return 'i';
    default:
      break;
  }
  if (c >= 0x530 && !(c >= 0x1E00 && c < 0x2000)) return c;
  utf8proc_int32_t parts[8];
  int boundclass = 0;
  const utf8proc_ssize_t n = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts, 8,
                                                     UTF8PROC_DECOMPOSE, &boundclass);
  return n > 0 && n <= 8 ? static_cast<char32_t>(parts[0]) : c;
}

std::string FoldExactKey(absl::string_view key) {
  std::string out;
  out.reserve(key.size());
  size_t pos = 0;
  while (pos < key.size()) {
    const char32_t c = DecodeUtf8(key, &pos);
    const Letter letter = LetterOf(c);
    if (c < 0x80) {
      out.push_back(static_cast<char>(c));
    } else if (letter.id != kNoLetter) {
      out.push_back(BaseOf(letter));
    } else if (c < 0x300 || c > 0x36F) {
      AppendUtf8(BaseOfForeign(c), &out);
    }
  }
  Spelling spelling;
  if (spelling.Read(out) && spelling.HasFreeIOrY()) out[1] = 'i';
  return out;
}

template <typename Key>
std::string PhraseKey(absl::string_view text, Key key) {
  std::string out;
  out.reserve(text.size());
  for (const Token& token : Tokenize(text)) {
    if (!token.IsWord()) continue;
    if (!out.empty()) out.push_back(' ');
    out += key(token.In(text));
  }
  return out;
}

}  // namespace

std::string ToLower(absl::string_view text) {
  std::string out;
  if (IsAscii(text)) {
    out.resize(text.size());
    std::transform(text.begin(), text.end(), out.begin(), LowerAscii);
    return out;
  }
  out.reserve(text.size());
  size_t pos = 0;
  while (pos < text.size()) {
    const size_t begin = pos;
    const char32_t c = DecodeUtf8(text, &pos);
    if (c == 0xFFFD) {
      out.append(text.data() + begin, pos - begin);
    } else {
      AppendUtf8(LowerOf(c), &out);
    }
  }
  return out;
}

std::string PlaceTone(absl::string_view syllable) {
  Spelling spelling;
  if (!spelling.Read(syllable) || spelling.tone_marks != 1 || !spelling.IsSyllable()) {
    return std::string(syllable);
  }
  spelling.PlaceTone();
  return SpellingText(spelling);
}

std::string ExactKey(absl::string_view token) {
  Spelling spelling;
  if (!spelling.Read(token)) return ExactKeyOfAny(token);
  MakeExact(&spelling);
  return SpellingText(spelling);
}

std::string FoldedKey(absl::string_view token) {
  Spelling spelling;
  if (!spelling.Read(token)) return FoldExactKey(ExactKeyOfAny(token));
  if (spelling.HasFreeIOrY()) spelling.letters[1].id = kI;
  return FoldedText(spelling);
}

std::string ExactPhraseKey(absl::string_view text) { return PhraseKey(text, ExactKey); }

std::string FoldedPhraseKey(absl::string_view text) { return PhraseKey(text, FoldedKey); }

bool HasDiacritics(absl::string_view token) {
  size_t pos = 0;
  while (pos < token.size()) {
    const char32_t c = DecodeUtf8(token, &pos);
    if (c < 0x80) continue;
    if (LetterOf(c).id != kNoLetter || (c >= 0x300 && c <= 0x36F)) return true;
    const char32_t plain = LowerOf(PlainMark(c));
    if (plain == 0x111 || BaseOfForeign(plain) != plain) return true;
  }
  return false;
}

bool IsVietnameseSyllable(absl::string_view token) {
  Spelling spelling;
  return spelling.Read(token) && spelling.IsSyllableWithMarksMissing();
}

}  // namespace khotin::text
