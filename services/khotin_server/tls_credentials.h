// What the server shows who it is with, and tells by who may connect.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_TLS_CREDENTIALS_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_TLS_CREDENTIALS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "grpcpp/security/server_credentials.h"

namespace khotin::server {

// PEM files. All empty: no TLS.
struct TlsFiles {
  std::string cert;       // of the server, with the certificates that lead from it to a root
  std::string key;        // without a password
  std::string client_ca;  // roots; not empty: a client must show a certificate that leads to one
};

// Files that change are taken over within kTlsRefreshSeconds for new connections; those that stand
// go on. Replace certificate and key in one step, such as by exchanging a symbolic link to their
// folder: between two steps they do not belong together, and connecting fails.
inline constexpr unsigned kTlsRefreshSeconds = 10;

// Credentials for grpc::ServerBuilder, without TLS where `files` is empty. Errors are those of
// rpc::ReadKeyPair and rpc::ReadCertificates.
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MakeServerCredentials(
    const TlsFiles& files);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_TLS_CREDENTIALS_H_
