#include "extract/extract.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/limits.h"
#include "base/status.h"
#include "extract/charset.h"
#include "extract/html_extractor.h"
#include "extract/json_document.h"
#include "extract/page_url.h"
#include "extract/text_cleaner.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

// A text has next to none of these bytes; a picture or a program has many.
bool IsBinary(absl::string_view bytes) {
  const absl::string_view head = bytes.substr(0, 4096);
  size_t controls = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1b') ++controls;
  }
  return controls * 50 > head.size();
}

// Valid UTF-8 without its byte order mark; offsets in errors count from the document's start.
absl::StatusOr<absl::string_view> CheckedText(absl::string_view content) {
  if (IsBinary(content)) return absl::InvalidArgumentError("a binary file, not text");
  KHOTIN_RETURN_IF_ERROR(text::ValidateUtf8(content));
  absl::ConsumePrefix(&content, kUtf8Bom);
  if (absl::StripAsciiWhitespace(content).empty()) {
    return absl::InvalidArgumentError("the document is empty");
  }
  return content;
}

absl::StatusOr<Extraction> ExtractText(const RawDocument& document, const ChromeSnapshot& chrome) {
  KHOTIN_ASSIGN_OR_RETURN(const absl::string_view content, CheckedText(document.content));
  TextHints hints;
  hints.chrome = chrome.Find(SourceKey(document.url, ""));
  Extraction found = CleanText(content, hints);
  if (found.article.url.empty()) found.article.url = document.url;
  if (found.article.source.empty()) found.article.source = HostOf(found.article.url);
  return found;
}

absl::StatusOr<Extraction> ExtractPage(const RawDocument& document, const ChromeSnapshot& chrome) {
  const bool wide = absl::StartsWith(document.content, "\xff\xfe") ||
                    absl::StartsWith(document.content, "\xfe\xff");
  if (!wide && IsBinary(document.content)) {
    return absl::InvalidArgumentError("a binary file, not a page");
  }
  return ExtractHtml(document.content, document.url, chrome);
}

absl::StatusOr<Extraction> Dispatch(const RawDocument& document, const ChromeSnapshot& chrome) {
  switch (document.format) {
    case Format::kText:
      return ExtractText(document, chrome);
    case Format::kHtml:
      return ExtractPage(document, chrome);
    case Format::kJsonLines: {
      KHOTIN_ASSIGN_OR_RETURN(const absl::string_view content, CheckedText(document.content));
      return ExtractJson(content, document.url, chrome);
    }
    default:
      return absl::InvalidArgumentError(
          absl::StrCat("no document has the format '", FormatName(document.format), "'"));
  }
}

}  // namespace

absl::StatusOr<Extraction> ExtractArticle(const RawDocument& document,
                                          const ChromeSnapshot& chrome) {
  if (document.content.empty()) return absl::InvalidArgumentError("the document is empty");
  if (document.content.size() > base::kMaxDocumentBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("the document is over ", base::kMaxDocumentBytes, " bytes"));
  }
  KHOTIN_ASSIGN_OR_RETURN(Extraction found, Dispatch(document, chrome));
  if (found.article.body.empty()) return absl::InvalidArgumentError("no body text found");
  found.source_key = SourceKey(found.article.url, found.article.source);
  found.title_line = FingerprintLine(found.article.title).value_or(0);
  return found;
}

}  // namespace khotin::extract
