#include "health.h"

#include <chrono>

#include "absl/strings/str_cat.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server_builder.h"

namespace khotin::server {

Health::~Health() {
  if (server_ != nullptr) {
    own_service_.EndWatches();
    server_->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(1));
    server_->Wait();
  }
  own_service_.Stop();
}

absl::Status Health::Listen(const std::string& address) {
  constexpr int kMaxMessageBytes = 4096;
  constexpr int kMaxConcurrentStreams = 16;
  grpc::ServerBuilder builder;
  builder.SetMaxReceiveMessageSize(kMaxMessageBytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kMaxConcurrentStreams);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddListeningPort(address, grpc::InsecureServerCredentials(), &port_);
  own_service_.AddTo(&builder);
  server_ = builder.BuildAndStart();
  if (server_ == nullptr || port_ == 0) {
    return absl::UnavailableError(
        absl::StrCat(address, ": cannot serve health there; is the port in use?"));
  }
  own_service_.Serve(HealthService::Waiting::kLookingIn);
  return absl::OkStatus();
}

void Health::SetReadiness(Readiness readiness) {
  api_service_.SetReadiness(readiness);
  own_service_.SetReadiness(readiness);
}

}  // namespace khotin::server
