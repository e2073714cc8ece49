#include "extract/charset_detection.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "extract/charset_converter.h"
#include "extract/latin_entities.h"
#include "extract/viet_charset.h"
#include "text/syllable.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

constexpr size_t kSampleBytes = size_t{16} << 10;
// A longer run without a space is no word of any text.
constexpr size_t kMaxWordBytes = 64;
constexpr int kMinWords = 4;
constexpr double kMinShare = 0.8;
constexpr double kMinGain = 0.25;

bool IsAsciiLetter(char32_t c) {
  return c < 0x80 && absl::ascii_isalpha(static_cast<unsigned char>(c));
}

bool IsLetter(char32_t c) {
  return IsAsciiLetter(c) || (c >= 0xc0 && c < 0x2b0 && c != 0xd7 && c != 0xf7) ||
         (c >= 0x300 && c < 0x2000) || (c >= 0x2c00 && c < 0xfff0);
}

// Spaces, quotation marks, dashes, and signs that Vietnamese news uses.
bool IsPunctuation(char32_t c) {
  return c < 0x80 || c == 0xa0 || c == 0xab || c == 0xbb || c == 0xb0 || c == 0xa9 || c == 0xae ||
         (c >= 0x2000 && c < 0x2070) || c == 0x20ab || c == 0x20ac || c == 0x2122;
}

// "mÊt": no text has a capital behind a small letter.
bool HasMixedCase(absl::string_view word) {
  bool small = false;
  for (size_t pos = 0; pos < word.size();) {
    const size_t begin = pos;
    text::DecodeUtf8(word, &pos);
    const absl::string_view letter = word.substr(begin, pos - begin);
    const bool capital = text::ToLower(letter) != letter;
    if (capital && small) return true;
    small = small || !capital;
  }
  return false;
}

class SyllableCounter {
 public:
  void Add(char32_t c, absl::string_view letter) {
    if (IsLetter(c)) {
      word_.append(letter.data(), letter.size());
      ++letters_;
      marked_ = marked_ || c >= 0x80;
      return;
    }
    EndWord();
    if (!IsPunctuation(c) && seen_.emplace(letter).second) ++count_.words;
  }
  void EndWord() {
    if (marked_ && letters_ > 1 && seen_.insert(word_).second) {
      ++count_.words;
      if (text::IsVietnameseSyllable(word_) && !HasMixedCase(word_)) ++count_.valid;
    }
    word_.clear();
    letters_ = 0;
    marked_ = false;
  }
  const SyllableCount& count() const { return count_; }

 private:
  std::string word_;
  int letters_ = 0;
  bool marked_ = false;
  absl::flat_hash_set<std::string> seen_;
  SyllableCount count_;
};

double Share(const SyllableCount& count) {
  return count.words == 0 ? 0 : static_cast<double>(count.valid) / count.words;
}

// Where the markup that begins at `at` ends, and the text behind it begins.
size_t MarkupEnd(absl::string_view page, size_t at) {
  const absl::string_view rest = page.substr(at);
  absl::string_view closing = ">";
  if (absl::StartsWith(rest, "<!--")) closing = "-->";
  if (absl::StartsWithIgnoreCase(rest, "<script")) closing = "</script";
  if (absl::StartsWithIgnoreCase(rest, "<style")) closing = "</style";
  size_t end = at + 1;
  while ((end = page.find(closing[0], end)) != absl::string_view::npos) {
    if (absl::StartsWithIgnoreCase(page.substr(end), closing)) return end + closing.size();
    ++end;
  }
  return page.size();
}

bool IsInWord(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || absl::ascii_isalpha(byte) ||
         (c != '\0' && absl::StrContains(kVisciiControls, c));
}

bool IsMarked(absl::string_view word) {
  for (const char c : word) {
    if (static_cast<unsigned char>(c) >= 0x80) return true;
  }
  return false;
}

// The byte that windows-1252 reads as `c`, also where it has only a control character; -1 for none.
int Windows1252Byte(char32_t c) {
  if (c < 0x100) return static_cast<int>(c);
  constexpr char16_t kUpper[] = u"€\xfffd‚ƒ„…†‡ˆ‰Š‹Œ\xfffdŽ\xfffd\xfffd‘’“”•–—˜™š›œ\xfffdžŸ";
  for (int i = 0; i < 32; ++i) {
    if (kUpper[i] == c) return 0x80 + i;
  }
  return -1;
}

// Charsets whose text is that of windows-1252 with fonts that show other letters. windows-1258
// differs from windows-1252 in few letters: what it gains says little. VISCII has letters where
// windows-1252 has quotation marks and dashes, which all languages use.
bool IsFontCharset(const absl::optional<std::string>& charset) {
  return charset == "tcvn3" || charset == "vni";
}

