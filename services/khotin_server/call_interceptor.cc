#include "call_interceptor.h"

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "base/stopwatch.h"
#include "grpcpp/server_context.h"
#include "log.h"
#include "request_id.h"
#include "rpc/error.h"

namespace khotin::server {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::InterceptorBatchMethods;

constexpr char kRequestId[] = "x-request-id";
constexpr char kTraceParent[] = "traceparent";
constexpr char kHealthPrefix[] = "/grpc.health.v1.";

// What gRPC 1.51 says when grpc::ResourceQuota::SetMaxThreads allows no thread for a call.
constexpr char kNoThread[] = "Server Threadpool Exhausted";

// What it says of a call that was given up before its request was here.
constexpr char kNoRequest[] = "Couldn't initialize byte buffer reader";

// Whether a shorter call of one request and one reply was cancelled is not asked, since that costs
// more than all else here.
constexpr absl::Duration kTimeToGiveUp = absl::Milliseconds(20);

spdlog::level::level_enum LevelOf(grpc::StatusCode code, bool is_health) {
  switch (code) {
    case grpc::StatusCode::UNKNOWN:
    case grpc::StatusCode::INTERNAL:
    case grpc::StatusCode::DATA_LOSS:
      return spdlog::level::err;
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return spdlog::level::warn;
    default:
      return is_health ? spdlog::level::debug : spdlog::level::info;
  }
}

absl::string_view ViewOf(grpc::string_ref text) { return {text.data(), text.size()}; }

class CallInterceptor : public grpc::experimental::Interceptor {
 public:
  CallInterceptor(grpc::experimental::ServerRpcInfo* info, CallMetrics::Method* metrics)
      : info_(info), metrics_(metrics) {
    metrics_->Started();
  }

  // A call that breaks off before its handler has a status to send.
  ~CallInterceptor() override {
    if (!ended_) metrics_->Handled(grpc::StatusCode::CANCELLED, stopwatch_.elapsed());
  }

  void Intercept(InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_INITIAL_METADATA)) {
      ReadMetadata(*methods->GetRecvInitialMetadata());
    }
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_INITIAL_METADATA)) {
      methods->GetSendInitialMetadata()->emplace(kRequestId, request_id_);
    }
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) {
      End(methods);
    }
    methods->Proceed();
  }

 private:
  void ReadMetadata(const std::multimap<grpc::string_ref, grpc::string_ref>& metadata) {
    const auto sent = metadata.find(kRequestId);
    request_id_ = RequestIdOr(sent == metadata.end() ? "" : ViewOf(sent->second));
    const auto trace = metadata.find(kTraceParent);
    if (trace != metadata.end()) trace_id_ = std::string(TraceIdOf(ViewOf(trace->second)));
  }

  void End(InterceptorBatchMethods* methods) {
    if (ended_) return;
    ended_ = true;
    grpc::Status status = methods->GetSendStatus();
    if (status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED &&
        status.error_message() == kNoThread) {
      status = rpc::ToGrpc(rpc::WithRetry(
          absl::ResourceExhaustedError(
              "the server is busy with as many calls as it takes at a time (--max-calls); try "
              "again in a second"),
          absl::Seconds(1)));
      methods->ModifySendStatus(status);
    }
    const absl::Duration duration = stopwatch_.elapsed();
    const grpc::StatusCode code = Outcome(status, duration);
    metrics_->Handled(code, duration);
    LogCall(code, duration, status.error_message());
  }

  // What the caller sees: nobody takes the status of a call that was given up.
  grpc::StatusCode Outcome(const grpc::Status& status, absl::Duration duration) const {
    const auto* const context = info_->server_context();
    if (context->deadline() <= std::chrono::system_clock::now()) {
      return grpc::StatusCode::DEADLINE_EXCEEDED;
    }
    const bool without_request =
        status.error_code() == grpc::StatusCode::INTERNAL && status.error_message() == kNoRequest;
    const bool is_stream = info_->type() != grpc::experimental::ServerRpcInfo::Type::UNARY;
    const bool given_up =
        without_request || ((is_stream || duration > kTimeToGiveUp) && context->IsCancelled());
    return given_up ? grpc::StatusCode::CANCELLED : status.error_code();
  }

  void LogCall(grpc::StatusCode code, absl::Duration duration, const std::string& error) const {
    const absl::string_view method = info_->method();
    const spdlog::level::level_enum level = LevelOf(code, absl::StartsWith(method, kHealthPrefix));
    if (!IsLogged(level)) return;
    const std::string code_name = absl::StatusCodeToString(static_cast<absl::StatusCode>(code));
    const std::string peer = info_->server_context()->peer();
    const std::string identity = PeerIdentity();
    absl::InlinedVector<LogField, 8> fields = {{"method", absl::StripPrefix(method, "/")},
                                               {"code", code_name},
                                               {"ms", absl::ToDoubleMilliseconds(duration)},
                                               {"peer", peer},
                                               {"request_id", request_id_}};
    if (!identity.empty()) fields.push_back({"peer_identity", identity});
    if (!trace_id_.empty()) fields.push_back({"trace_id", trace_id_});
    if (!error.empty()) fields.push_back({"error", error});
    Log(level, "call", fields);
  }

  std::string PeerIdentity() const {
    const auto context = info_->server_context()->auth_context();
    if (context == nullptr || !context->IsPeerAuthenticated()) return {};
    const std::vector<grpc::string_ref> identity = context->GetPeerIdentity();
    return identity.empty() ? std::string() : std::string(ViewOf(identity.front()));
  }

  grpc::experimental::ServerRpcInfo* const info_;
  CallMetrics::Method* const metrics_;
  const base::Stopwatch stopwatch_;
  std::string request_id_;
  std::string trace_id_;
  bool ended_ = false;
};

class Factory : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  explicit Factory(CallMetrics* metrics) : metrics_(metrics) {}

  grpc::experimental::Interceptor* CreateServerInterceptor(
      grpc::experimental::ServerRpcInfo* info) override {
    return new CallInterceptor(info, metrics_->Find(info->method()));
  }

 private:
  CallMetrics* const metrics_;
};

}  // namespace

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> NewCallInterceptorFactory(
    CallMetrics* metrics) {
  return std::make_unique<Factory>(metrics);
}

}  // namespace khotin::server
