// One document named on the command line, as it is sent to a server.
#ifndef KHOTIN_TOOLS_KHOTIN_DOCUMENT_OPTIONS_H_
#define KHOTIN_TOOLS_KHOTIN_DOCUMENT_OPTIONS_H_

#include <string>

#include "CLI/CLI.hpp"
#include "absl/status/statusor.h"
#include "khotin/v1/ingest_service.pb.h"

namespace khotin::cli {

struct DocumentOptions {
  std::string file;
  std::string url;
  std::string source;
  std::string format = "auto";
};
void AddDocumentOptions(CLI::App& command, DocumentOptions& options);

// Reads the file. Errors as ReadInput, and INVALID_ARGUMENT for a web archive.
absl::StatusOr<v1::RawDocument> ReadDocument(const DocumentOptions& options);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_DOCUMENT_OPTIONS_H_
