// Writes pages as a web archive (WARC 1.1, ISO 28500:2017).
#ifndef KHOTIN_PULL_WARC_WRITER_H_
#define KHOTIN_PULL_WARC_WRITER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "pull/durable_file.h"
#include "pull/http_client.h"

namespace khotin::pull {

// The message as archives hold it: HTTP/1.1, with the length that the body has here, and without
// the headers of the connection.
std::string HttpMessage(const HttpResponse& response);

// One gzip member a record: a "warcinfo" first, then a "response" for each page. Record ids are
// made from what the record holds, so that the same pages give the same bytes. Not thread-safe.
class WarcWriter {
 public:
  // The archive is at `path` once Finish has returned OK (durable_file.h). `info` are the lines
  // "name: value" of the warcinfo record.
  static absl::StatusOr<std::unique_ptr<WarcWriter>> Create(const std::string& path,
                                                            absl::string_view info, absl::Time now);

  // `fetched` is when `response` came from `url`. Its transfer codings are undone and forgotten;
  // the content codings stay.
  absl::Status Add(absl::string_view url, absl::Time fetched, const HttpResponse& response);

  absl::Status Finish() { return file_->Commit(); }

  const std::string& path() const { return path_; }
  int64_t pages() const { return pages_; }
  int64_t bytes() const { return bytes_; }  // written, compressed

 private:
  WarcWriter(std::string path, std::unique_ptr<DurableFile> file)
      : path_(std::move(path)), file_(std::move(file)) {}
  absl::Status WriteRecord(absl::string_view type, absl::string_view url,
                           absl::string_view content_type, absl::Time time,
                           absl::string_view block);

  const std::string path_;
  const std::unique_ptr<DurableFile> file_;
  int64_t pages_ = 0;
  int64_t bytes_ = 0;
};

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_WARC_WRITER_H_
