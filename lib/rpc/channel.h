// Channels as all of the project's own clients open them.
#ifndef KHOTIN_RPC_CHANNEL_H_
#define KHOTIN_RPC_CHANNEL_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "grpcpp/channel.h"

namespace khotin::rpc {

// How a client makes sure that it talks to the right server, and shows who it is. Files are PEM.
struct ChannelSecurity {
  bool tls = false;         // implied by any of the others
  std::string ca_file;      // roots that the server's certificate leads to; empty: the system's
  std::string cert_file;    // of the client, for servers that ask for one; both or none
  std::string key_file;     // without a password
  std::string server_name;  // the certificate must be for it; empty: the address' host

  bool UsesTls() const {
    return tls || !ca_file.empty() || !cert_file.empty() || !key_file.empty() ||
           !server_name.empty();
  }
};

// A channel to "host:port" with the project's message limits, without TLS. Connects on first use.
// The caller shares ownership with the stubs made of it. Channels are thread-safe.
std::shared_ptr<grpc::Channel> NewChannel(const std::string& address);

// As well, with TLS where `security` uses it. Reads the files now; errors are those of ReadKeyPair
// and ReadCertificates (rpc/pem_files.h), and INVALID_ARGUMENT for a certificate without key or a
// key without certificate.
absl::StatusOr<std::shared_ptr<grpc::Channel>> NewChannel(const std::string& address,
                                                          const ChannelSecurity& security);

}  // namespace khotin::rpc

#endif  // KHOTIN_RPC_CHANNEL_H_
