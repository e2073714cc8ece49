#include "health_service.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "grpcpp/server_context.h"

namespace khotin::server {
namespace {

constexpr absl::Duration kLookInEvery = absl::Milliseconds(10);

}  // namespace

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

// What the completion queue tells of. Deletes itself once it is over. Of one thread at a time,
// which holds the service's mutex; while the service is not serving, nothing new is started.
class HealthService::Call {
 public:
  virtual ~Call() = default;
  virtual void Proceed(bool ok) = 0;
};

class HealthService::CheckCall : public Call {
 public:
  explicit CheckCall(HealthService* service) : service_(service), responder_(&context_) {
    service->service_.RequestCheck(&context_, &request_, &responder_, service->queue_.get(),
                                   service->queue_.get(), this);
  }

  void Proceed(bool ok) override ABSL_NO_THREAD_SAFETY_ANALYSIS {
    if (answered_ || !ok || !service_->serving_) {
      delete this;
      return;
    }
    new CheckCall(service_);
    answered_ = true;
    HealthCheckResponse response;
    response.set_status(service_->StatusOf(request_.service()));
    if (response.status() == HealthCheckResponse::SERVICE_UNKNOWN) {
      responder_.FinishWithError(
          {grpc::StatusCode::NOT_FOUND, absl::StrCat("service: there are \"", kLiveness, "\", \"",
                                                     kReadiness, "\", \"", kReads, "\" and \"\"")},
          this);
    } else {
      responder_.Finish(response, grpc::Status::OK, this);
    }
  }

 private:
  HealthService* const service_;
  grpc::ServerContext context_;
  HealthCheckRequest request_;
  grpc::ServerAsyncResponseWriter<HealthCheckResponse> responder_;
  bool answered_ = false;
};

// Of several changes during a write the last one is written.
class HealthService::WatchCall : public Call {
 public:
  explicit WatchCall(HealthService* service)
      : service_(service), writer_(&context_), given_up_(this) {
    context_.AsyncNotifyWhenDone(&given_up_);
    service->service_.RequestWatch(&context_, &request_, &writer_, service->queue_.get(),
                                   service->queue_.get(), this);
  }
  ~WatchCall() override ABSL_NO_THREAD_SAFETY_ANALYSIS { service_->watches_.erase(this); }

  void Proceed(bool ok) override ABSL_NO_THREAD_SAFETY_ANALYSIS {
    if (state_ == State::kAwaited) {
      if (!ok) {
        delete this;
        return;
      }
      if (service_->serving_) new WatchCall(service_);
      service_->watches_.insert(this);
    }
    state_ = state_ == State::kFinishing || !ok ? State::kOver : State::kIdle;
    Tell();
  }

  // Writes what has changed, or ends the call, where nothing else is under way.
  void Tell() ABSL_NO_THREAD_SAFETY_ANALYSIS {
    if (state_ == State::kIdle && !service_->serving_) state_ = State::kOver;
    if (state_ == State::kIdle && is_given_up_) {
      Finish({grpc::StatusCode::CANCELLED, "given up by the caller"});
    } else if (state_ == State::kIdle && service_->ended_) {
      Finish({grpc::StatusCode::UNAVAILABLE, "the server is shutting down"});
    } else if (state_ == State::kIdle) {
      Write(service_->StatusOf(request_.service()));
    }
    if (state_ == State::kOver && is_given_up_) delete this;
  }

 private:
  enum class State { kAwaited, kIdle, kWriting, kFinishing, kOver };

  class GivenUp : public Call {
   public:
    explicit GivenUp(WatchCall* call) : call_(call) {}
    void Proceed(bool) override {
      call_->is_given_up_ = true;
      call_->Tell();
    }

   private:
    WatchCall* const call_;
  };

  void Write(Status status) {
    if (told_ && status == response_.status()) return;
    told_ = true;
    response_.set_status(status);
    state_ = State::kWriting;
    writer_.Write(response_, this);
  }

  void Finish(const grpc::Status& status) {
    state_ = State::kFinishing;
    writer_.Finish(status, this);
  }

  HealthService* const service_;
  grpc::ServerContext context_;
  HealthCheckRequest request_;
  grpc::ServerAsyncWriter<HealthCheckResponse> writer_;
  GivenUp given_up_;
  bool is_given_up_ = false;  // or over: what gRPC tells last of a call that began
  State state_ = State::kAwaited;
  HealthCheckResponse response_;
  bool told_ = false;
};

HealthService::Status HealthService::StatusOf(const std::string& name) const {
  if (name == kLiveness) return HealthCheckResponse::SERVING;
  const bool is_reads = name == kReads;
  if (!name.empty() && name != kReadiness && !is_reads) return HealthCheckResponse::SERVICE_UNKNOWN;
  const Readiness least = is_reads ? Readiness::kForReads : Readiness::kForAll;
  return readiness_ >= least ? HealthCheckResponse::SERVING : HealthCheckResponse::NOT_SERVING;
}

void HealthService::TellWatches() {
  const std::set<WatchCall*> watches = watches_;  // one that is over leaves them
  for (WatchCall* const watch : watches) watch->Tell();
}

void HealthService::AddTo(grpc::ServerBuilder* builder) {
  builder->RegisterService(&service_);
  queue_ = builder->AddCompletionQueue();
}

void HealthService::Serve(Waiting waiting) {
  base::MutexLock lock(&mutex_);
  serving_ = true;
  new CheckCall(this);
  new WatchCall(this);
  thread_ = std::thread([this, waiting] { Answer(waiting); });
}

void HealthService::Answer(Waiting waiting) {
  const gpr_timespec deadline = waiting == Waiting::kInQueue ? gpr_inf_future(GPR_CLOCK_REALTIME)
                                                             : gpr_time_0(GPR_CLOCK_REALTIME);
  void* tag = nullptr;
  bool ok = false;
  for (;;) {
    switch (queue_->AsyncNext(&tag, &ok, deadline)) {
      case grpc::CompletionQueue::GOT_EVENT: {
        base::MutexLock lock(&mutex_);
        static_cast<Call*>(tag)->Proceed(ok);
        break;
      }
      case grpc::CompletionQueue::TIMEOUT:
        absl::SleepFor(kLookInEvery);
        break;
      case grpc::CompletionQueue::SHUTDOWN:
        return;
    }
  }
}

void HealthService::Stop() {
  if (thread_.joinable()) {
    {
      base::MutexLock lock(&mutex_);
      serving_ = false;
      queue_->Shutdown();
    }
    thread_.join();
  }
  queue_.reset();
}

void HealthService::SetReadiness(Readiness readiness) {
  base::MutexLock lock(&mutex_);
  if (readiness_ == readiness) return;
  readiness_ = readiness;
  TellWatches();
}

void HealthService::EndWatches() {
  base::MutexLock lock(&mutex_);
  ended_ = true;
  TellWatches();
}

}  // namespace khotin::server
