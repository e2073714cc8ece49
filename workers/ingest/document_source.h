// The documents of all inputs, one after the other.
#ifndef KHOTIN_INGEST_DOCUMENT_SOURCE_H_
#define KHOTIN_INGEST_DOCUMENT_SOURCE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "extract/json_field_map.h"
#include "extract/raw_document.h"
#include "extract/reader.h"
#include "ingest/inputs.h"

namespace khotin::ingest {

// A document, or what was refused in its place: the error's message begins with `input`.
struct SourceItem {
  // Valid UTF-8 on one line: other bytes of a file name, and control characters, are shown as \xNN.
  std::string input;
  absl::StatusOr<extract::RawDocument> document;
};

struct SourceOptions {
  extract::Format format = extract::Format::kAuto;
  // The site or feed of documents that name none; may be empty.
  std::string source;
  // Where a JSON object has an article's fields; may be null.
  std::shared_ptr<const extract::JsonFieldMap> fields;
};

// Not thread-safe. Memory is that of one document and of the open folders.
class DocumentSource {
 public:
  DocumentSource(std::vector<std::string> paths, SourceOptions options);

  // nullopt at the end. A file without any document is refused as a whole.
  absl::optional<SourceItem> Next();

  int64_t files() const { return files_; }
  int64_t skipped() const { return walker_.skipped(); }

 private:
  absl::optional<SourceItem> OpenNext(bool* ended);
  absl::optional<SourceItem> ReadNext();
  SourceItem Refuse(const absl::Status& status) const;

  InputWalker walker_;
  const SourceOptions options_;
  std::string path_;
  std::unique_ptr<extract::DocumentReader> reader_;
  int64_t found_ = 0;  // in the file at path_
  int64_t files_ = 0;
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_DOCUMENT_SOURCE_H_
