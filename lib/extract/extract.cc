#include "extract/extract.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/limits.h"
#include "base/status.h"
#include "extract/charset.h"
#include "extract/html_extractor.h"
#include "extract/json_document.h"
#include "extract/line.h"
#include "extract/page_url.h"
#include "extract/refusal.h"
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

// UTF-8 without byte order mark; offsets in errors count from the document's start.
absl::StatusOr<std::string> CheckedText(absl::string_view content) {
  if (!WideToUtf8(content).has_value() && IsBinary(content)) {
    return UnreadableDocument("a binary file, not text");
  }
  KHOTIN_ASSIGN_OR_RETURN(std::string text, TextToUtf8(content));
  if (absl::StripAsciiWhitespace(text).empty()) {
    return Refusal(RefusalReason::kEmpty, "the document is empty");
  }
  return text;
}

absl::StatusOr<Extraction> ExtractText(const RawDocument& document, const ChromeSnapshot& chrome) {
  KHOTIN_ASSIGN_OR_RETURN(const std::string content, CheckedText(document.content));
  KHOTIN_RETURN_IF_ERROR(CheckLineCount(content));
  TextHints hints;
  hints.chrome = chrome.Find(SourceKey(document.url, document.source));
  Extraction found = CleanText(content, hints);
  if (found.article.url.empty()) found.article.url = document.url;
  if (found.article.source.empty()) found.article.source = HostOf(found.article.url);
  return found;
}

absl::StatusOr<Extraction> ExtractPage(const RawDocument& document, const ChromeSnapshot& chrome) {
  if (!WideToUtf8(document.content).has_value() && IsBinary(document.content)) {
    return UnreadableDocument("a binary file, not a page");
  }
  return ExtractHtml(document.content, document.url, chrome, document.source);
}

bool HasWords(const Article& article) {
  for (const Block& block : article.body) {
    for (size_t pos = 0; pos < block.text.size();) {
      const char32_t c = text::DecodeUtf8(block.text, &pos);
      if (c < 0x80 ? absl::ascii_isalnum(static_cast<unsigned char>(c)) : c != 0xfffd) return true;
    }
  }
  return false;
}

absl::StatusOr<Extraction> Dispatch(const RawDocument& document, const ChromeSnapshot& chrome) {
  switch (document.format) {
    case Format::kText:
      return ExtractText(document, chrome);
    case Format::kHtml:
      return ExtractPage(document, chrome);
    case Format::kJsonLines: {
      KHOTIN_ASSIGN_OR_RETURN(const std::string content, CheckedText(document.content));
      return ExtractJson(content, document.url, document.source, chrome);
    }
    default:
      return absl::InvalidArgumentError(
          absl::StrCat("no document has the format '", FormatName(document.format), "'"));
  }
}

}  // namespace

absl::StatusOr<Extraction> ExtractArticle(const RawDocument& document,
                                          const ChromeSnapshot& chrome) {
  if (document.content.empty()) return Refusal(RefusalReason::kEmpty, "the document is empty");
  if (document.content.size() > base::kMaxDocumentBytes) {
    return OverLimit(absl::StrCat("the document is over ", base::kMaxDocumentBytes, " bytes"));
  }
  KHOTIN_ASSIGN_OR_RETURN(Extraction found, Dispatch(document, chrome));
  if (!HasWords(found.article)) return Refusal(RefusalReason::kNoBody, "no body text found");
  if (found.article.source.empty()) found.article.source = document.source;
  found.source_key = SourceKey(found.article.url, found.article.source);
  found.title_line = FingerprintTitle(found.article.title).value_or(0);
  found.series = SeriesOf(found.article.title);
  return found;
}

}  // namespace khotin::extract
