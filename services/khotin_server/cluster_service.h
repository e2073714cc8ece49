// khotin.v1.ClusterService.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_CLUSTER_SERVICE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_CLUSTER_SERVICE_H_

#include "absl/status/status.h"
#include "khotin/v1/cluster_service.grpc.pb.h"
#include "preparer.h"
#include "rpc/page_token.h"
#include "store/store.h"
#include "story_reader.h"

namespace khotin::server {

// Thread-safe. Everything pointed to must outlive the service.
class ClusterService : public v1::ClusterService::Service {
 public:
  ClusterService(const store::Store* store, Preparer* preparer);

  grpc::Status GetCluster(grpc::ServerContext* context, const v1::GetClusterRequest* request,
                          v1::GetClusterResponse* response) override;
  grpc::Status ListClusters(grpc::ServerContext* context, const v1::ListClustersRequest* request,
                            v1::ListClustersResponse* response) override;
  grpc::Status ListClusterArticles(grpc::ServerContext* context,
                                   const v1::ListClusterArticlesRequest* request,
                                   v1::ListClusterArticlesResponse* response) override;
  grpc::Status CheckDuplicate(grpc::ServerContext* context,
                              const v1::CheckDuplicateRequest* request,
                              v1::CheckDuplicateResponse* response) override;
  grpc::Status GetStory(grpc::ServerContext* context, const v1::GetStoryRequest* request,
                        v1::GetStoryResponse* response) override;
  grpc::Status ListStories(grpc::ServerContext* context, const v1::ListStoriesRequest* request,
                           v1::ListStoriesResponse* response) override;
  grpc::Status ListStoryArticles(grpc::ServerContext* context,
                                 const v1::ListStoryArticlesRequest* request,
                                 v1::ListStoryArticlesResponse* response) override;

 private:
  absl::Status Get(const v1::GetClusterRequest& request, v1::GetClusterResponse* response) const;
  absl::Status List(const v1::ListClustersRequest& request,
                    v1::ListClustersResponse* response) const;
  absl::Status ListArticles(const v1::ListClusterArticlesRequest& request,
                            v1::ListClusterArticlesResponse* response) const;
  absl::Status Check(const std::function<bool()>& cancelled,
                     const v1::CheckDuplicateRequest& request,
                     v1::CheckDuplicateResponse* response) const;

  const store::Store* const store_;
  Preparer* const preparer_;
  const rpc::PageTokens tokens_;
  const StoryReader stories_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_CLUSTER_SERVICE_H_
