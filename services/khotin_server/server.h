// The whole server behind one call.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_SERVER_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_SERVER_H_

#include "absl/status/status.h"
#include "options.h"

namespace khotin::server {

// Opens the store, serves until SIGINT or SIGTERM, and closes the store. Prints "listening on
// ADDRESS" to standard output once it serves. Returns early with what keeps it from starting; the
// message names the store, the file or the address.
//
// Told to stop before it serves, it ends once the store is open. Told later, it says first that it
// is not ready, and takes calls as before for the drain period, so that whoever distributes calls
// can turn to others; a second signal ends that. Then it takes no more, and lets calls in flight
// end within the grace period.
//
// Health has it as alive from the first moment to the last, as ready for reads while it takes
// calls, and as ready while the store takes writes as well.
absl::Status RunServer(const Options& options);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_SERVER_H_
