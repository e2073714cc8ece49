// grpc.health.v1: whether the process lives, and which calls it is ready for.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_HEALTH_SERVICE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_HEALTH_SERVICE_H_

#include <memory>
#include <set>
#include <string>
#include <thread>

#include "base/mutex.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/server_builder.h"

namespace khotin::server {

inline constexpr char kLiveness[] = "liveness";
inline constexpr char kReadiness[] = "readiness";  // for all calls; also under the name ""
inline constexpr char kReads[] = "reads";          // for calls that write nothing

// Which calls are taken and can be served.
enum class Readiness { kForNothing, kForReads, kForAll };

// Alive and not ready at first. Answers on a thread of its own, so also while every thread of the
// server is busy. Thread-safe, but for AddTo, Serve and Stop.
class HealthService {
 public:
  // How the thread waits for calls. A thread in the queue is who polls the sockets of the process
  // and hands the calls to the threads that wait for them. Of two such threads each takes every
  // other turn, which costs more than small calls do (decision 0017): the others look in now and
  // then.
  enum class Waiting { kInQueue, kLookingIn };

  HealthService() = default;
  // Stop must have been called where AddTo was.
  ~HealthService() = default;
  HealthService(const HealthService&) = delete;
  HealthService& operator=(const HealthService&) = delete;

  // `builder`'s server is to serve this, which must outlive it. Call once.
  void AddTo(grpc::ServerBuilder* builder);
  // The server is built: takes calls.
  void Serve(Waiting waiting);
  // The server was shut down, but is still there, or it was never built: lets go of the last calls.
  void Stop();

  // Tells those who watch.
  void SetReadiness(Readiness readiness);
  // Ends every Watch, those to come as well, with UNAVAILABLE: a gRPC server that shuts down would
  // else wait for them.
  void EndWatches();

 private:
  using Status = grpc::health::v1::HealthCheckResponse::ServingStatus;
  class Call;
  class CheckCall;
  class WatchCall;

  void Answer(Waiting waiting);
  Status StatusOf(const std::string& name) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void TellWatches() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  grpc::health::v1::Health::AsyncService service_;
  std::unique_ptr<grpc::ServerCompletionQueue> queue_;
  std::thread thread_;
  mutable base::Mutex mutex_;
  bool serving_ ABSL_GUARDED_BY(mutex_) = false;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  Readiness readiness_ ABSL_GUARDED_BY(mutex_) = Readiness::kForNothing;
  std::set<WatchCall*> watches_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_HEALTH_SERVICE_H_
