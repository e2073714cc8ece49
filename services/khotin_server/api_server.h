// The gRPC server of the API's port: its limits, and what stands between it and the services.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_API_SERVER_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_API_SERVER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "call_metrics.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"
#include "health_service.h"
#include "options.h"

namespace khotin::server {

// Serves `services` and `health` at options.listen under options.limits, until it is shut down and
// destroyed. `services`, `health` and `metrics` must outlive it, and `health` be stopped in
// between. *port is the one that it listens on. UNAVAILABLE when nothing can listen there.
absl::StatusOr<std::unique_ptr<grpc::Server>> StartApiServer(
    const Options& options, std::shared_ptr<grpc::ServerCredentials> credentials,
    const std::vector<grpc::Service*>& services, HealthService* health, CallMetrics* metrics,
    int* port);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_API_SERVER_H_
