// The documents of all inputs, one after the other.
#ifndef KHOTIN_INGEST_DOCUMENT_SOURCE_H_
#define KHOTIN_INGEST_DOCUMENT_SOURCE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "extract/raw_document.h"
#include "extract/reader.h"
#include "ingest/inputs.h"

namespace khotin::ingest {

// A document, or what was refused in its place: the error's message begins with `input`.
struct SourceItem {
  std::string input;  // valid UTF-8: other bytes of a file name are shown as \xNN
  absl::StatusOr<extract::RawDocument> document;
};

// Not thread-safe. Memory is that of one document and of the open folders.
class DocumentSource {
 public:
  DocumentSource(std::vector<std::string> paths, extract::Format format);

  // nullopt at the end. A file without any document is refused as a whole.
  absl::optional<SourceItem> Next();

  int64_t files() const { return files_; }
  int64_t skipped() const { return walker_.skipped(); }

 private:
  absl::optional<SourceItem> OpenNext(bool* ended);
  absl::optional<SourceItem> ReadNext();
  SourceItem Refuse(const absl::Status& status) const;

  InputWalker walker_;
  const extract::Format format_;
  std::string path_;
  std::unique_ptr<extract::DocumentReader> reader_;
  int64_t found_ = 0;  // in the file at path_
  int64_t files_ = 0;
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_DOCUMENT_SOURCE_H_
