// The documents of all inputs, one after the other.
#ifndef KHOTIN_INGEST_DOCUMENT_SOURCE_H_
#define KHOTIN_INGEST_DOCUMENT_SOURCE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "extract/json_field_map.h"
#include "extract/open_file.h"
#include "extract/raw_document.h"
#include "extract/reader.h"
#include "ingest/file_in_hand.h"
#include "ingest/input_selection.h"
#include "ingest/ledger.h"

namespace khotin::ingest {

// A document, or what was refused in its place: the error's message begins with `input`.
struct SourceItem {
  // Valid UTF-8 on one line: other bytes of a file name, and control characters, are shown as \xNN.
  std::string input;
  absl::StatusOr<extract::RawDocument> document;
  FilePlace place = {};
};

// What a run is told of files while they are read; each may be empty.
struct FileEvents {
  // Bytes that were read of a file, as they lie on disk.
  std::function<void(size_t bytes)> read;
  // The ledger holds all of it already.
  std::function<void(const FileInHand&)> skipped;
};

struct SourceOptions {
  extract::Format format = extract::Format::kAuto;
  // The site or feed of documents that name none; may be empty.
  std::string source;
  // Where a JSON object has an article's fields; may be null.
  std::shared_ptr<const extract::JsonFieldMap> fields;
  // Files that it holds are skipped, documents that it counts passed over; null for none.
  Ledger ledger;
  // How files are read, for the ledger: Options::reading.
  std::string reading;
  FileEvents events;
};

// Not thread-safe. Memory is that of two documents and of the open folders.
class DocumentSource {
 public:
  DocumentSource(InputSelection inputs, SourceOptions options);
  // All that is at `paths`.
  DocumentSource(std::vector<std::string> paths, SourceOptions options);

  // nullopt at the end, or when the ledger does not answer. A file without any document is refused
  // as a whole.
  absl::optional<SourceItem> Next();

  // OK, or why it ended early.
  const absl::Status& status() const { return status_; }
  int64_t files() const { return files_; }
  const InputSelection& inputs() const { return inputs_; }

 private:
  absl::optional<SourceItem> OpenNext(bool* ended);
  absl::Status Open(const Input& input);
  absl::Status OpenFile(const Input& input, extract::ReaderOptions reading);
  // Whether the file is still to be read.
  absl::StatusOr<bool> Identify(FileInHand* hand);
  absl::optional<SourceItem> ReadNext();
  absl::optional<SourceItem> ReadOne();
  absl::optional<SourceItem> EndOfFile();
  SourceItem Take(absl::StatusOr<extract::RawDocument> next);
  // Nothing more of the input will come: the place of the item says so.
  SourceItem Fail(const absl::Status& status);
  SourceItem Refuse(const absl::Status& status) const;

  InputSelection inputs_;
  const SourceOptions options_;
  absl::Status status_;
  Input input_;  // that is being read
  FileStamp stamp_;
  std::shared_ptr<const extract::OpenedFile> file_;
  std::shared_ptr<const FileInHand> hand_;
  std::unique_ptr<extract::DocumentReader> reader_;
  absl::optional<SourceItem> ahead_;  // read before it is asked for, as the one before may be last
  // The newest of those that are in. When none follows, it is told again as the last, so that the
  // ledger knows that the file is done.
  absl::optional<SourceItem> known_;
  int64_t found_ = 0;        // in the input
  int64_t passed_over_ = 0;  // documents at its begin that are in
  int64_t files_ = 0;
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_DOCUMENT_SOURCE_H_
