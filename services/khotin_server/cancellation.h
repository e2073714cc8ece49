// Whether a caller has given its call up, for code that asks often and on many threads.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_CANCELLATION_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_CANCELLATION_H_

#include <atomic>
#include <chrono>
#include <functional>

#include "grpcpp/server_context.h"

namespace khotin::server {

// Asks on one thread at a time, at most once an interval, and no more once the answer was yes.
// Thread-safe.
class Cancellation {
 public:
  // `asked` is called on whatever thread calls cancelled(), never on two at once, and for the first
  // time when an `interval` has passed.
  Cancellation(std::function<bool()> asked, std::chrono::nanoseconds interval);
  Cancellation(const Cancellation&) = delete;
  Cancellation& operator=(const Cancellation&) = delete;

  // Never waits: while another thread asks, and between two questions, this is what was known
  // before.
  bool cancelled();

 private:
  using Clock = std::chrono::steady_clock;

  const std::function<bool()> asked_;
  const std::chrono::nanoseconds interval_;
  std::atomic<Clock::time_point> next_;
  std::atomic<bool> cancelled_{false};
  std::atomic_flag asking_;
};

// A function that says, on any thread, whether the call was given up; its copies share one
// Cancellation. Make one for each call: grpc::ServerContext::IsCancelled waits on the call's own
// completion queue, as Read and Write do, where gRPC allows six threads and fails for a seventh,
// be it a Write. It takes tens of microseconds, and a search asks for each window of documents, so
// the context is asked once in 5 ms at most. `context` must outlive the function.
std::function<bool()> WhenCancelled(const grpc::ServerContext* context);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_CANCELLATION_H_
