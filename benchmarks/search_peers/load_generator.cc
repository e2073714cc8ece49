#include "load_generator.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"

namespace khotin::benchmarks {

double LoadReport::Percentile(double share) const {
  if (millis.empty()) return 0;
  const auto place = static_cast<size_t>(share * static_cast<double>(millis.size()));
  return millis[std::min(place, millis.size() - 1)];
}

double LoadReport::Mean() const {
  double sum = 0;
  for (const double each : millis) sum += each;
  return millis.empty() ? 0 : sum / static_cast<double>(millis.size());
}

struct LoadGenerator::Call {
  absl::Time due;
  grpc::ClientContext context;
  grpc::ByteBuffer reply;
  grpc::Status status;
  std::unique_ptr<grpc::ClientAsyncResponseReader<grpc::ByteBuffer>> reader;
};

// One measurement: the calls that are under way, and what came of those that are not.
class LoadGenerator::Run {
 public:
  explicit Run(LoadGenerator* generator) : generator_(*generator) {}
  ~Run() {
    queue_.Shutdown();
    while (AwaitOne(absl::InfiniteFuture())) {
    }
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  void Start(absl::Time due) {
    auto call = std::make_unique<Call>();
    call->due = due;
    const grpc::ByteBuffer& request =
        generator_.requests_[generator_.next_request_++ % generator_.requests_.size()];
    call->reader =
        generator_.stub_.PrepareUnaryCall(&call->context, generator_.method_, request, &queue_);
    call->reader->StartCall();
    Call* const tag = call.release();
    tag->reader->Finish(&tag->reply, &tag->status, tag);
    ++in_flight_;
  }

  // Takes in one call that has ended; false when none has by `deadline`.
  bool AwaitOne(absl::Time deadline) {
    void* tag = nullptr;
    bool ok = false;
    const auto state = queue_.AsyncNext(&tag, &ok, absl::ToChronoTime(deadline));
    if (state != grpc::CompletionQueue::GOT_EVENT) return false;
    const std::unique_ptr<Call> call(static_cast<Call*>(tag));
    --in_flight_;
    if (!call->status.ok()) {
      if (report_.failures++ == 0) report_.first_failure = call->status.error_message();
      return true;
    }
    report_.millis.push_back(absl::ToDoubleMilliseconds(absl::Now() - call->due));
    report_.reply_bytes += call->reply.Length();
    return true;
  }

  int in_flight() const { return in_flight_; }

  LoadReport Finish(absl::Time begin) {
    while (in_flight_ > 0) AwaitOne(absl::InfiniteFuture());
    report_.seconds = absl::ToDoubleSeconds(absl::Now() - begin);
    std::sort(report_.millis.begin(), report_.millis.end());
    return std::move(report_);
  }

 private:
  LoadGenerator& generator_;
  grpc::CompletionQueue queue_;
  int in_flight_ = 0;
  LoadReport report_;
};

LoadGenerator::LoadGenerator(const std::shared_ptr<grpc::Channel>& channel, std::string method,
                             const std::vector<std::string>& requests)
    : stub_(channel), method_(std::move(method)) {
  for (const std::string& request : requests) {
    const grpc::Slice slice(request);
    requests_.emplace_back(&slice, 1);
  }
}

LoadReport LoadGenerator::KeepInFlight(int calls, absl::Duration duration) {
  Run run(this);
  const absl::Time begin = absl::Now();
  for (absl::Time now = begin; now < begin + duration; now = absl::Now()) {
    while (run.in_flight() < calls) run.Start(absl::Now());
    run.AwaitOne(begin + duration);
  }
  return run.Finish(begin);
}

LoadReport LoadGenerator::KeepRate(double rate, absl::Duration duration) {
  Run run(this);
  const absl::Time begin = absl::Now();
  const absl::Duration step = absl::Seconds(1) / rate;
  for (absl::Time due = begin; due < begin + duration;) {
    if (absl::Now() >= due) {
      run.Start(due);
      due += step;
      run.AwaitOne(absl::Now());
    } else {
      run.AwaitOne(due);
    }
  }
  return run.Finish(begin);
}

}  // namespace khotin::benchmarks
