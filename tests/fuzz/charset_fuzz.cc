#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "extract/charset.h"
#include "text/utf8.h"

namespace {

bool IsUtf8(absl::string_view text) {
  for (size_t pos = 0; pos < text.size();) {
    const size_t begin = pos;
    if (khotin::text::DecodeUtf8(text, &pos) == 0xfffd && pos - begin == 1) return false;
  }
  return true;
}

}  // namespace

// The first byte says what the response named; the rest is a page and a text. Both become UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace extract = khotin::extract;
  constexpr const char* kNames[] = {"",         "utf-8",      "iso-8859-1", "windows-1258",
                                    "tcvn",     "x-viet-vni", "viscii",     "x-user-defined",
                                    "utf-16le", "big5",       "shift_jis",  "iso-2022-jp"};
  if (size == 0) return 0;
  const absl::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::string named = extract::WithDeclaredCharset(std::string(bytes), kNames[data[0] % 12]);
  const std::string page = extract::PageToUtf8(named);
  if (!IsUtf8(page) || page.find('\0') != std::string::npos) std::abort();
  const auto text = extract::TextToUtf8(bytes);
  if (!text.ok()) return 0;
  if (!khotin::text::ValidateUtf8(*text).ok()) std::abort();
  return 0;
}
