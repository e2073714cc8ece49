#include "ingest/file_keeper.h"

#include "base/fault_point.h"
#include "ingest/printable.h"

namespace khotin::ingest {

void FileKeeper::Done(const FileInHand& file) {
  tally_->AddFileDone();
  Carry(options_->done, file.path, file.folder_size, file.stamp);
}

void FileKeeper::Skipped(const FileInHand& file) {
  tally_->AddFileSkipped(file.identity.bytes);
  Carry(options_->done, file.path, file.folder_size, file.stamp);
}

void FileKeeper::Failed(const Input& input, const absl::optional<FileStamp>& stamp,
                        const absl::Status& status) {
  tally_->AddFileFailed();
  // It may well be readable the next time.
  if (absl::IsUnavailable(status) || absl::IsResourceExhausted(status) ||
      absl::IsNotFound(status)) {
    return;
  }
  Carry(options_->failed, input.path, input.folder_size, stamp);
}

void FileKeeper::Carry(const Disposal& disposal, const std::string& path, size_t folder_size,
                       const absl::optional<FileStamp>& stamp) {
  if (options_->watch && stamp.has_value()) settled_.Add(path, *stamp);
  base::FaultPoint("ingest.file.done").IgnoreError();
  const absl::Status status = Dispose(disposal, path, folder_size, stamp);
  base::FaultPoint("ingest.file.moved").IgnoreError();
  if (status.ok()) return;
  tally_->AddFileFailed();
  log_->Warn("file_kept", Printable(status.message()));
}

}  // namespace khotin::ingest
