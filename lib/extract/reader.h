// Reads files of every supported format as a stream of documents.
//
//   KHOTIN_ASSIGN_OR_RETURN(auto reader, extract::OpenReader(path, extract::Format::kAuto));
//   while (auto next = reader->Next()) {
//     if (!next->ok()) { Refuse(next->status()); continue; }
//     Use(**next);
//   }
#ifndef KHOTIN_EXTRACT_READER_H_
#define KHOTIN_EXTRACT_READER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "extract/byte_source.h"
#include "extract/json_field_map.h"
#include "extract/raw_document.h"

namespace khotin::extract {

// Not thread-safe. Memory does not grow with the file: one document at a time, each at most
// base::kMaxDocumentBytes after decompression.
class DocumentReader {
 public:
  virtual ~DocumentReader() = default;

  // The next document; an error for one that cannot be read (named by its input, and reading goes
  // on behind it where the format allows that); nullopt at the end.
  virtual absl::optional<absl::StatusOr<RawDocument>> Next() = 0;
};

struct ReaderOptions {
  // So many bytes of the path name a folder that somebody gave as input: below it no symbolic link
  // is followed, not even one that takes a folder's place while the files are read. 0: the path
  // itself was given, and only its last step must be no link.
  size_t folder_size = 0;
  // Applied to JSON objects; may be null.
  std::shared_ptr<const JsonFieldMap> fields;
};

// NOT_FOUND for a path that is not there, PERMISSION_DENIED for one that may not be read,
// INVALID_ARGUMENT for anything but a regular file: a symbolic link, whatever it leads to, a
// folder, FIFO, socket, device, and a file of the kernel's own (/proc, /sys); each names the path.
// A file is read up to the length it had when it was opened; one that has become shorter is an
// error.
absl::StatusOr<std::unique_ptr<DocumentReader>> OpenReader(const std::string& path, Format format,
                                                           const ReaderOptions& options = {});

// Likewise of bytes that are open already; `path` names them in errors and inputs.
absl::StatusOr<std::unique_ptr<DocumentReader>> ReadDocuments(std::unique_ptr<ByteSource> source,
                                                              const std::string& path,
                                                              Format format,
                                                              const ReaderOptions& options = {});

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_READER_H_
