#include "extract/html_entity.h"

#include <libxml/HTMLparser.h>

#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

constexpr size_t kLongestName = 10;

// The code point of "#8217", "#x2019" or "rsquo"; 0 for anything else.
uint32_t CodePointOf(absl::string_view name) {
  uint32_t value = 0;
  if (absl::ConsumePrefix(&name, "#")) {
    const bool hex = absl::ConsumePrefix(&name, "x") || absl::ConsumePrefix(&name, "X");
    const bool read = hex ? absl::SimpleHexAtoi(name, &value) : absl::SimpleAtoi(name, &value);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    return read && value >= 0x20 && value <= 0x10FFFF && !surrogate ? value : 0;
  }
  const htmlEntityDesc* known =
      htmlEntityLookup(reinterpret_cast<const xmlChar*>(std::string(name).c_str()));
  return known == nullptr ? 0 : known->value;
}

}  // namespace

std::string DecodeEntities(absl::string_view text) {
  std::string out;
  while (true) {
    const size_t at = text.find('&');
    out.append(text.data(), at == absl::string_view::npos ? text.size() : at);
    if (at == absl::string_view::npos) return out;
    text.remove_prefix(at);
    const size_t end = text.substr(0, kLongestName).find(';');
    const uint32_t code = end == absl::string_view::npos ? 0 : CodePointOf(text.substr(1, end - 1));
    if (code == 0) {
      out.push_back('&');
      text.remove_prefix(1);
      continue;
    }
    text::AppendUtf8(static_cast<char32_t>(code), &out);
    text.remove_prefix(end + 1);
  }
}

}  // namespace khotin::extract
