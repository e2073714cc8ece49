#include "rpc/channel.h"

#include <utility>

#include "base/limits.h"
#include "base/status.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"
#include "rpc/pem_files.h"

namespace khotin::rpc {
namespace {

// Finds out that the server's machine is gone. khotin-server takes a ping every 20 s, and only
// while a call is open; gRPC's servers take one in five minutes where they are not told otherwise.
constexpr int kKeepaliveTimeMs = 310'000;
constexpr int kKeepaliveTimeoutMs = 20'000;

grpc::ChannelArguments Arguments() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(static_cast<int>(base::kMaxMessageBytes));
  arguments.SetMaxSendMessageSize(static_cast<int>(base::kMaxMessageBytes));
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveTimeMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  // An HTTP proxy of the environment is for the web, not for a server of one's own.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return arguments;
}

absl::StatusOr<grpc::SslCredentialsOptions> SslOptions(const ChannelSecurity& security) {
  grpc::SslCredentialsOptions options;
  if (!security.ca_file.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(options.pem_root_certs, ReadCertificates(security.ca_file));
  }
  if (security.cert_file.empty() != security.key_file.empty()) {
    return absl::InvalidArgumentError(
        "a client's certificate and its key (--tls-cert, --tls-key) belong together");
  }
  if (!security.cert_file.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(KeyPair pair, ReadKeyPair(security.cert_file, security.key_file));
    options.pem_cert_chain = std::move(pair.certificates);
    options.pem_private_key = std::move(pair.private_key);
  }
  return options;
}

}  // namespace

std::shared_ptr<grpc::Channel> NewChannel(const std::string& address) {
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), Arguments());
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> NewChannel(const std::string& address,
                                                          const ChannelSecurity& security) {
  if (!security.UsesTls()) return NewChannel(address);
  KHOTIN_ASSIGN_OR_RETURN(const grpc::SslCredentialsOptions options, SslOptions(security));
  grpc::ChannelArguments arguments = Arguments();
  if (!security.server_name.empty()) arguments.SetSslTargetNameOverride(security.server_name);
  return grpc::CreateCustomChannel(address, grpc::SslCredentials(options), arguments);
}

}  // namespace khotin::rpc
