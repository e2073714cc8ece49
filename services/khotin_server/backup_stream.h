// One Backup call: sends a checkpoint of the store.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_BACKUP_STREAM_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_BACKUP_STREAM_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/support/sync_stream.h"
#include "khotin/v1/admin_service.grpc.pb.h"
#include "store/checkpoint.h"
#include "store/store.h"

namespace khotin::server {

class BackupStream {
 public:
  using Writer = grpc::ServerWriter<v1::BackupResponse>;

  // All must outlive it. `now` is told as the time of the backup.
  BackupStream(store::Store* store, const v1::BackupRequest& request, absl::Time now,
               Writer* writer);

  // Makes the checkpoint; call once, before Send. It goes away with this object. `ended` returns an
  // error, which is the result, to break the call off. RESOURCE_EXHAUSTED, with the time to try
  // again, while another backup is being made; other errors are those of Store::CreateCheckpoint.
  absl::Status MakeCheckpoint(const std::function<absl::Status()>& ended);

  // Sends all of it. `ended` is asked before every piece of a file and breaks it off, as above;
  // CANCELLED when the caller is gone.
  absl::Status Send(const std::function<absl::Status()>& ended);

  // Sent so far, for the log.
  int64_t sent_files() const { return sent_files_; }
  int64_t sent_bytes() const { return sent_bytes_; }

 private:
  absl::Status SendManifest();
  absl::Status SendFile(int index, const std::function<absl::Status()>& ended);
  absl::Status Write(const v1::BackupResponse& response);

  store::Store* const store_;
  const absl::Time now_;
  Writer* const writer_;
  std::unique_ptr<store::Checkpoint> checkpoint_;
  // Checksum and size of what the caller has, and of what was sent.
  std::set<std::pair<std::string, int64_t>> held_;
  int64_t sent_files_ = 0;
  int64_t sent_bytes_ = 0;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_BACKUP_STREAM_H_
