#include "tools/khotin/document_options.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "extract/raw_document.h"
#include "tools/khotin/input_file.h"

namespace khotin::cli {
namespace {

v1::DocumentFormat FormatMessage(const std::string& name) {
  if (name == "text") return v1::DOCUMENT_FORMAT_TEXT;
  if (name == "html") return v1::DOCUMENT_FORMAT_HTML;
  if (name == "json") return v1::DOCUMENT_FORMAT_JSON;
  return v1::DOCUMENT_FORMAT_UNSPECIFIED;
}

}  // namespace

void AddDocumentOptions(CLI::App& command, DocumentOptions& options) {
  command.add_option("FILE", options.file, "The document; - for standard input")->required();
  command.add_option("--url", options.url, "Where the document was fetched from");
  command.add_option("--source", options.source,
                     "Name of the site or paper, for a document that does not name it");
  command.add_option("--format", options.format, "What the document is")
      ->check(CLI::IsMember({"auto", "text", "html", "json"}))
      ->capture_default_str();
}

absl::StatusOr<v1::RawDocument> ReadDocument(const DocumentOptions& options) {
  KHOTIN_ASSIGN_OR_RETURN(std::string content, ReadInput(options.file, base::kMaxDocumentBytes));
  if (options.format == "auto" &&
      extract::DetectFormat(content, options.file) == extract::Format::kWarc) {
    return absl::InvalidArgumentError(absl::StrCat(
        options.file, ": a web archive holds many documents; send it with khotin-ingest"));
  }
  v1::RawDocument raw;
  raw.set_input(options.file == "-" ? "standard input" : options.file);
  raw.set_url(options.url);
  raw.set_source(options.source);
  raw.set_format(FormatMessage(options.format));
  raw.set_content(std::move(content));
  return raw;
}

}  // namespace khotin::cli
