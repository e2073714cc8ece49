// A file that is there whole or not at all, whatever happens.
#ifndef KHOTIN_PULL_DURABLE_FILE_H_
#define KHOTIN_PULL_DURABLE_FILE_H_

#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/file.h"

namespace khotin::pull {

// Bytes go into a hidden file beside `path`, which Commit brings to disk and gives the name `path`,
// in the place of what has it. Destroyed without Commit, it leaves nothing. Errors name the file.
// Not thread-safe.
class DurableFile {
 public:
  static absl::StatusOr<std::unique_ptr<DurableFile>> Create(const std::string& path);
  ~DurableFile();
  DurableFile(const DurableFile&) = delete;
  DurableFile& operator=(const DurableFile&) = delete;

  absl::Status Write(absl::string_view bytes) { return writer_.Append(bytes); }
  absl::Status Commit();

  // What a killed process left in `folder` is removed.
  static absl::Status RemoveLeftOvers(const std::string& folder);

 private:
  DurableFile(std::string path, base::FileWriter writer)
      : path_(std::move(path)), writer_(std::move(writer)) {}

  const std::string path_;
  base::FileWriter writer_;  // of the hidden file
  bool committed_ = false;
};

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_DURABLE_FILE_H_
