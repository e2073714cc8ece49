#include "text/lookalike.h"

#include <algorithm>
#include <iterator>

#include "text/normalize.h"
#include "text/utf8.h"

namespace khotin::text {
namespace {

struct Pair {
  char32_t foreign;
  char latin;
};

// Sorted by code point. Cyrillic letters count in both cases, for a lower-cased text must keep its
// key; of Greek only those that look Latin as they stand (μ in μg is no m).
constexpr Pair kPairs[] = {
    {0x391, 'A'}, {0x392, 'B'}, {0x395, 'E'}, {0x396, 'Z'}, {0x397, 'H'}, {0x399, 'I'},
    {0x39A, 'K'}, {0x39C, 'M'}, {0x39D, 'N'}, {0x39F, 'O'}, {0x3A1, 'P'}, {0x3A4, 'T'},
    {0x3A5, 'Y'}, {0x3A7, 'X'}, {0x3BF, 'o'}, {0x405, 'S'}, {0x406, 'I'}, {0x408, 'J'},
    {0x410, 'A'}, {0x412, 'B'}, {0x415, 'E'}, {0x41A, 'K'}, {0x41C, 'M'}, {0x41D, 'H'},
    {0x41E, 'O'}, {0x420, 'P'}, {0x421, 'C'}, {0x422, 'T'}, {0x423, 'Y'}, {0x425, 'X'},
    {0x430, 'a'}, {0x432, 'b'}, {0x435, 'e'}, {0x43A, 'k'}, {0x43C, 'm'}, {0x43D, 'h'},
    {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x442, 't'}, {0x443, 'y'}, {0x445, 'x'},
    {0x455, 's'}, {0x456, 'i'}, {0x458, 'j'}, {0x4BA, 'H'}, {0x4BB, 'h'}, {0x500, 'D'},
    {0x501, 'd'}, {0x51A, 'Q'}, {0x51B, 'q'}, {0x51C, 'W'}, {0x51D, 'w'},
};

bool IsGreekOrCyrillic(char32_t c) { return c >= 0x370 && c < 0x530; }

bool IsLatin(char32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x250) ||
         (c >= 0x1E00 && c < 0x1F00);
}

char LatinFor(char32_t c) {
  const Pair* const it =
      std::lower_bound(std::begin(kPairs), std::end(kPairs), c,
                       [](const Pair& pair, char32_t value) { return pair.foreign < value; });
  return it != std::end(kPairs) && it->foreign == c ? it->latin : '\0';
}

}  // namespace

bool MapLookalikes(absl::string_view token, std::string* latin) {
  bool has_latin = false;
  bool has_lookalike = false;
  size_t pos = 0;
  while (pos < token.size()) {
    const char32_t c = DecodeUtf8(token, &pos);
    has_latin |= IsLatin(c);
    if (!IsGreekOrCyrillic(c)) continue;
    if (LatinFor(c) == '\0') return false;
    has_lookalike = true;
  }
  if (!has_latin || !has_lookalike) return false;
  std::string mapped;
  pos = 0;
  while (pos < token.size()) {
    const char32_t c = DecodeUtf8(token, &pos);
    AppendUtf8(IsGreekOrCyrillic(c) ? static_cast<char32_t>(LatinFor(c)) : c, &mapped);
  }
  *latin = Normalize(mapped).text;
  return true;
}

}  // namespace khotin::text
