// One Watch call: follows the store and writes what its plan asks for.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_WATCH_STREAM_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_WATCH_STREAM_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "base/stopwatch.h"
#include "grpcpp/support/sync_stream.h"
#include "khotin/v1/watch_service.grpc.pb.h"
#include "standing_queries.h"
#include "store/store.h"
#include "watch_events.h"

namespace khotin::server {

class WatchStream {
 public:
  using Writer = grpc::ServerWriter<v1::WatchResponse>;

  // What it is made of must outlive it. `after`: changes of later commits are written.
  WatchStream(const store::Store* store, SavedQueries* saved_queries, WatchPlan plan, int64_t after,
              Writer* writer);

  // Writes until `ended`, which is asked several times a second, returns an error, which is the
  // result; or the caller is gone, CANCELLED; or the store fails.
  absl::Status Run(const std::function<absl::Status()>& ended);

 private:
  absl::Status WriteChanges(const std::function<absl::Status()>& ended);
  absl::Status WriteEvents(std::vector<v1::WatchEvent> events);
  absl::Status Write(v1::WatchResponse response, int64_t revision);

  const store::Store* const store_;
  SavedQueries* const saved_queries_;
  const WatchPlan plan_;
  Writer* const writer_;
  int64_t position_;  // all changes up to it are written
  base::Stopwatch since_write_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_WATCH_STREAM_H_
