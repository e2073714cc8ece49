// khotin.v1.AdminService.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_ADMIN_SERVICE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_ADMIN_SERVICE_H_

#include <string>

#include "absl/time/time.h"
#include "base/clock.h"
#include "khotin/v1/admin_service.grpc.pb.h"
#include "store/store.h"

namespace khotin::server {

// Thread-safe. `store` and `clock` must outlive the service.
class AdminService : public v1::AdminService::Service {
 public:
  AdminService(const store::Store* store, std::string analyzer_version, const base::Clock* clock);

  grpc::Status GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request,
                         v1::GetStatusResponse* response) override;

 private:
  const store::Store* const store_;
  const std::string analyzer_version_;
  const base::Clock* const clock_;
  const absl::Time started_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_ADMIN_SERVICE_H_
