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

// Sorted by code point. Letters count whose capital or small form passes for Latin: В, α. Greek mu
// is left out, for μg is not mg.
constexpr Pair kPairs[] = {{0x3B1, 'a'}, {0x3B2, 'b'}, {0x3B5, 'e'}, {0x3B6, 'z'}, {0x3B7, 'h'},
                           {0x3B9, 'i'}, {0x3BA, 'k'}, {0x3BD, 'n'}, {0x3BF, 'o'}, {0x3C1, 'p'},
                           {0x3C4, 't'}, {0x3C5, 'y'}, {0x3C7, 'x'}, {0x430, 'a'}, {0x432, 'b'},
                           {0x435, 'e'}, {0x43A, 'k'}, {0x43C, 'm'}, {0x43D, 'h'}, {0x43E, 'o'},
                           {0x440, 'p'}, {0x441, 'c'}, {0x442, 't'}, {0x443, 'y'}, {0x445, 'x'},
                           {0x455, 's'}, {0x456, 'i'}, {0x458, 'j'}, {0x4BB, 'h'}, {0x501, 'd'},
                           {0x51B, 'q'}, {0x51D, 'w'}};

bool IsGreekOrCyrillic(char32_t c) { return c >= 0x370 && c < 0x530; }

bool IsLatin(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x250) || (c >= 0x1E00 && c < 0x1F00);
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
