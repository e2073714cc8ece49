// The server's health, on the API's port and on a port of its own.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_HEALTH_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_HEALTH_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "grpcpp/server.h"
#include "health_service.h"

namespace khotin::server {

// Thread-safe, but for Listen. The port of its own speaks plain text, since kubelet's probes know
// no TLS, and answers until this object is destroyed.
class Health {
 public:
  Health() = default;
  ~Health();
  Health(const Health&) = delete;
  Health& operator=(const Health&) = delete;

  // Serves the health alone at HOST:PORT, port 0 any; call once. UNAVAILABLE when nothing can
  // listen there.
  absl::Status Listen(const std::string& address);
  // Of Listen; 0 before.
  int port() const { return port_; }

  // For the API's server, behind which it is to be stopped. Owned by this object.
  HealthService* api_service() { return &api_service_; }

  void SetReadiness(Readiness readiness);

 private:
  HealthService api_service_;
  HealthService own_service_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_HEALTH_H_
