#include "extract/charset_converter.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "extract/viet_charset.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

constexpr absl::string_view kReplacement = "\xef\xbf\xbd";

class Iconv {
 public:
  explicit Iconv(const std::string& charset) : handle_(iconv_open("UTF-8", charset.c_str())) {}
  ~Iconv() {
    if (ok()) iconv_close(handle_);
  }
  Iconv(const Iconv&) = delete;
  Iconv& operator=(const Iconv&) = delete;

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

std::string RepairUtf8(absl::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (size_t pos = 0; pos < bytes.size();) text::AppendUtf8(text::DecodeUtf8(bytes, &pos), &out);
  return out;
}

struct Decoder {
  absl::string_view name;
  std::string (*decode)(absl::string_view);
};
constexpr Decoder kDecoders[] = {{"utf-8", RepairUtf8},
                                 {"windows-1258", DecodeWindows1258},
                                 {"tcvn3", DecodeTcvn3},
                                 {"vni", DecodeVni},
                                 {"viscii", DecodeViscii}};

struct Alias {
  absl::string_view alias;
  absl::string_view name;
};
constexpr Alias kAliases[] = {
    {"utf8", "utf-8"},
    {"iso-8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"ascii", "windows-1252"},
    {"cp1258", "windows-1258"},
    {"x-cp1258", "windows-1258"},
    {"tcvn", "tcvn3"},
    {"tcvn5712-1", "tcvn3"},
    {"tcvn-5712", "tcvn3"},
    {"x-viet-tcvn", "tcvn3"},
    {"x-viet-tcvn5712", "tcvn3"},
    {"x-viet-vni", "vni"},
    {"vni-windows", "vni"},
    {"csviscii", "viscii"},
    {"viscii1.1-1", "viscii"},
    {"x-sjis", "CP932"},
    {"shift-jis", "CP932"},
    {"shift_jis", "CP932"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
};

}  // namespace

std::string CharsetName(absl::string_view charset) {
  std::string name = absl::AsciiStrToLower(absl::StripAsciiWhitespace(charset));
  for (const char c : name) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) && !absl::StrContains("-_:.", c)) {
      return "";
    }
  }
  for (const Alias& alias : kAliases) {
    if (alias.alias == name) return std::string(alias.name);
  }
  if (name.empty() || absl::StartsWith(name, "utf-16") || absl::StartsWith(name, "utf-32")) {
    return "";
  }
  const bool own = std::any_of(std::begin(kDecoders), std::end(kDecoders),
                               [&name](const Decoder& decoder) { return decoder.name == name; });
  return own || Iconv(name).ok() ? name : "";
}

absl::optional<std::string> ConvertFrom(const std::string& name, absl::string_view bytes) {
  for (const Decoder& decoder : kDecoders) {
    if (decoder.name == name) return decoder.decode(bytes);
  }
  Iconv iconv(name);
  if (!iconv.ok()) return absl::nullopt;
  return iconv.Convert(bytes);
}

bool IsDoubtful(absl::string_view name) {
  constexpr absl::string_view kDoubtful[] = {"windows-1252", "windows-1258", "tcvn3", "vni",
                                             "viscii",       "iso-8859-15",  "utf-8"};
  return std::find(std::begin(kDoubtful), std::end(kDoubtful), name) != std::end(kDoubtful);
}

}  // namespace khotin::extract
