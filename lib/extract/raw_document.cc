#include "extract/raw_document.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "extract/charset.h"
#include "extract/gzip_source.h"

namespace khotin::extract {
namespace {

struct NamedFormat {
  Format format;
  absl::string_view name;
};
constexpr NamedFormat kFormats[] = {
    {Format::kAuto, "auto"},       {Format::kText, "text"}, {Format::kHtml, "html"},
    {Format::kJsonLines, "jsonl"}, {Format::kWarc, "warc"},
};

// Elements that a page, or a piece of one, begins with.
constexpr absl::string_view kPageStarts[] = {
    "!doctype html", "html", "head", "body",    "title",   "meta", "link",   "script",
    "style",         "base", "div",  "article", "section", "main", "header", "nav",
    "table",         "p",    "h1",   "h2",      "figure",  "span", "center", "iframe",
};
// Those that nothing but a page begins with.
constexpr size_t kSureStarts = 4;

absl::string_view SkipPrologue(absl::string_view head) {
  if (absl::StartsWith(head, kUtf8Bom)) head.remove_prefix(3);
  while (true) {
    head = absl::StripLeadingAsciiWhitespace(head);
    absl::string_view closing;
    if (absl::StartsWith(head, "<!--")) closing = "-->";
    if (absl::StartsWithIgnoreCase(head, "<?xml")) closing = "?>";
    if (closing.empty()) return head;
    const size_t end = head.find(closing);
    if (end == absl::string_view::npos) return "";
    head.remove_prefix(end + closing.size());
  }
}

// The index in kPageStarts of the element at the start of `head`; -1 when none.
int PageStart(absl::string_view head) {
  if (!absl::ConsumePrefix(&head, "<")) return -1;
  for (size_t i = 0; i < std::size(kPageStarts); ++i) {
    if (!absl::StartsWithIgnoreCase(head, kPageStarts[i])) continue;
    const absl::string_view rest = head.substr(kPageStarts[i].size());
    if (rest.empty() || absl::StrContains(" \t\r\n>/", rest[0])) return static_cast<int>(i);
  }
  return -1;
}

// An object, or a list of objects.
bool IsJsonStart(absl::string_view head) {
  absl::ConsumePrefix(&head, kUtf8Bom);
  head = absl::StripLeadingAsciiWhitespace(head);
  if (absl::ConsumePrefix(&head, "[")) head = absl::StripLeadingAsciiWhitespace(head);
  if (!absl::ConsumePrefix(&head, "{")) return false;
  head = absl::StripLeadingAsciiWhitespace(head);
  return absl::StartsWith(head, "\"") || absl::StartsWith(head, "}");
}

constexpr absl::string_view kGzipEnding = ".gz";
constexpr absl::string_view kTextEndings[] = {".txt", ".text", ".md"};
constexpr absl::string_view kPageEndings[] = {".html", ".htm", ".xhtml"};

// The one of `endings` that the name has; empty when it has none.
absl::string_view EndingOf(absl::string_view name, absl::Span<const absl::string_view> endings) {
  const auto* const found = std::find_if(
      endings.begin(), endings.end(),
      [name](absl::string_view ending) { return absl::EndsWithIgnoreCase(name, ending); });
  return found == endings.end() ? absl::string_view() : *found;
}

bool IsNamedGzip(absl::string_view name) { return absl::EndsWithIgnoreCase(name, kGzipEnding); }

}  // namespace

absl::string_view FormatName(Format format) {
  for (const NamedFormat& known : kFormats) {
    if (known.format == format) return known.name;
  }
  return "unknown";
}

absl::StatusOr<Format> ParseFormat(absl::string_view name) {
  for (const NamedFormat& known : kFormats) {
    if (known.name == name) return known.format;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("unknown format '", name, "' (auto, text, html, jsonl or warc)"));
}

Format DetectFormat(absl::string_view head, absl::string_view file_name) {
  if (HasGzipMagic(head)) {
    constexpr size_t kEnough = 4096;
    const std::string inner = InflateHead(head, kEnough);
    if (HasGzipMagic(inner)) return Format::kText;  // nothing reads gzip within gzip
    if (IsNamedGzip(file_name)) file_name.remove_suffix(kGzipEnding.size());
    return DetectFormat(inner, file_name);
  }
  const absl::optional<std::string> wide = WideToUtf8(head);
  if (wide.has_value()) return DetectFormat(*wide, file_name);
  const bool named_text = !EndingOf(file_name, kTextEndings).empty();
  if (absl::StartsWith(head, "WARC/")) return Format::kWarc;
  if (IsJsonStart(head)) return named_text ? Format::kText : Format::kJsonLines;
  const absl::string_view body = SkipPrologue(head);
  const int start = PageStart(body);
  if (start >= 0 && static_cast<size_t>(start) < kSureStarts) return Format::kHtml;
  const bool named_page = !EndingOf(file_name, kPageEndings).empty();
  if (named_page && (body.empty() || absl::StrContains(body, '<'))) return Format::kHtml;
  return start >= 0 && !named_text ? Format::kHtml : Format::kText;
}

std::string TellingEnding(absl::string_view file_name) {
  const bool compressed = IsNamedGzip(file_name);
  if (compressed) file_name.remove_suffix(kGzipEnding.size());
  absl::string_view ending = EndingOf(file_name, kTextEndings);
  if (ending.empty()) ending = EndingOf(file_name, kPageEndings);
  return ending.empty() ? "" : absl::StrCat(ending, compressed ? kGzipEnding : "");
}

}  // namespace khotin::extract
