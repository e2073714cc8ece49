// grpc.health.v1: whether the process lives, and which calls it is ready for.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_HEALTH_SERVICE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_HEALTH_SERVICE_H_

#include <set>
#include <string>

#include "base/mutex.h"
#include "grpc/health/v1/health.grpc.pb.h"

namespace khotin::server {

inline constexpr char kLiveness[] = "liveness";
inline constexpr char kReadiness[] = "readiness";  // for all calls; also under the name ""
inline constexpr char kReads[] = "reads";          // for calls that write nothing

// Which calls are taken and can be served.
enum class Readiness { kForNothing, kForReads, kForAll };

// Alive and not ready at first. Answers without a thread per call, so also while every thread of
// the server is busy. Thread-safe; must outlive the gRPC server that it is registered with.
class HealthService : public grpc::health::v1::Health::CallbackService {
 public:
  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext* context,
                                  const grpc::health::v1::HealthCheckRequest* request,
                                  grpc::health::v1::HealthCheckResponse* response) override;
  grpc::ServerWriteReactor<grpc::health::v1::HealthCheckResponse>* Watch(
      grpc::CallbackServerContext* context,
      const grpc::health::v1::HealthCheckRequest* request) override;

  // Tells those who watch.
  void SetReadiness(Readiness readiness);

  // Ends every Watch, those to come as well, with UNAVAILABLE: a gRPC server that shuts down would
  // else wait for them.
  void EndWatches();

 private:
  using Status = grpc::health::v1::HealthCheckResponse::ServingStatus;
  class Watcher;

  Status StatusOf(const std::string& name) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Forget(Watcher* watcher);

  mutable base::Mutex mutex_;
  Readiness readiness_ ABSL_GUARDED_BY(mutex_) = Readiness::kForNothing;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  std::set<Watcher*> watchers_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_HEALTH_SERVICE_H_
