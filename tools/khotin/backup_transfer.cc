#include "tools/khotin/backup_transfer.h"

#include <utility>
#include <vector>

#include "backup/backup_writer.h"
#include "base/status.h"
#include "tools/khotin/transfer_progress.h"

namespace khotin::cli {
namespace {

backup::Manifest FromMessage(const v1::BackupManifest& message) {
  backup::Manifest manifest;
  manifest.create_time = absl::FromUnixSeconds(message.create_time().seconds());
  manifest.revision = message.revision();
  manifest.schema_version = message.schema_version();
  manifest.server_version = message.server_version();
  for (const v1::BackupFile& file : message.files()) {
    manifest.files.push_back({file.name(), file.size_bytes(), file.checksum()});
  }
  return manifest;
}

// Takes the messages of one call.
class Receiver {
 public:
  explicit Receiver(backup::Catalogue* catalogue) : writer_(catalogue) {}

  absl::StatusOr<v1::BackupRequest> Request() const {
    KHOTIN_ASSIGN_OR_RETURN(const std::vector<backup::BackupFile> held, writer_.Held());
    v1::BackupRequest request;
    for (const backup::BackupFile& file : held) {
      v1::BackupFile& message = *request.add_held_files();
      message.set_size_bytes(file.size);
      message.set_checksum(file.checksum);
    }
    return request;
  }

  absl::Status Take(const v1::BackupResponse& response) {
    if (response.has_manifest()) {
      if (begun_) return absl::DataLossError("the server sent two manifests");
      begun_ = true;
      received_.manifest = FromMessage(response.manifest());
      KHOTIN_RETURN_IF_ERROR(writer_.Begin(received_.manifest));
      received_.new_files = writer_.missing_files();
      received_.new_bytes = writer_.missing_bytes();
      progress_.Start(received_.new_bytes);
      return absl::OkStatus();
    }
    if (!begun_ || response.chunk().file() < 0) {
      return absl::DataLossError("the server sent content that belongs to no file");
    }
    const std::string& content = response.chunk().content();
    KHOTIN_RETURN_IF_ERROR(writer_.Append(static_cast<size_t>(response.chunk().file()), content));
    progress_.Add(static_cast<int64_t>(content.size()));
    return absl::OkStatus();
  }

  absl::StatusOr<ReceivedBackup> Finish() {
    if (!begun_) return absl::DataLossError("the server sent no manifest");
    KHOTIN_ASSIGN_OR_RETURN(received_.manifest.id, writer_.Finish());
    return received_;
  }

 private:
  backup::BackupWriter writer_;
  TransferProgress progress_;
  bool begun_ = false;
  ReceivedBackup received_;
};

}  // namespace

absl::StatusOr<ReceivedBackup> ReceiveBackup(Client& client, backup::Catalogue* catalogue) {
  Receiver receiver(catalogue);
  KHOTIN_ASSIGN_OR_RETURN(const v1::BackupRequest request, receiver.Request());
  KHOTIN_RETURN_IF_ERROR(client.Backup(
      request, [&](const v1::BackupResponse& response) { return receiver.Take(response); }));
  return receiver.Finish();
}

}  // namespace khotin::cli
