#include "tools/khotin/client.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/status.h"
#include "grpcpp/create_channel.h"
#include "rpc/channel.h"
#include "rpc/error.h"
#include "tools/khotin/request_text.h"

namespace khotin::cli {

Client::Client(std::string server, const rpc::ChannelSecurity& security, absl::Duration timeout)
    : server_(std::move(server)), tls_(security.UsesTls()), timeout_(timeout) {
  const auto made = rpc::NewChannel(server_, security);
  channel_status_ = made.status();
  // Without credentials no call goes out.
  const std::shared_ptr<grpc::Channel> channel =
      made.ok() ? *made : grpc::CreateChannel(server_, nullptr);
  articles_ = v1::ArticleService::NewStub(channel);
  clusters_ = v1::ClusterService::NewStub(channel);
  search_ = v1::SearchService::NewStub(channel);
  entities_ = v1::EntityService::NewStub(channel);
  ingest_ = v1::IngestService::NewStub(channel);
  quarantine_ = v1::QuarantineService::NewStub(channel);
  watch_ = v1::WatchService::NewStub(channel);
  admin_ = v1::AdminService::NewStub(channel);
}

absl::StatusOr<v1::GetArticleResponse> Client::GetArticle(const v1::GetArticleRequest& request) {
  return Call(*articles_, &v1::ArticleService::Stub::GetArticle, request);
}

absl::StatusOr<v1::ListArticlesResponse> Client::ListArticles(
    const v1::ListArticlesRequest& request) {
  return Call(*articles_, &v1::ArticleService::Stub::ListArticles, request);
}

absl::StatusOr<v1::LookupArticleResponse> Client::LookupArticle(
    const v1::LookupArticleRequest& request) {
  return Call(*articles_, &v1::ArticleService::Stub::LookupArticle, request);
}

absl::StatusOr<v1::ListArticleVersionsResponse> Client::ListArticleVersions(
    const v1::ListArticleVersionsRequest& request) {
  return Call(*articles_, &v1::ArticleService::Stub::ListArticleVersions, request);
}

absl::StatusOr<v1::DiffArticlesResponse> Client::DiffArticles(
    const v1::DiffArticlesRequest& request) {
  return Call(*articles_, &v1::ArticleService::Stub::DiffArticles, request);
}

absl::StatusOr<v1::DeleteArticleResponse> Client::DeleteArticle(
    const v1::DeleteArticleRequest& request) {
  return Call(*articles_, &v1::ArticleService::Stub::DeleteArticle, request);
}

absl::StatusOr<v1::GetClusterResponse> Client::GetCluster(const v1::GetClusterRequest& request) {
  return Call(*clusters_, &v1::ClusterService::Stub::GetCluster, request);
}

absl::StatusOr<v1::ListClustersResponse> Client::ListClusters(
    const v1::ListClustersRequest& request) {
  return Call(*clusters_, &v1::ClusterService::Stub::ListClusters, request);
}

absl::StatusOr<v1::ListClusterArticlesResponse> Client::ListClusterArticles(
    const v1::ListClusterArticlesRequest& request) {
  return Call(*clusters_, &v1::ClusterService::Stub::ListClusterArticles, request);
}

absl::StatusOr<v1::CheckDuplicateResponse> Client::CheckDuplicate(
    const v1::CheckDuplicateRequest& request) {
  return Call(*clusters_, &v1::ClusterService::Stub::CheckDuplicate, request);
}

absl::StatusOr<v1::GetStoryResponse> Client::GetStory(const v1::GetStoryRequest& request) {
  return Call(*clusters_, &v1::ClusterService::Stub::GetStory, request);
}

absl::StatusOr<v1::ListStoriesResponse> Client::ListStories(const v1::ListStoriesRequest& request) {
  return Call(*clusters_, &v1::ClusterService::Stub::ListStories, request);
}

absl::StatusOr<v1::ListStoryArticlesResponse> Client::ListStoryArticles(
    const v1::ListStoryArticlesRequest& request) {
  return Call(*clusters_, &v1::ClusterService::Stub::ListStoryArticles, request);
}

absl::StatusOr<v1::SearchResponse> Client::Search(const v1::SearchRequest& request) {
  return Call(*search_, &v1::SearchService::Stub::Search, request);
}

absl::StatusOr<v1::FindSimilarResponse> Client::FindSimilar(const v1::FindSimilarRequest& request) {
  return Call(*search_, &v1::SearchService::Stub::FindSimilar, request);
}

absl::StatusOr<v1::GetEntityResponse> Client::GetEntity(const v1::GetEntityRequest& request) {
  return Call(*entities_, &v1::EntityService::Stub::GetEntity, request);
}

absl::StatusOr<v1::SuggestResponse> Client::Suggest(const v1::SuggestRequest& request) {
  return Call(*search_, &v1::SearchService::Stub::Suggest, request);
}

absl::StatusOr<v1::SearchEntitiesResponse> Client::SearchEntities(
    const v1::SearchEntitiesRequest& request) {
  return Call(*entities_, &v1::EntityService::Stub::SearchEntities, request);
}

absl::StatusOr<v1::ListEntityArticlesResponse> Client::ListEntityArticles(
    const v1::ListEntityArticlesRequest& request) {
  return Call(*entities_, &v1::EntityService::Stub::ListEntityArticles, request);
}

absl::StatusOr<v1::ListRelatedEntitiesResponse> Client::ListRelatedEntities(
    const v1::ListRelatedEntitiesRequest& request) {
  return Call(*entities_, &v1::EntityService::Stub::ListRelatedEntities, request);
}

absl::StatusOr<v1::GetEntityTimelineResponse> Client::GetEntityTimeline(
    const v1::GetEntityTimelineRequest& request) {
  return Call(*entities_, &v1::EntityService::Stub::GetEntityTimeline, request);
}

absl::StatusOr<v1::ListTrendingEntitiesResponse> Client::ListTrendingEntities(
    const v1::ListTrendingEntitiesRequest& request) {
  return Call(*entities_, &v1::EntityService::Stub::ListTrendingEntities, request);
}

absl::StatusOr<v1::ListOfficesResponse> Client::ListOffices(const v1::ListOfficesRequest& request) {
  return Call(*entities_, &v1::EntityService::Stub::ListOffices, request);
}

absl::StatusOr<v1::ListQuotesResponse> Client::ListQuotes(const v1::ListQuotesRequest& request) {
  return Call(*entities_, &v1::EntityService::Stub::ListQuotes, request);
}

absl::StatusOr<v1::RenameEntityResponse> Client::RenameEntity(
    const v1::RenameEntityRequest& request) {
  return Call(*entities_, &v1::EntityService::Stub::RenameEntity, request);
}

absl::StatusOr<v1::MergeEntitiesResponse> Client::MergeEntities(
    const v1::MergeEntitiesRequest& request) {
  return Call(*entities_, &v1::EntityService::Stub::MergeEntities, request);
}

absl::StatusOr<v1::SplitEntityResponse> Client::SplitEntity(const v1::SplitEntityRequest& request) {
  return Call(*entities_, &v1::EntityService::Stub::SplitEntity, request);
}

absl::StatusOr<v1::ListEntityDecisionsResponse> Client::ListEntityDecisions(
    const v1::ListEntityDecisionsRequest& request) {
  return Call(*entities_, &v1::EntityService::Stub::ListEntityDecisions, request);
}

absl::StatusOr<v1::RevokeEntityDecisionResponse> Client::RevokeEntityDecision(
    const v1::RevokeEntityDecisionRequest& request) {
  return Call(*entities_, &v1::EntityService::Stub::RevokeEntityDecision, request);
}

absl::StatusOr<v1::IngestBatchResponse> Client::IngestBatch(const v1::IngestBatchRequest& request) {
  return Call(*ingest_, &v1::IngestService::Stub::IngestBatch, request);
}

absl::StatusOr<v1::ListIngestedFilesResponse> Client::ListIngestedFiles(
    const v1::ListIngestedFilesRequest& request) {
  return Call(*ingest_, &v1::IngestService::Stub::ListIngestedFiles, request);
}

absl::StatusOr<v1::GetStatusResponse> Client::GetStatus() {
  return Call(*admin_, &v1::AdminService::Stub::GetStatus, v1::GetStatusRequest());
}

absl::StatusOr<v1::ListSourcesResponse> Client::ListSources(const v1::ListSourcesRequest& request) {
  return Call(*admin_, &v1::AdminService::Stub::ListSources, request);
}

absl::StatusOr<v1::UpdateSourceResponse> Client::UpdateSource(
    const v1::UpdateSourceRequest& request) {
  return Call(*admin_, &v1::AdminService::Stub::UpdateSource, request);
}

absl::StatusOr<v1::ListQuarantinedResponse> Client::ListQuarantined(
    const v1::ListQuarantinedRequest& request) {
  return Call(*quarantine_, &v1::QuarantineService::Stub::ListQuarantined, request);
}

absl::StatusOr<v1::GetQuarantinedResponse> Client::GetQuarantined(
    const v1::GetQuarantinedRequest& request) {
  return Call(*quarantine_, &v1::QuarantineService::Stub::GetQuarantined, request);
}

absl::StatusOr<v1::RetryQuarantinedResponse> Client::RetryQuarantined(
    const v1::RetryQuarantinedRequest& request) {
  return Call(*quarantine_, &v1::QuarantineService::Stub::RetryQuarantined, request);
}

absl::StatusOr<v1::CreateSavedQueryResponse> Client::CreateSavedQuery(
    const v1::CreateSavedQueryRequest& request) {
  return Call(*watch_, &v1::WatchService::Stub::CreateSavedQuery, request);
}

absl::StatusOr<v1::GetSavedQueryResponse> Client::GetSavedQuery(
    const v1::GetSavedQueryRequest& request) {
  return Call(*watch_, &v1::WatchService::Stub::GetSavedQuery, request);
}

absl::StatusOr<v1::ListSavedQueriesResponse> Client::ListSavedQueries(
    const v1::ListSavedQueriesRequest& request) {
  return Call(*watch_, &v1::WatchService::Stub::ListSavedQueries, request);
}

absl::StatusOr<v1::UpdateSavedQueryResponse> Client::UpdateSavedQuery(
    const v1::UpdateSavedQueryRequest& request) {
  return Call(*watch_, &v1::WatchService::Stub::UpdateSavedQuery, request);
}

absl::StatusOr<v1::DeleteSavedQueryResponse> Client::DeleteSavedQuery(
    const v1::DeleteSavedQueryRequest& request) {
  return Call(*watch_, &v1::WatchService::Stub::DeleteSavedQuery, request);
}

absl::Status Client::Watch(const v1::WatchRequest& request,
                           const std::function<bool(const v1::WatchResponse&)>& take) {
  KHOTIN_RETURN_IF_ERROR(channel_status_);
  KHOTIN_RETURN_IF_ERROR(CheckTexts(request));
  grpc::ClientContext context;
  const auto reader = watch_->Watch(&context, request);
  v1::WatchResponse response;
  bool wanted = true;
  while (wanted && reader->Read(&response)) wanted = take(response);
  if (!wanted) context.TryCancel();
  const grpc::Status status = reader->Finish();
  return status.ok() || !wanted ? absl::OkStatus() : Explain(status);
}

absl::Status Client::Reanalyze(const v1::ReanalyzeRequest& request,
                               const std::function<void(const v1::ReanalyzeResponse&)>& progress) {
  KHOTIN_RETURN_IF_ERROR(channel_status_);
  grpc::ClientContext context;
  const auto reader = admin_->Reanalyze(&context, request);
  v1::ReanalyzeResponse response;
  while (reader->Read(&response)) progress(response);
  const grpc::Status status = reader->Finish();
  return status.ok() ? absl::OkStatus() : Explain(status);
}

absl::Status Client::Backup(const v1::BackupRequest& request,
                            const std::function<absl::Status(const v1::BackupResponse&)>& take) {
  KHOTIN_RETURN_IF_ERROR(channel_status_);
  grpc::ClientContext context;
  const auto reader = admin_->Backup(&context, request);
  v1::BackupResponse response;
  absl::Status taken;
  while (taken.ok() && reader->Read(&response)) taken = take(response);
  if (!taken.ok()) context.TryCancel();
  const grpc::Status status = reader->Finish();
  if (!taken.ok()) return taken;
  return status.ok() ? absl::OkStatus() : Explain(status);
}

template <typename Response, typename Stub, typename Request>
absl::StatusOr<Response> Client::Call(Stub& stub,
                                      grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                   const Request&, Response*),
                                      const Request& request) {
  KHOTIN_RETURN_IF_ERROR(channel_status_);
  KHOTIN_RETURN_IF_ERROR(CheckTexts(request));
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + timeout_));
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return Explain(status);
  return response;
}

std::string Client::UnavailableAdvice() const {
  if (tls_) {
    return "does the server speak TLS, with a certificate that --tls-ca vouches for, and does that "
           "name the host of --server, or --tls-server-name?";
  }
  return absl::StrCat("start a server with `khotin-server --store DIR --listen ", server_,
                      "` or name another one with --server HOST:PORT; one that speaks TLS wants "
                      "--tls or --tls-ca");
}

absl::Status Client::Explain(const grpc::Status& status) const {
  const absl::Status error = rpc::FromGrpc(status);
  if (absl::IsUnavailable(error)) {
    return absl::UnavailableError(
        absl::StrCat(server_, ": no answer (", error.message(), "); ", UnavailableAdvice()));
  }
  if (absl::IsDeadlineExceeded(error)) {
    return absl::DeadlineExceededError(absl::StrCat(server_, ": no answer within ",
                                                    absl::FormatDuration(timeout_),
                                                    "; give it more time with --timeout SECONDS"));
  }
  return error;
}

}  // namespace khotin::cli
