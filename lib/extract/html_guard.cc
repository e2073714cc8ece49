#include "extract/html_guard.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace khotin::extract {
namespace {

bool IsLetter(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); }
bool IsSpace(char c) { return absl::ascii_isspace(static_cast<unsigned char>(c)); }

// The end of what starts at `at` and is closed by `closing`, in any case.
size_t EndOf(absl::string_view html, size_t at, absl::string_view closing) {
  for (size_t i = html.find(closing.substr(0, 2), at); i != absl::string_view::npos;
       i = html.find(closing.substr(0, 2), i + 1)) {
    if (absl::StartsWithIgnoreCase(html.substr(i), closing)) return i + closing.size();
  }
  return html.size();
}

struct Tag {
  size_t end;
  int attributes;
};

// Reads the tag whose name starts at `at`, quotes respected.
Tag ReadTag(absl::string_view html, size_t at) {
  Tag tag{at, 0};
  bool between = false;
  char quote = 0;
  for (; tag.end < html.size(); ++tag.end) {
    const char c = html[tag.end];
    if (quote != 0) {
      if (c == quote) quote = 0;
      continue;
    }
    if (c == '>') break;
    const bool value = tag.end > at && (html[tag.end - 1] == '=' || IsSpace(html[tag.end - 1]));
    if ((c == '"' || c == '\'') && value) quote = c;
    const bool space = IsSpace(c) || c == '/';
    if (between && !space) ++tag.attributes;
    between = space;
  }
  return tag;
}

}  // namespace

absl::Status CheckMarkup(absl::string_view html) {
  int markup = 0;
  for (size_t at = html.find('<'); at < html.size(); at = html.find('<', at)) {
    ++at;
    if (absl::StartsWith(html.substr(at), "!--")) {
      at = EndOf(html, at, "-->");
      continue;
    }
    if (at >= html.size() || (!IsLetter(html[at]) && html[at] != '/')) continue;
    const Tag tag = ReadTag(html, at);
    if (tag.attributes > kMaxAttributes) {
      return absl::InvalidArgumentError(
          absl::StrCat("an element with over ", kMaxAttributes, " attributes"));
    }
    markup += 1 + tag.attributes;
    if (markup > kMaxMarkup) {
      return absl::InvalidArgumentError(absl::StrCat("over ", kMaxMarkup, " tags and attributes"));
    }
    const absl::string_view rest = html.substr(at);
    at = tag.end;
    if (absl::StartsWithIgnoreCase(rest, "script")) at = EndOf(html, at, "</script");
    if (absl::StartsWithIgnoreCase(rest, "style")) at = EndOf(html, at, "</style");
  }
  return absl::OkStatus();
}

}  // namespace khotin::extract
