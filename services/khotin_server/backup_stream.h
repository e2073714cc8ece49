// One Backup call: sends a checkpoint of the store.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_BACKUP_STREAM_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_BACKUP_STREAM_H_

#include <cstdint>
#include <functional>
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

  // Sends all. `ended` is asked before every message and returns an error, which is the result, to
  // break it off; CANCELLED when the caller is gone. The checkpoint is gone on return.
  absl::Status Run(const std::function<absl::Status()>& ended);

  // Sent so far, for the log.
  int64_t sent_files() const { return sent_files_; }
  int64_t sent_bytes() const { return sent_bytes_; }

 private:
  absl::Status SendManifest(const store::Checkpoint& checkpoint);
  absl::Status SendFile(const store::Checkpoint& checkpoint, int index,
                        const std::function<absl::Status()>& ended);
  absl::Status Write(const v1::BackupResponse& response);

  store::Store* const store_;
  const absl::Time now_;
  Writer* const writer_;
  // Checksum and size of what the caller has, and of what was sent.
  std::set<std::pair<std::string, int64_t>> held_;
  int64_t sent_files_ = 0;
  int64_t sent_bytes_ = 0;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_BACKUP_STREAM_H_
