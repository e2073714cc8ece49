// What monitoring reads over HTTP, in Prometheus' text format at /metrics.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_METRICS_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_METRICS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "commit_queue.h"
#include "prometheus/registry.h"
#include "store/store.h"

namespace khotin::server {

// Sources that have metrics of their own, the largest ones: each is a time series to keep.
inline constexpr size_t kMaxMetricSources = 500;

// Serves until it is destroyed. The figures are those of the store at the time of a request.
class MetricsServer {
 public:
  // `address` is HOST:PORT, port 0 any. `store` and `commits` must outlive the server, which shows
  // what others keep in `registry` as well. UNAVAILABLE when nothing can listen there.
  static absl::StatusOr<std::unique_ptr<MetricsServer>> Start(
      const std::string& address, const store::Store* store, const CommitQueue* commits,
      std::shared_ptr<prometheus::Registry> registry);
  virtual ~MetricsServer() = default;

  virtual int port() const = 0;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_METRICS_H_
