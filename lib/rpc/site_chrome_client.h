// Keeps a copy of a server's learned site chrome.
#ifndef KHOTIN_RPC_SITE_CHROME_CLIENT_H_
#define KHOTIN_RPC_SITE_CHROME_CLIENT_H_

#include <memory>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "base/mutex.h"
#include "extract/site_chrome.h"
#include "grpcpp/channel.h"
#include "khotin/v1/ingest_service.grpc.pb.h"

namespace khotin::rpc {

// Thread-safe.
class SiteChromeClient {
 public:
  // Fetches nothing yet. `max_age`: how old the copy may get before Current asks again.
  SiteChromeClient(const std::shared_ptr<grpc::Channel>& channel, absl::Duration max_age);

  // Fetches what has changed since the copy was made. The copy stays as it was on an error.
  absl::Status Refresh();

  // The copy, refreshed first by one of the callers when it is too old. A server that does not
  // answer then is no error: the copy gets older.
  extract::ChromeSnapshot Current();

 private:
  absl::Status Fetch(int64_t known_number, extract::ChromeSnapshot::Sources* sources,
                     int64_t* number) const;

  const std::unique_ptr<v1::IngestService::Stub> stub_;
  const absl::Duration max_age_;
  base::Mutex mutex_;
  extract::ChromeSnapshot chrome_ ABSL_GUARDED_BY(mutex_);
  absl::Time due_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace khotin::rpc

#endif  // KHOTIN_RPC_SITE_CHROME_CLIENT_H_