// The bytes of which `utf8` is the reading in windows-1252; nullopt when it cannot be that.
absl::optional<std::string> Windows1252Bytes(absl::string_view utf8) {
  std::string bytes;
  bytes.reserve(utf8.size());
  for (size_t pos = 0; pos < utf8.size();) {
    const size_t begin = pos;
    while (pos < utf8.size() && static_cast<unsigned char>(utf8[pos]) < 0x80) ++pos;
    bytes.append(utf8.data() + begin, pos - begin);
    if (pos == utf8.size()) break;
    const int byte = Windows1252Byte(text::DecodeUtf8(utf8, &pos));
    if (byte < 0) return absl::nullopt;
    bytes.push_back(static_cast<char>(byte));
  }
  return bytes;
}

// False when `utf8` has too few letters of U+00C0 to U+00FF to be Vietnamese that was read in the
// wrong charset: most of its letters with marks begin with one of them. Pages of other languages
// have some; to look at each of them closely would take a sixth of the time of an extraction.
bool HasLatinLetters(absl::string_view utf8, bool is_page) {
  constexpr std::ptrdiff_t kMinLettersOfPage = 8;
  constexpr char kLeadByte = '\xc3';
  return std::count(utf8.begin(), utf8.end(), kLeadByte) >= (is_page ? kMinLettersOfPage : 1);
}

}  // namespace

SyllableCount CountMarkedSyllables(absl::string_view utf8) {
  SyllableCounter counter;
  for (size_t pos = 0; pos < utf8.size();) {
    const size_t begin = pos;
    const char32_t c = text::DecodeUtf8(utf8, &pos);
    counter.Add(c, utf8.substr(begin, pos - begin));
  }
  counter.EndWord();
  return counter.count();
}

std::string SampleWords(absl::string_view bytes, bool is_page) {
  std::string sample;
  size_t at = 0;
  while (at < bytes.size() && sample.size() < kSampleBytes) {
    if (is_page && bytes[at] == '<') {
      at = MarkupEnd(bytes, at);
      continue;
    }
    const size_t begin = at;
    while (at < bytes.size() && IsInWord(bytes[at])) ++at;
    const absl::string_view word = bytes.substr(begin, at - begin);
    if (word.size() <= kMaxWordBytes && IsMarked(word)) {
      sample.append(word.data(), word.size());
      sample.push_back(' ');
    }
    if (at == begin) ++at;
  }
  return sample;
}

absl::optional<std::string> DetectVietnamese(absl::string_view sample,
                                             const std::string& incumbent) {
  double needed = kMinShare;
  if (!incumbent.empty()) {
    const absl::optional<std::string> read = ConvertFrom(incumbent, sample);
    if (read.has_value()) needed = std::max(needed, Share(CountMarkedSyllables(*read)) + kMinGain);
  }
  absl::optional<std::string> best;
  for (const char* name : {"utf-8", "windows-1258", "tcvn3", "vni", "viscii"}) {
    if (name == incumbent) continue;
    const SyllableCount count = CountMarkedSyllables(*ConvertFrom(name, sample));
    if (count.words < kMinWords || Share(count) < needed) continue;
    if (best.has_value() && Share(count) <= needed) continue;  // the earlier one has as many
    needed = Share(count);
    best = name;
  }
  return best;
}

absl::optional<std::string> MendMojibake(absl::string_view utf8, bool is_page) {
  const bool spelled_out = is_page && CountLetterEntities(utf8) >= kMinWords;
  if (!spelled_out && !HasLatinLetters(utf8, is_page)) return absl::nullopt;
  const absl::optional<std::string> bytes = Windows1252Bytes(utf8);
  if (!bytes.has_value()) return absl::nullopt;
  const bool all_ascii = bytes->size() == utf8.size();
  const absl::optional<std::string> charset =
      all_ascii ? absl::nullopt : DetectVietnamese(SampleWords(*bytes, is_page), "windows-1252");
  if (charset == "utf-8" && text::ValidateUtf8(*bytes).ok()) return bytes;
  if (IsFontCharset(charset)) {
    return ConvertFrom(*charset, is_page ? EntitiesToBytes(*bytes) : *bytes);
  }
  if (!is_page) return absl::nullopt;
  const std::string spelled = EntitiesToBytes(*bytes);
  if (spelled.size() == bytes->size()) return absl::nullopt;
  const absl::optional<std::string> of_entities =
      DetectVietnamese(SampleWords(spelled, true), "windows-1252");
  if (!IsFontCharset(of_entities)) return absl::nullopt;
  return ConvertFrom(*of_entities, spelled);
}

}  // namespace khotin::extract
