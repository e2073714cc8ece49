// Addresses to listen on: HOST:PORT, or a Unix socket ("unix:PATH", "unix-abstract:NAME").
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_LISTEN_ADDRESS_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_LISTEN_ADDRESS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace khotin::server {

// "[::1]" of "[::1]:50051".
std::string HostOf(absl::string_view address);

// Where clients reach a server that listens at `address` and got the port `port`: "[::1]:50051" of
// "[::1]:0". A Unix socket has no port.
std::string BoundAddress(absl::string_view address, int port);

// True when only programs of this machine can reach the address: "localhost", 127.0.0.0/8, ::1, or
// a Unix socket.
bool IsLoopback(absl::string_view address);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_LISTEN_ADDRESS_H_
