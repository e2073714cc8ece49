#include "extract/charset.h"

#include <iconv.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

constexpr absl::string_view kReplacement = "\xef\xbf\xbd";
constexpr size_t kDeclarationWithin = 4096;

class Converter {
 public:
  explicit Converter(const std::string& charset) : handle_(iconv_open("UTF-8", charset.c_str())) {}
  ~Converter() {
    if (ok()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool ok() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  std::string Convert(absl::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 2);
    char* in = const_cast<char*>(bytes.data());
    size_t in_left = bytes.size();
    while (in_left > 0) {
      const size_t result = Step(&in, &in_left, &out);
      if (result != static_cast<size_t>(-1) || errno == E2BIG) continue;
      absl::StrAppend(&out, kReplacement);
      if (errno != EILSEQ) break;
      ++in;
      --in_left;
    }
    Step(nullptr, nullptr, &out);
    return out;
  }

 private:
  size_t Step(char** in, size_t* in_left, std::string* out) {
    char buffer[16 << 10];
    char* next = buffer;
    size_t room = sizeof(buffer);
    const size_t result = iconv(handle_, in, in_left, &next, &room);
    const int saved_errno = errno;
    out->append(buffer, sizeof(buffer) - room);
    errno = saved_errno;
    return result;
  }

  const iconv_t handle_;
};

// Names that pages use, as iconv wants them; empty for UTF-8 and for what cannot be right.
std::string IconvName(absl::string_view charset) {
  const std::string name = absl::AsciiStrToLower(absl::StripAsciiWhitespace(charset));
  for (const char c : name) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) && !absl::StrContains("-_:.", c)) {
      return "";
    }
  }
  if (name == "utf-8" || name == "utf8") return "";
  // As browsers do: pages that say these mean the Windows superset.
  if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii" || name == "ascii") {
    return "windows-1252";
  }
  if (name == "x-sjis" || name == "shift-jis" || name == "shift_jis") return "CP932";
  if (name == "gb2312" || name == "gbk") return "GB18030";
  // A page whose declaration could be read as ASCII is not in UTF-16, whatever it says.
  if (absl::StartsWith(name, "utf-16") || absl::StartsWith(name, "utf-32")) return "";
  return name;
}

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

std::string ConvertFrom(const std::string& charset, absl::string_view bytes) {
  Converter converter(charset);
  return converter.ok() ? converter.Convert(bytes) : std::string(bytes);
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

std::string PageToUtf8(absl::string_view page) {
  if (absl::StartsWith(page, kUtf8Bom)) return RepairUtf8(page.substr(3));
  if (absl::StartsWith(page, "\xff\xfe"))
    return RepairUtf8(ConvertFrom("UTF-16LE", page.substr(2)));
  if (absl::StartsWith(page, "\xfe\xff"))
    return RepairUtf8(ConvertFrom("UTF-16BE", page.substr(2)));
  const absl::string_view declared = DeclaredCharset(page);
  const std::string charset = IconvName(declared);
  if (!charset.empty()) {
    Converter converter(charset);
    if (converter.ok()) return RepairUtf8(converter.Convert(page));
  }
  if (!declared.empty() || IsUtf8(page)) return RepairUtf8(page);
  return RepairUtf8(ConvertFrom("windows-1258", page));
}

std::string WithDeclaredCharset(std::string page, absl::string_view charset) {
  const bool has_mark = absl::StartsWith(page, kUtf8Bom) || absl::StartsWith(page, "\xff\xfe") ||
                        absl::StartsWith(page, "\xfe\xff");
  if (has_mark) return page;
  const std::string name = IconvName(charset);
  if (name.empty()) {
    const bool utf8 = absl::EqualsIgnoreCase(charset, "utf-8") && IsUtf8(page);
    return utf8 && !IconvName(DeclaredCharset(page)).empty() ? absl::StrCat(kUtf8Bom, page) : page;
  }
  Converter converter(name);
  if (!converter.ok()) return page;
  return absl::StrCat(kUtf8Bom, converter.Convert(page));
}

}  // namespace khotin::extract
