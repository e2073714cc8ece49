#include "extract/reader.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "extract/byte_source.h"
#include "extract/gzip_source.h"
#include "extract/json_reader.h"
#include "extract/open_file.h"
#include "extract/refusal.h"
#include "extract/warc_reader.h"

namespace khotin::extract {
namespace {

constexpr size_t kHeadBytes = 4096;

absl::Status TooLong(absl::string_view what) {
  return OverLimit(absl::StrCat(what, " is over ", base::kMaxDocumentBytes, " bytes"));
}

class WholeFileReader : public DocumentReader {
 public:
  WholeFileReader(std::string name, Format format, std::unique_ptr<ByteSource> source)
      : name_(std::move(name)), format_(format), in_(std::move(source)) {}

  absl::optional<absl::StatusOr<RawDocument>> Next() override {
    if (done_) return absl::nullopt;
    done_ = true;
    RawDocument document;
    document.input = name_;
    document.format = format_;
    const absl::Status status = in_.Read(base::kMaxDocumentBytes + 1, &document.content);
    if (!status.ok()) return absl::StatusOr<RawDocument>(base::Annotate(status, name_));
    if (document.content.size() > base::kMaxDocumentBytes) {
      return absl::StatusOr<RawDocument>(base::Annotate(TooLong("the document"), name_));
    }
    return absl::StatusOr<RawDocument>(std::move(document));
  }

 private:
  const std::string name_;
  const Format format_;
  BufferedSource in_;
  bool done_ = false;
};

// `source` without the bytes of its start, which are in `head` again.
class HeadedSource : public ByteSource {
 public:
  HeadedSource(std::string head, std::unique_ptr<ByteSource> source)
      : head_(std::move(head)), head_source_(head_), source_(std::move(source)) {}

  absl::StatusOr<size_t> Read(char* out, size_t size) override {
    const absl::StatusOr<size_t> got = head_source_.Read(out, size);
    return got.ok() && *got > 0 ? got : source_->Read(out, size);
  }

 private:
  const std::string head_;
  MemorySource head_source_;
  const std::unique_ptr<ByteSource> source_;
};

absl::StatusOr<std::string> ReadHead(ByteSource* source) {
  std::string head(kHeadBytes, '\0');
  size_t size = 0;
  while (size < head.size()) {
    KHOTIN_ASSIGN_OR_RETURN(const size_t got, source->Read(&head[size], head.size() - size));
    if (got == 0) break;
    size += got;
  }
  head.resize(size);
  return head;
}

absl::StatusOr<std::unique_ptr<DocumentReader>> Open(std::unique_ptr<ByteSource> source,
                                                     const std::string& path, Format format,
                                                     const ReaderOptions& options) {
  KHOTIN_ASSIGN_OR_RETURN(std::string head, ReadHead(source.get()));
  if (format == Format::kAuto) format = DetectFormat(head, path);
  const bool compressed = HasGzipMagic(head);
  source = std::make_unique<HeadedSource>(std::move(head), std::move(source));
  if (compressed) source = MakeGzipSource(std::move(source));
  switch (format) {
    case Format::kWarc:
      return MakeWarcReader(path, std::move(source));
    case Format::kJsonLines:
      return MakeJsonReader(path, std::move(source), options.fields);
    default:
      return std::unique_ptr<DocumentReader>(
          std::make_unique<WholeFileReader>(path, format, std::move(source)));
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<DocumentReader>> OpenReader(const std::string& path, Format format,
                                                           const ReaderOptions& options) {
  absl::StatusOr<std::unique_ptr<ByteSource>> source = OpenFile(path, options.folder_size);
  if (!source.ok()) return base::Annotate(source.status(), path);
  return ReadDocuments(*std::move(source), path, format, options);
}

absl::StatusOr<std::unique_ptr<DocumentReader>> ReadDocuments(std::unique_ptr<ByteSource> source,
                                                              const std::string& path,
                                                              Format format,
                                                              const ReaderOptions& options) {
  absl::StatusOr<std::unique_ptr<DocumentReader>> reader =
      Open(std::move(source), path, format, options);
  if (!reader.ok()) return base::Annotate(reader.status(), path);
  return reader;
}

}  // namespace khotin::extract
