// Calls of one unary method, many at a time, and how long they take.
#ifndef KHOTIN_BENCHMARKS_SEARCH_PEERS_LOAD_GENERATOR_H_
#define KHOTIN_BENCHMARKS_SEARCH_PEERS_LOAD_GENERATOR_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"

namespace khotin::benchmarks {

struct LoadReport {
  double seconds = 0;
  std::vector<double> millis;  // of the calls that succeeded; rising
  uint64_t failures = 0;
  std::string first_failure;
  uint64_t reply_bytes = 0;

  double calls_per_second() const {
    return seconds > 0 ? static_cast<double>(millis.size()) / seconds : 0;
  }
  // 0 without calls. `share` is between 0 and 1.
  double Percentile(double share) const;
  double Mean() const;
};

// Requests are encoded beforehand and replies are not decoded: what is measured is the server.
// Not thread-safe; works on the thread of the caller.
class LoadGenerator {
 public:
  // `method` is "/package.Service/Method"; `requests`, one or more, are sent in turns.
  LoadGenerator(const std::shared_ptr<grpc::Channel>& channel, std::string method,
                const std::vector<std::string>& requests);

  // Keeps `calls` in flight for `duration`.
  LoadReport KeepInFlight(int calls, absl::Duration duration);

  // Starts `rate` calls a second for `duration`, whether the ones before have ended or not. A call
  // takes from when it was due.
  LoadReport KeepRate(double rate, absl::Duration duration);

 private:
  struct Call;
  class Run;

  grpc::GenericStub stub_;
  const std::string method_;
  std::vector<grpc::ByteBuffer> requests_;
  size_t next_request_ = 0;
};

}  // namespace khotin::benchmarks

#endif  // KHOTIN_BENCHMARKS_SEARCH_PEERS_LOAD_GENERATOR_H_
