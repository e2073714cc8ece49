// One connection to a server, with a deadline on each call.
#ifndef KHOTIN_TOOLS_KHOTIN_CLIENT_H_
#define KHOTIN_TOOLS_KHOTIN_CLIENT_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "khotin/v1/admin_service.grpc.pb.h"
#include "khotin/v1/article_service.grpc.pb.h"
#include "khotin/v1/cluster_service.grpc.pb.h"
#include "khotin/v1/entity_service.grpc.pb.h"
#include "khotin/v1/ingest_service.grpc.pb.h"
#include "khotin/v1/quarantine_service.grpc.pb.h"
#include "khotin/v1/search_service.grpc.pb.h"
#include "khotin/v1/watch_service.grpc.pb.h"
#include "rpc/channel.h"

namespace khotin::cli {

// Connects at the first call. Each method is the RPC of its name. Errors are the server's, but for
// a server that does not answer (UNAVAILABLE) or not in time (DEADLINE_EXCEEDED): those messages
// name the address and say what to do. Where `security` is at fault (rpc::NewChannel), every call
// says so. Not thread-safe.
class Client {
 public:
  Client(std::string server, const rpc::ChannelSecurity& security, absl::Duration timeout);

  absl::StatusOr<v1::GetArticleResponse> GetArticle(const v1::GetArticleRequest& request);
  absl::StatusOr<v1::ListArticlesResponse> ListArticles(const v1::ListArticlesRequest& request);
  absl::StatusOr<v1::LookupArticleResponse> LookupArticle(const v1::LookupArticleRequest& request);
  absl::StatusOr<v1::ListArticleVersionsResponse> ListArticleVersions(
      const v1::ListArticleVersionsRequest& request);
  absl::StatusOr<v1::DiffArticlesResponse> DiffArticles(const v1::DiffArticlesRequest& request);
  absl::StatusOr<v1::DeleteArticleResponse> DeleteArticle(const v1::DeleteArticleRequest& request);
  absl::StatusOr<v1::GetClusterResponse> GetCluster(const v1::GetClusterRequest& request);
  absl::StatusOr<v1::ListClustersResponse> ListClusters(const v1::ListClustersRequest& request);
  absl::StatusOr<v1::ListClusterArticlesResponse> ListClusterArticles(
      const v1::ListClusterArticlesRequest& request);
  absl::StatusOr<v1::CheckDuplicateResponse> CheckDuplicate(
      const v1::CheckDuplicateRequest& request);
  absl::StatusOr<v1::GetStoryResponse> GetStory(const v1::GetStoryRequest& request);
  absl::StatusOr<v1::ListStoriesResponse> ListStories(const v1::ListStoriesRequest& request);
  absl::StatusOr<v1::ListStoryArticlesResponse> ListStoryArticles(
      const v1::ListStoryArticlesRequest& request);
  absl::StatusOr<v1::SearchResponse> Search(const v1::SearchRequest& request);
  absl::StatusOr<v1::FindSimilarResponse> FindSimilar(const v1::FindSimilarRequest& request);
  absl::StatusOr<v1::SuggestResponse> Suggest(const v1::SuggestRequest& request);
  absl::StatusOr<v1::GetEntityResponse> GetEntity(const v1::GetEntityRequest& request);
  absl::StatusOr<v1::SearchEntitiesResponse> SearchEntities(
      const v1::SearchEntitiesRequest& request);
  absl::StatusOr<v1::ListEntityArticlesResponse> ListEntityArticles(
      const v1::ListEntityArticlesRequest& request);
  absl::StatusOr<v1::ListRelatedEntitiesResponse> ListRelatedEntities(
      const v1::ListRelatedEntitiesRequest& request);
  absl::StatusOr<v1::GetEntityTimelineResponse> GetEntityTimeline(
      const v1::GetEntityTimelineRequest& request);
  absl::StatusOr<v1::ListTrendingEntitiesResponse> ListTrendingEntities(
      const v1::ListTrendingEntitiesRequest& request);
  absl::StatusOr<v1::ListOfficesResponse> ListOffices(const v1::ListOfficesRequest& request);
  absl::StatusOr<v1::ListQuotesResponse> ListQuotes(const v1::ListQuotesRequest& request);
  absl::StatusOr<v1::RenameEntityResponse> RenameEntity(const v1::RenameEntityRequest& request);
  absl::StatusOr<v1::MergeEntitiesResponse> MergeEntities(const v1::MergeEntitiesRequest& request);
  absl::StatusOr<v1::SplitEntityResponse> SplitEntity(const v1::SplitEntityRequest& request);
  absl::StatusOr<v1::ListEntityDecisionsResponse> ListEntityDecisions(
      const v1::ListEntityDecisionsRequest& request);
  absl::StatusOr<v1::RevokeEntityDecisionResponse> RevokeEntityDecision(
      const v1::RevokeEntityDecisionRequest& request);
  absl::StatusOr<v1::IngestBatchResponse> IngestBatch(const v1::IngestBatchRequest& request);
  absl::StatusOr<v1::ListIngestedFilesResponse> ListIngestedFiles(
      const v1::ListIngestedFilesRequest& request);
  absl::StatusOr<v1::ListQuarantinedResponse> ListQuarantined(
      const v1::ListQuarantinedRequest& request);
  absl::StatusOr<v1::GetQuarantinedResponse> GetQuarantined(
      const v1::GetQuarantinedRequest& request);
  absl::StatusOr<v1::RetryQuarantinedResponse> RetryQuarantined(
      const v1::RetryQuarantinedRequest& request);
  absl::StatusOr<v1::GetStatusResponse> GetStatus();
  absl::StatusOr<v1::ListSourcesResponse> ListSources(const v1::ListSourcesRequest& request);
  absl::StatusOr<v1::UpdateSourceResponse> UpdateSource(const v1::UpdateSourceRequest& request);
  absl::StatusOr<v1::CreateSavedQueryResponse> CreateSavedQuery(
      const v1::CreateSavedQueryRequest& request);
  absl::StatusOr<v1::GetSavedQueryResponse> GetSavedQuery(const v1::GetSavedQueryRequest& request);
  absl::StatusOr<v1::ListSavedQueriesResponse> ListSavedQueries(
      const v1::ListSavedQueriesRequest& request);
  absl::StatusOr<v1::UpdateSavedQueryResponse> UpdateSavedQuery(
      const v1::UpdateSavedQueryRequest& request);
  absl::StatusOr<v1::DeleteSavedQueryResponse> DeleteSavedQuery(
      const v1::DeleteSavedQueryRequest& request);
  // Calls `take` for each message until it returns false, which ends the call. Has no deadline.
  absl::Status Watch(const v1::WatchRequest& request,
                     const std::function<bool(const v1::WatchResponse&)>& take);
  // Calls `progress` for each message. May take long: has no deadline.
  absl::Status Reanalyze(const v1::ReanalyzeRequest& request,
                         const std::function<void(const v1::ReanalyzeResponse&)>& progress);
  // Calls `take` for each message; its error ends the call and is the result. Has no deadline.
  absl::Status Backup(const v1::BackupRequest& request,
                      const std::function<absl::Status(const v1::BackupResponse&)>& take);

 private:
  template <typename Response, typename Stub, typename Request>
  absl::StatusOr<Response> Call(Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request);
  std::string UnavailableAdvice() const;
  absl::Status Explain(const grpc::Status& status) const;

  std::string server_;
  bool tls_;
  absl::Duration timeout_;
  absl::Status channel_status_;
  std::unique_ptr<v1::ArticleService::Stub> articles_;
  std::unique_ptr<v1::ClusterService::Stub> clusters_;
  std::unique_ptr<v1::SearchService::Stub> search_;
  std::unique_ptr<v1::EntityService::Stub> entities_;
  std::unique_ptr<v1::IngestService::Stub> ingest_;
  std::unique_ptr<v1::QuarantineService::Stub> quarantine_;
  std::unique_ptr<v1::WatchService::Stub> watch_;
  std::unique_ptr<v1::AdminService::Stub> admin_;
};

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_CLIENT_H_
