#include "backup_stream.h"

#include <memory>
#include <utility>

#include "base/status.h"
#include "base/version.h"
#include "rpc/error.h"

namespace khotin::server {
namespace {

constexpr absl::Duration kRetryWhenBusy = absl::Minutes(1);

}  // namespace

BackupStream::BackupStream(store::Store* store, const v1::BackupRequest& request, absl::Time now,
                           Writer* writer)
    : store_(store), now_(now), writer_(writer) {
  for (const v1::BackupFile& file : request.held_files()) {
    held_.emplace(file.checksum(), file.size_bytes());
  }
}

absl::Status BackupStream::MakeCheckpoint(const std::function<absl::Status()>& ended) {
  absl::StatusOr<std::unique_ptr<store::Checkpoint>> made =
      store_->CreateCheckpoint([&] { return !ended().ok(); });
  if (store::IsEarlierCheckpoint(made.status())) {
    return rpc::WithRetry(made.status(), kRetryWhenBusy);
  }
  // What broke the making off says why.
  KHOTIN_RETURN_IF_ERROR(ended());
  KHOTIN_ASSIGN_OR_RETURN(checkpoint_, std::move(made));
  return absl::OkStatus();
}

absl::Status BackupStream::Send(const std::function<absl::Status()>& ended) {
  KHOTIN_RETURN_IF_ERROR(ended());
  KHOTIN_RETURN_IF_ERROR(SendManifest());
  for (size_t i = 0; i < checkpoint_->files().size(); ++i) {
    KHOTIN_RETURN_IF_ERROR(SendFile(static_cast<int>(i), ended));
  }
  return absl::OkStatus();
}

absl::Status BackupStream::SendManifest() {
  v1::BackupResponse response;
  v1::BackupManifest& manifest = *response.mutable_manifest();
  manifest.set_revision(checkpoint_->revision());
  manifest.set_schema_version(checkpoint_->schema_version());
  manifest.mutable_create_time()->set_seconds(absl::ToUnixSeconds(now_));
  manifest.set_server_version(base::kVersion);
  for (const store::StoreFile& file : checkpoint_->files()) {
    v1::BackupFile& message = *manifest.add_files();
    message.set_name(file.name);
    message.set_size_bytes(file.size);
    message.set_checksum(file.checksum);
  }
  return Write(response);
}

absl::Status BackupStream::SendFile(int index, const std::function<absl::Status()>& ended) {
  const store::StoreFile& file = checkpoint_->files()[static_cast<size_t>(index)];
  if (file.size == 0 || !held_.emplace(file.checksum, file.size).second) return absl::OkStatus();
  v1::BackupResponse response;
  response.mutable_chunk()->set_file(index);
  const auto send = [&](absl::string_view piece) -> absl::Status {
    KHOTIN_RETURN_IF_ERROR(ended());
    response.mutable_chunk()->set_content(piece.data(), piece.size());
    sent_bytes_ += static_cast<int64_t>(piece.size());
    return Write(response);
  };
  KHOTIN_RETURN_IF_ERROR(checkpoint_->ReadFile(file, send));
  ++sent_files_;
  return absl::OkStatus();
}

absl::Status BackupStream::Write(const v1::BackupResponse& response) {
  return writer_->Write(response) ? absl::OkStatus() : absl::CancelledError("the caller is gone");
}

}  // namespace khotin::server
