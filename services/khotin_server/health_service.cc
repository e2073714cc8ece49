#include "health_service.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace khotin::server {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

// One Watch call. Deletes itself once it is over. Of several changes during a write the last one is
// written.
class HealthService::Watcher : public grpc::ServerWriteReactor<HealthCheckResponse> {
 public:
  Watcher(HealthService* service, std::string name) : service_(service), name_(std::move(name)) {}

  const std::string& name() const { return name_; }

  void Tell(Status status) {
    base::MutexLock lock(&mutex_);
    wanted_ = status;
    WriteWanted();
  }

  void End(grpc::StatusCode code, const char* reason) {
    base::MutexLock lock(&mutex_);
    if (over_) return;
    over_ = true;
    Finish({code, reason});
  }

  void OnWriteDone(bool ok) override {
    if (!ok) {
      End(grpc::StatusCode::CANCELLED, "the caller is gone");
      return;
    }
    base::MutexLock lock(&mutex_);
    writing_ = false;
    WriteWanted();
  }
  void OnCancel() override { End(grpc::StatusCode::CANCELLED, "given up by the caller"); }
  void OnDone() override {
    service_->Forget(this);
    delete this;
  }

 private:
  void WriteWanted() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (over_ || writing_ || (told_ && wanted_ == response_.status())) return;
    told_ = true;
    writing_ = true;
    response_.set_status(wanted_);
    StartWrite(&response_);
  }

  HealthService* const service_;
  const std::string name_;
  base::Mutex mutex_;
  HealthCheckResponse response_ ABSL_GUARDED_BY(mutex_);
  Status wanted_ ABSL_GUARDED_BY(mutex_) = HealthCheckResponse::UNKNOWN;
  bool told_ ABSL_GUARDED_BY(mutex_) = false;
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool over_ ABSL_GUARDED_BY(mutex_) = false;
};

HealthService::Status HealthService::StatusOf(const std::string& name) const {
  if (name == kLiveness) return HealthCheckResponse::SERVING;
  const bool is_reads = name == kReads;
  if (!name.empty() && name != kReadiness && !is_reads) return HealthCheckResponse::SERVICE_UNKNOWN;
  const Readiness least = is_reads ? Readiness::kForReads : Readiness::kForAll;
  return readiness_ >= least ? HealthCheckResponse::SERVING : HealthCheckResponse::NOT_SERVING;
}

grpc::ServerUnaryReactor* HealthService::Check(grpc::CallbackServerContext* context,
                                               const HealthCheckRequest* request,
                                               HealthCheckResponse* response) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  {
    base::MutexLock lock(&mutex_);
    response->set_status(StatusOf(request->service()));
  }
  if (response->status() == HealthCheckResponse::SERVICE_UNKNOWN) {
    reactor->Finish(
        {grpc::StatusCode::NOT_FOUND, absl::StrCat("service: there are \"", kLiveness, "\", \"",
                                                   kReadiness, "\", \"", kReads, "\" and \"\"")});
  } else {
    reactor->Finish(grpc::Status::OK);
  }
  return reactor;
}

grpc::ServerWriteReactor<HealthCheckResponse>* HealthService::Watch(
    grpc::CallbackServerContext*, const HealthCheckRequest* request) {
  auto* const watcher = new Watcher(this, request->service());
  base::MutexLock lock(&mutex_);
  watchers_.insert(watcher);
  watcher->Tell(StatusOf(watcher->name()));
  if (ended_) watcher->End(grpc::StatusCode::UNAVAILABLE, "the server is shutting down");
  return watcher;
}

void HealthService::SetReadiness(Readiness readiness) {
  base::MutexLock lock(&mutex_);
  if (readiness_ == readiness) return;
  readiness_ = readiness;
  for (Watcher* watcher : watchers_) watcher->Tell(StatusOf(watcher->name()));
}

void HealthService::EndWatches() {
  base::MutexLock lock(&mutex_);
  ended_ = true;
  for (Watcher* watcher : watchers_) {
    watcher->End(grpc::StatusCode::UNAVAILABLE, "the server is shutting down");
  }
}

void HealthService::Forget(Watcher* watcher) {
  base::MutexLock lock(&mutex_);
  watchers_.erase(watcher);
}

}  // namespace khotin::server
