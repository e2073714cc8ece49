// The whole server behind one call.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_SERVER_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_SERVER_H_

#include "absl/status/status.h"
#include "options.h"

namespace khotin::server {

// Opens the store, serves until SIGINT or SIGTERM, lets calls in flight end within the grace
// period, and closes the store. Prints "listening on HOST:PORT" to standard output once it serves.
// Returns early with what keeps it from starting; the message names the store or the address.
absl::Status RunServer(const Options& options);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_SERVER_H_
