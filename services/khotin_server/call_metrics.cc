#include "call_metrics.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "google/protobuf/descriptor.h"

namespace khotin::server {
namespace {

constexpr char kUnknown[] = "unknown";

// Seconds. Reading takes milliseconds, ingestion and figures up to seconds.
prometheus::Histogram::BucketBoundaries Buckets() {
  return {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};
}

bool IsMethod(absl::string_view path) {
  absl::ConsumePrefix(&path, "/");
  const std::string name = absl::StrReplaceAll(path, {{"/", "."}});
  return google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name) != nullptr;
}

// "package.Service" and "Method" of "/package.Service/Method".
std::pair<absl::string_view, absl::string_view> Split(absl::string_view path) {
  absl::ConsumePrefix(&path, "/");
  const size_t slash = path.find('/');
  return {path.substr(0, slash), path.substr(slash + 1)};
}

prometheus::Labels LabelsOf(absl::string_view service, absl::string_view method) {
  return {{"grpc_service", std::string(service)}, {"grpc_method", std::string(method)}};
}

// The same counter for the same labels and code.
prometheus::Counter* HandledCounter(prometheus::Family<prometheus::Counter>* handled,
                                    prometheus::Labels labels, grpc::StatusCode code) {
  labels["grpc_code"] = absl::StatusCodeToString(static_cast<absl::StatusCode>(code));
  return &handled->Add(labels);
}

}  // namespace

CallMetrics::Method::Method(CallMetrics* metrics, absl::string_view service,
                            absl::string_view method)
    : metrics_(metrics),
      labels_(LabelsOf(service, method)),
      started_(&metrics->started_.Add(labels_)),
      in_flight_(&metrics->in_flight_.Add(labels_)),
      seconds_(&metrics->seconds_.Add(labels_, Buckets())) {}

void CallMetrics::Method::Started() {
  started_->Increment();
  in_flight_->Increment();
}

void CallMetrics::Method::Handled(grpc::StatusCode code, absl::Duration duration) {
  in_flight_->Decrement();
  seconds_->Observe(absl::ToDoubleSeconds(duration));
  const size_t place = code >= 0 && static_cast<size_t>(code) < kCodes
                           ? static_cast<size_t>(code)
                           : static_cast<size_t>(grpc::StatusCode::UNKNOWN);
  prometheus::Counter* counter = handled_[place].load(std::memory_order_acquire);
  if (counter == nullptr) {
    counter = HandledCounter(&metrics_->handled_, labels_, static_cast<grpc::StatusCode>(place));
    handled_[place].store(counter, std::memory_order_release);
  }
  counter->Increment();
}

CallMetrics::CallMetrics(prometheus::Registry* registry)
    : started_(prometheus::BuildCounter()
                   .Name("grpc_server_started_total")
                   .Help("Calls that have begun")
                   .Register(*registry)),
      handled_(prometheus::BuildCounter()
                   .Name("grpc_server_handled_total")
                   .Help("Calls that have ended, by status code")
                   .Register(*registry)),
      in_flight_(prometheus::BuildGauge()
                     .Name("grpc_server_in_flight_calls")
                     .Help("Calls that have begun and not ended")
                     .Register(*registry)),
      seconds_(prometheus::BuildHistogram()
                   .Name("grpc_server_handling_seconds")
                   .Help("Time from a call's beginning to its status")
                   .Register(*registry)),
      unknown_(this, kUnknown, kUnknown) {}

void CallMetrics::CountFaultsOf(absl::string_view service) {
  const google::protobuf::ServiceDescriptor* const descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(std::string(service));
  if (descriptor == nullptr) return;
  for (int i = 0; i < descriptor->method_count(); ++i) {
    for (const grpc::StatusCode code :
         {grpc::StatusCode::UNKNOWN, grpc::StatusCode::INTERNAL, grpc::StatusCode::DATA_LOSS}) {
      HandledCounter(&handled_, LabelsOf(service, descriptor->method(i)->name()), code);
    }
  }
}

CallMetrics::Method* CallMetrics::Find(absl::string_view path) {
  base::MutexLock lock(&mutex_);
  const auto found = methods_.find(path);
  if (found != methods_.end()) return found->second.get();
  if (!IsMethod(path)) return &unknown_;
  const auto [service, method] = Split(path);
  auto& made = methods_[path];
  made = std::make_unique<Method>(this, service, method);
  return made.get();
}

}  // namespace khotin::server
