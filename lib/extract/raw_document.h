// One document as it came in, before anything is understood of it.
#ifndef KHOTIN_EXTRACT_RAW_DOCUMENT_H_
#define KHOTIN_EXTRACT_RAW_DOCUMENT_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::extract {

// Stored and sent: values never change.
enum class Format : uint8_t {
  kAuto = 0,       // found from the bytes; never the format of a stored document
  kText = 1,       // already-extracted text, a paragraph a line
  kHtml = 2,       // one HTML page
  kJsonLines = 3,  // of one document: one JSON object; a file may also hold one list of them
  kWarc = 4,       // files only; each of its pages becomes a kHtml document
};

// "auto", "text", "html", "jsonl", "warc", and back; INVALID_ARGUMENT for any other name.
absl::string_view FormatName(Format format);
absl::StatusOr<Format> ParseFormat(absl::string_view name);

// Finds the format of a file from its first bytes (4 KiB are enough); the name's extension decides
// only between formats that the bytes allow. Never returns kAuto.
Format DetectFormat(absl::string_view head, absl::string_view file_name);

// All that DetectFormat looks at of a name: an ending such as ".html" or ".txt.gz", in lower case;
// empty for a name that decides nothing.
std::string TellingEnding(absl::string_view file_name);

struct RawDocument {
  // What a person calls this input: the path as given, "#n" behind it for the n-th document (from
  // 1) of a file that holds several.
  std::string input;
  // The site or feed it comes from, when whoever brings it says so; counts only where neither the
  // document nor its address names one.
  std::string source;
  // Where it was fetched from, when the container says so (WARC); else empty.
  std::string url;
  Format format = Format::kText;
  // The document's own bytes: the text, the page, or the JSON object.
  std::string content;
};

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_RAW_DOCUMENT_H_
