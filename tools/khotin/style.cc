#include "tools/khotin/style.h"

#include <unistd.h>

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "text/utf8.h"

namespace khotin::cli {

std::string Printable(absl::string_view text) {
  std::string printable;
  printable.reserve(text.size());
  for (size_t pos = 0; pos < text.size();) {
    const char32_t code_point = text::DecodeUtf8(text, &pos);
    const bool control = code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0);
    text::AppendUtf8(control ? U' ' : code_point, &printable);
  }
  return printable;
}

Style Style::OfStandardOutput() {
  const char* no_color = std::getenv("NO_COLOR");
  return Style(isatty(STDOUT_FILENO) == 1 && (no_color == nullptr || *no_color == '\0'));
}

std::string Style::Marked(absl::string_view text, const std::vector<v1::TextSpan>& spans,
                          bool bold) const {
  std::string marked;
  size_t done = 0;
  for (const v1::TextSpan& span : spans) {
    if (span.begin() < 0 || span.end() <= span.begin()) continue;
    const size_t begin = static_cast<size_t>(span.begin());
    const size_t end = static_cast<size_t>(span.end());
    if (begin < done || end > text.size()) continue;
    marked += Rest(text.substr(done, begin - done), bold);
    marked += Wrap("1;33", text.substr(begin, end - begin));
    done = end;
  }
  return marked + Rest(text.substr(done), bold);
}

std::string Style::Wrap(absl::string_view code, absl::string_view text) const {
  if (!colours_ || text.empty()) return Printable(text);
  return absl::StrCat("\x1b[", code, "m", Printable(text), "\x1b[0m");
}

}  // namespace khotin::cli
