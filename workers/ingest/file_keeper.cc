#include "ingest/file_keeper.h"

#include "absl/status/status.h"
#include "base/fault_point.h"
#include "ingest/printable.h"

namespace khotin::ingest {
namespace {

// It may well be readable the next time.
bool IsPassing(const absl::Status& failure) {
  return absl::IsUnavailable(failure) || absl::IsResourceExhausted(failure) ||
         absl::IsNotFound(failure);
}

}  // namespace

void FileKeeper::Ended(const FileInHand& file) {
  if (file.failure.ok()) {
    tally_->AddFileDone();
    Carry(options_->done, file);
    return;
  }
  tally_->AddFileFailed();
  if (!IsPassing(file.failure)) Carry(options_->failed, file);
}

void FileKeeper::Skipped(const FileInHand& file) {
  tally_->AddFileSkipped(file.identity.bytes);
  Carry(options_->done, file);
}

void FileKeeper::Carry(const Disposal& disposal, const FileInHand& file) {
  // The inbox itself, which somebody has put something else in the place of.
  if (file.path == options_->folder) return;
  base::FaultPoint("ingest.file.done").IgnoreError();
  const absl::Status status = Dispose(disposal, file.path, file.folder_size, file.stamp);
  base::FaultPoint("ingest.file.moved").IgnoreError();
  if (!status.ok()) {
    tally_->AddFileFailed();
    log_->Warn("file_kept", Printable(status.message()));
  } else if (disposal.kind == Disposal::Kind::kKeep) {
    settled_.Add(file.path, file.stamp);
  }
}

}  // namespace khotin::ingest
