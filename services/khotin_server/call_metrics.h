// Figures about calls, by method, as Prometheus reads them.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_CALL_METRICS_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_CALL_METRICS_H_

#include <array>
#include <atomic>
#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/mutex.h"
#include "grpcpp/support/status_code_enum.h"
#include "prometheus/counter.h"
#include "prometheus/family.h"
#include "prometheus/gauge.h"
#include "prometheus/histogram.h"
#include "prometheus/registry.h"

namespace khotin::server {

// Names and labels are those that monitoring of gRPC servers has settled on
// (grpc_server_handled_total and so on). Thread-safe.
class CallMetrics {
 public:
  // One method's series. Lives as long as the CallMetrics.
  class Method {
   public:
    Method(CallMetrics* metrics, absl::string_view service, absl::string_view method);

    void Started();
    // Of a call that has started, once.
    void Handled(grpc::StatusCode code, absl::Duration duration);

   private:
    static constexpr size_t kCodes = grpc::StatusCode::UNAUTHENTICATED + 1;

    CallMetrics* const metrics_;
    const prometheus::Labels labels_;
    prometheus::Counter* const started_;
    prometheus::Gauge* const in_flight_;
    prometheus::Histogram* const seconds_;
    std::array<std::atomic<prometheus::Counter*>, kCodes> handled_ = {};  // made when needed
  };

  // `registry` must outlive it.
  explicit CallMetrics(prometheus::Registry* registry);

  // Shows how many calls of each method of "package.Service" ended with UNKNOWN, INTERNAL or
  // DATA_LOSS before there is one: Prometheus' increase() does not see the first one of a series
  // that begins with it. Does nothing for a service that this program does not have.
  void CountFaultsOf(absl::string_view service);

  // `path` is "/package.Service/Method". Everything that is no method of this program is one series
  // of its own, so that callers cannot make up any number of them.
  Method* Find(absl::string_view path);

 private:
  prometheus::Family<prometheus::Counter>& started_;
  prometheus::Family<prometheus::Counter>& handled_;
  prometheus::Family<prometheus::Gauge>& in_flight_;
  prometheus::Family<prometheus::Histogram>& seconds_;
  base::Mutex mutex_;
  absl::flat_hash_map<std::string, std::unique_ptr<Method>> methods_ ABSL_GUARDED_BY(mutex_);
  Method unknown_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_CALL_METRICS_H_
