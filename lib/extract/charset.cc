#include "extract/charset.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "extract/charset_converter.h"
#include "extract/charset_detection.h"
#include "extract/latin_entities.h"
#include "extract/refusal.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

constexpr size_t kDeclarationWithin = 4096;
constexpr absl::string_view kReplacement = "\xef\xbf\xbd";
constexpr char kLittleEndianMark[] = "\xff\xfe";
constexpr char kBigEndianMark[] = "\xfe\xff";

bool IsForbiddenControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
}

uint64_t EightBytes(const char* data) {
  uint64_t word;
  std::memcpy(&word, data, sizeof(word));
  return word;
}

constexpr uint64_t kHighBits = 0x8080808080808080u;
constexpr uint64_t kOnes = 0x0101010101010101u;

// True when the eight bytes at `data` are ASCII; control characters may be among them.
bool EightAscii(const char* data) { return (EightBytes(data) & kHighBits) == 0; }

// True when each of them is one of space to tilde.
bool EightPrintable(const char* data) {
  const uint64_t word = EightBytes(data);
  return ((word | (word - 0x20 * kOnes) | (word + kOnes)) & kHighBits) == 0;
}

// Decodes what starts at `*pos`; false for a byte that starts nothing. A replacement character that
// stands in the text itself is three bytes long.
bool DecodeGood(absl::string_view bytes, size_t* pos) {
  const size_t begin = *pos;
  return text::DecodeUtf8(bytes, pos) != 0xfffd || *pos - begin != 1;
}

// Valid UTF-8 without forbidden control characters from bytes that mean to be UTF-8.
std::string RepairUtf8(absl::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  size_t kept = 0;  // where what is good and not yet in `out` begins
  size_t pos = 0;
  while (pos < bytes.size()) {
    if (bytes.size() - pos >= 8 && EightPrintable(bytes.data() + pos)) {
      pos += 8;
      continue;
    }
    const size_t begin = pos;
    const bool ascii = static_cast<unsigned char>(bytes[pos]) < 0x80;
    if (ascii ? !IsForbiddenControl(bytes[pos++]) : DecodeGood(bytes, &pos)) continue;
    out.append(bytes.data() + kept, begin - kept);
    if (ascii) {
      out.push_back(' ');
    } else {
      absl::StrAppend(&out, kReplacement);
    }
    kept = pos;
  }
  out.append(bytes.data() + kept, bytes.size() - kept);
  return out;
}

bool IsUtf8(absl::string_view bytes) {
  size_t pos = 0;
  while (pos < bytes.size()) {
    if (bytes.size() - pos >= 8 && EightAscii(bytes.data() + pos)) {
      pos += 8;
    } else if (!DecodeGood(bytes, &pos)) {
      return false;
    }
  }
  return true;
}

// How many letters outside ASCII are sound UTF-8, less the bytes that are not.
int64_t SoundLetters(absl::string_view bytes) {
  int64_t sound = 0;
  for (size_t pos = 0; pos < bytes.size();) {
    const size_t begin = pos;
    text::DecodeUtf8(bytes, &pos);
    if (pos - begin > 1) ++sound;
    if (pos - begin == 1 && static_cast<unsigned char>(bytes[begin]) >= 0x80) --sound;
  }
  return sound;
}

bool HasMark(absl::string_view bytes) {
  return absl::StartsWith(bytes, kUtf8Bom) || absl::StartsWith(bytes, kLittleEndianMark) ||
         absl::StartsWith(bytes, kBigEndianMark);
}

// Whether the first KiB reads as UTF-16 of a language in Latin letters, `high` being where in a
// pair the high byte stands.
bool IsWide(absl::string_view bytes, size_t high) {
  const size_t size = std::min<size_t>(bytes.size(), 1024) & ~size_t{1};
  size_t ascii = 0;
  size_t other = 0;
  for (size_t i = 0; i < size; i += 2) {
    const char high_byte = bytes[i + high];
    const char low_byte = bytes[i + 1 - high];
    if (high_byte == 0) {
      if (IsForbiddenControl(low_byte)) return false;
      ++ascii;
    } else if (!absl::StrContains("\x01\x03\x1e\x20\x21", high_byte)) {
      ++other;
    }
  }
  const size_t pairs = size / 2;
  return pairs >= 4 && 2 * ascii >= pairs && 20 * other <= pairs;
}

// Of a page or text that names no charset and is not UTF-8.
std::string GuessedCharset(absl::string_view bytes, absl::string_view sample) {
  if (SoundLetters(bytes) > 0) return "utf-8";
  constexpr int kTelling = 4;
  const SyllableCount count = CountMarkedSyllables(*ConvertFrom("windows-1258", sample));
  return count.words < kTelling || 2 * count.valid >= count.words ? "windows-1258" : "windows-1252";
}

