#include "rpc/channel.h"

#include "base/limits.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"

namespace khotin::rpc {
namespace {

// Finds out that the server's machine is gone. Servers take more than one ping in five minutes of
// silence for abuse.
constexpr int kKeepaliveTimeMs = 310'000;
constexpr int kKeepaliveTimeoutMs = 20'000;

}  // namespace

std::shared_ptr<grpc::Channel> NewChannel(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(static_cast<int>(base::kMaxMessageBytes));
  arguments.SetMaxSendMessageSize(static_cast<int>(base::kMaxMessageBytes));
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveTimeMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  // An HTTP proxy of the environment is for the web, not for a server of one's own.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace khotin::rpc
