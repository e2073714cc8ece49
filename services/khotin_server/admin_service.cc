#include "admin_service.h"

#include <utility>

#include "base/version.h"

namespace khotin::server {

AdminService::AdminService(const store::Store* store, std::string analyzer_version,
                           const base::Clock* clock)
    : store_(store),
      analyzer_version_(std::move(analyzer_version)),
      clock_(clock),
      started_(clock->Now()) {}

grpc::Status AdminService::GetStatus(grpc::ServerContext*, const v1::GetStatusRequest*,
                                     v1::GetStatusResponse* response) {
  const std::shared_ptr<const store::View> view = store_->CurrentView();
  const store::StoreStatus status = store_->Status();
  response->set_version(base::kVersion);
  response->set_analyzer_version(analyzer_version_);
  response->set_schema_version(store::kSchemaVersion);
  response->set_revision(view->revision());
  response->mutable_uptime()->set_seconds(absl::ToInt64Seconds(clock_->Now() - started_));
  response->set_article_count(view->counts().articles);
  response->set_version_count(view->counts().versions);
  response->set_cluster_count(view->counts().clusters);
  response->set_entity_count(view->counts().entities);
  response->mutable_index()->set_stored_segments(status.stored_segments);
  response->mutable_index()->set_memory_segments(status.memory_segments);
  response->mutable_index()->set_stored_documents(status.stored_documents);
  response->mutable_index()->set_memory_documents(status.memory_documents);
  response->set_store_bytes(status.store_bytes);
  response->set_writable(status.write_status.ok());
  if (!status.write_status.ok()) {
    response->set_write_error(std::string(status.write_status.message()));
  }
  return grpc::Status::OK;
}

}  // namespace khotin::server