// The charset of a page that is named `named` (empty: none that is known).
std::string CharsetOf(absl::string_view page, std::string named) {
  if (!named.empty() && !IsDoubtful(named)) return named;
  if (IsUtf8(page)) return "utf-8";
  const std::string sample = SampleWords(page, true);
  absl::optional<std::string> detected = DetectVietnamese(sample, named);
  if (detected.has_value()) return *std::move(detected);
  return named.empty() ? GuessedCharset(page, sample) : named;
}

std::string Convert(absl::string_view page, const std::string& named) {
  const std::string charset = CharsetOf(page, named);
  if (charset == "tcvn3" || charset == "vni") return *ConvertFrom(charset, EntitiesToBytes(page));
  if (charset != "utf-8") return ConvertFrom(charset, page).value_or(std::string(page));
  if (!IsUtf8(page)) return *ConvertFrom(charset, page);
  return MendMojibake(page, true).value_or(std::string(page));
}

}  // namespace

absl::string_view DeclaredCharset(absl::string_view page) {
  page = page.substr(0, kDeclarationWithin);
  const std::string lower = absl::AsciiStrToLower(page);
  size_t at = 0;
  while ((at = lower.find("charset", at)) != std::string::npos) {
    const size_t tag = lower.rfind('<', at);
    at += 7;
    const bool in_declaration = tag != std::string::npos && lower.compare(tag, 5, "<meta") == 0;
    size_t begin = lower.find_first_not_of(" \t\r\n", at);
    if (!in_declaration || begin == std::string::npos || lower[begin] != '=') continue;
    begin = lower.find_first_not_of(" \t\r\n\"'", begin + 1);
    if (begin == std::string::npos) break;
    const size_t end = lower.find_first_of(" \t\r\n\"'/;>", begin);
    if (end == std::string::npos) break;
    return page.substr(begin, end - begin);
  }
  return "";
}

absl::optional<std::string> WideToUtf8(absl::string_view bytes) {
  if (bytes.size() % 2 != 0) return absl::nullopt;
  const bool little_mark = absl::ConsumePrefix(&bytes, kLittleEndianMark);
  const bool big_mark = !little_mark && absl::ConsumePrefix(&bytes, kBigEndianMark);
  if (little_mark || (!big_mark && IsWide(bytes, 1))) return ConvertFrom("UTF-16LE", bytes);
  if (big_mark || IsWide(bytes, 0)) return ConvertFrom("UTF-16BE", bytes);
  return absl::nullopt;
}

std::string PageToUtf8(absl::string_view page) {
  if (absl::ConsumePrefix(&page, kUtf8Bom)) return RepairUtf8(Convert(page, "utf-8"));
  const absl::optional<std::string> wide = WideToUtf8(page);
  if (wide.has_value()) return RepairUtf8(*wide);
  return RepairUtf8(Convert(page, CharsetName(DeclaredCharset(page))));
}

absl::StatusOr<std::string> TextToUtf8(absl::string_view text) {
  absl::optional<std::string> wide = WideToUtf8(text);
  if (wide.has_value()) {
    const absl::Status status = text::ValidateUtf8(*wide);
    if (!status.ok()) return UnreadableDocument("the UTF-16 text holds a NUL");
    return *std::move(wide);
  }
  const absl::Status status = text::ValidateUtf8(text);
  if (status.ok()) {
    absl::ConsumePrefix(&text, kUtf8Bom);
    absl::optional<std::string> mended = MendMojibake(text, false);
    return mended.has_value() ? *std::move(mended) : std::string(text);
  }
  const absl::Status unreadable = UnreadableDocument(status.message());
  if (absl::StrContains(text, '\0')) return unreadable;
  const absl::optional<std::string> charset = DetectVietnamese(SampleWords(text, false), "utf-8");
  if (!charset.has_value()) return unreadable;
  return *ConvertFrom(*charset, text);
}

std::string WithDeclaredCharset(std::string page, absl::string_view charset) {
  if (HasMark(page)) return page;
  const std::string name = CharsetName(charset);
  if (name.empty()) return page;
  if (name != "utf-8") return absl::StrCat(kUtf8Bom, Convert(page, name));
  const std::string own = CharsetName(DeclaredCharset(page));
  const bool contradicted = !own.empty() && own != "utf-8";
  return contradicted && IsUtf8(page) ? absl::StrCat(kUtf8Bom, page) : page;
}

}  // namespace khotin::extract
