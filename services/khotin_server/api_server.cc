#include "api_server.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "call_interceptor.h"
#include "grpcpp/resource_quota.h"
#include "grpcpp/server_builder.h"

namespace khotin::server {
namespace {

// A peer that is gone without a word is noticed in less than a minute.
constexpr int kKeepaliveTimeMs = 30'000;
constexpr int kKeepaliveTimeoutMs = 20'000;
// Clients may do the same.
constexpr int kMinPingIntervalMs = 20'000;

constexpr int kMaxIdleMs = 15 * 60'000;
constexpr int kHandshakeTimeoutMs = 20'000;
// Of threads whose call has ended, so many wait for another; gRPC's own 2 makes and ends threads
// all the time where several calls are under way (decision 0017).
constexpr int kMaxIdleThreads = 64;

void SetLimits(const CallLimits& limits, grpc::ServerBuilder* builder) {
  grpc::ResourceQuota quota("khotin");
  // A call has a thread for as long as it lasts, and one thread waits for the next.
  quota.SetMaxThreads(limits.max_calls + 1);
  builder->SetResourceQuota(quota);
  builder->SetSyncServerOption(grpc::ServerBuilder::MAX_POLLERS, kMaxIdleThreads);
  builder->SetMaxReceiveMessageSize(limits.max_message_mib << 20);
  builder->AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, limits.max_streams);
  builder->AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, kHandshakeTimeoutMs);
  builder->AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveTimeMs);
  builder->AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  builder->AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
                              kMinPingIntervalMs);
  builder->AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, kMaxIdleMs);
  if (limits.max_connection_seconds > 0) {
    builder->AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS,
                                limits.max_connection_seconds * 1000);
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<grpc::Server>> StartApiServer(
    const Options& options, std::shared_ptr<grpc::ServerCredentials> credentials,
    const std::vector<grpc::Service*>& services, HealthService* health, CallMetrics* metrics,
    int* port) {
  grpc::ServerBuilder builder;
  SetLimits(options.limits, &builder);
  // Two servers on one port would share its calls by chance.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddListeningPort(options.listen, std::move(credentials), port);
  for (grpc::Service* service : services) builder.RegisterService(service);
  health->AddTo(&builder);
  std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> interceptors;
  interceptors.push_back(NewCallInterceptorFactory(metrics));
  builder.experimental().SetInterceptorCreators(std::move(interceptors));
  std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server != nullptr && *port != 0) {
    health->Serve(HealthService::Waiting::kInQueue);
    return server;
  }
  health->Stop();
  return absl::UnavailableError(
      absl::StrCat(options.listen, ": cannot listen there; is the port in use?"));
}

}  // namespace khotin::server
