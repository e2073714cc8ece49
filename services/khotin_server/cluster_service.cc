#include "cluster_service.h"

#include <string>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "base/status.h"
#include "cancellation.h"
#include "list_cursor.h"
#include "reading.h"
#include "rpc/convert.h"
#include "rpc/convert_cluster.h"
#include "rpc/error.h"

namespace khotin::server {
namespace {

constexpr size_t kMaxMatches = 8;

absl::StatusOr<std::string> ClusterId(absl::string_view name) {
  absl::StatusOr<std::string> id = rpc::ParseClusterName(name);
  if (!id.ok()) return rpc::WithField(id.status(), "name");
  return id;
}

absl::StatusOr<store::ClusterOrder> OrderOf(v1::ClusterOrder order) {
  switch (order) {
    case v1::CLUSTER_ORDER_UNSPECIFIED:
    case v1::CLUSTER_ORDER_SIZE:
      return store::ClusterOrder::kSize;
    case v1::CLUSTER_ORDER_TIME:
      return store::ClusterOrder::kTime;
    default:
      return rpc::InvalidField("order", "no such order");
  }
}

// The record of an article that a cluster names: it is there.
absl::StatusOr<storage::v1::Article> MemberArticle(const store::View& view, const std::string& id) {
  absl::StatusOr<storage::v1::Article> record = view.GetArticle(id, 0);
  if (absl::IsNotFound(record.status())) return absl::DataLossError(record.status().message());
  return record;
}

absl::StatusOr<v1::Cluster> Shown(const store::View& view, const store::StoredCluster& cluster) {
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Article canonical,
                          MemberArticle(view, cluster.record.canonical().article()));
  return rpc::ClusterMessage(cluster, canonical);
}

// The place that a page begins with.
absl::StatusOr<uint32_t> FirstPlace(const rpc::PageTokens& tokens,
                                    const v1::ListClusterArticlesRequest& request,
                                    const std::string& cluster_id) {
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<ListCursor> cursor, OpenCursor(tokens, request));
  if (!cursor.has_value()) return 0;
  if (cursor->id != cluster_id) {
    return rpc::InvalidField("page_token",
                             "the cluster was united with another one since; list that one from "
                             "its beginning");
  }
  return static_cast<uint32_t>(cursor->number);
}

}  // namespace

ClusterService::ClusterService(const store::Store* store, Preparer* preparer)
    : store_(store), preparer_(preparer), tokens_(store->token_seed()), stories_(store) {}

grpc::Status ClusterService::GetCluster(grpc::ServerContext*, const v1::GetClusterRequest* request,
                                        v1::GetClusterResponse* response) {
  return rpc::ToGrpc(Get(*request, response));
}

grpc::Status ClusterService::ListClusters(grpc::ServerContext*,
                                          const v1::ListClustersRequest* request,
                                          v1::ListClustersResponse* response) {
  return rpc::ToGrpc(List(*request, response));
}

grpc::Status ClusterService::ListClusterArticles(grpc::ServerContext*,
                                                 const v1::ListClusterArticlesRequest* request,
                                                 v1::ListClusterArticlesResponse* response) {
  return rpc::ToGrpc(ListArticles(*request, response));
}

grpc::Status ClusterService::CheckDuplicate(grpc::ServerContext* context,
                                            const v1::CheckDuplicateRequest* request,
                                            v1::CheckDuplicateResponse* response) {
  return rpc::ToGrpc(Check(WhenCancelled(context), *request, response));
}

grpc::Status ClusterService::GetStory(grpc::ServerContext*, const v1::GetStoryRequest* request,
                                      v1::GetStoryResponse* response) {
  return rpc::ToGrpc(stories_.Get(*request, response));
}

grpc::Status ClusterService::ListStories(grpc::ServerContext*,
                                         const v1::ListStoriesRequest* request,
                                         v1::ListStoriesResponse* response) {
  return rpc::ToGrpc(stories_.List(*request, response));
}

grpc::Status ClusterService::ListStoryArticles(grpc::ServerContext*,
                                               const v1::ListStoryArticlesRequest* request,
                                               v1::ListStoryArticlesResponse* response) {
  return rpc::ToGrpc(stories_.ListArticles(*request, response));
}

absl::Status ClusterService::Get(const v1::GetClusterRequest& request,
                                 v1::GetClusterResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, ClusterId(request.name()));
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const store::StoredCluster cluster, view->GetCluster(id));
  KHOTIN_ASSIGN_OR_RETURN(*response->mutable_cluster(), Shown(*view, cluster));
  response->set_revision(view->revision());
  return absl::OkStatus();
}

absl::Status ClusterService::List(const v1::ListClustersRequest& request,
                                  v1::ListClustersResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const int page_size, rpc::PageSize(request.page_size()));
  KHOTIN_ASSIGN_OR_RETURN(const store::ClusterOrder order, OrderOf(request.order()));
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<ListCursor> cursor, OpenCursor(tokens_, request));
  store::ClusterCursor last;
  if (cursor.has_value()) last = {static_cast<uint64_t>(cursor->number), cursor->id};
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(
      const std::vector<store::StoredCluster> clusters,
      view->ListClusters(order, cursor.has_value() ? absl::make_optional(last) : absl::nullopt,
                         page_size + 1));
  size_t bytes = 0;
  for (const store::StoredCluster& cluster : clusters) {
    KHOTIN_ASSIGN_OR_RETURN(v1::Cluster message, Shown(*view, cluster));
    bytes += message.ByteSizeLong();
    const int listed = response->clusters_size();
    if (listed == page_size || (listed > 0 && bytes > base::kMaxReplyBytes)) {
      response->set_next_page_token(
          SealCursor(tokens_, request, {static_cast<int64_t>(last.rank), last.id}));
      break;
    }
    last = store::CursorOf(order, cluster);
    *response->add_clusters() = std::move(message);
  }
  response->set_revision(view->revision());
  return absl::OkStatus();
}

absl::Status ClusterService::ListArticles(const v1::ListClusterArticlesRequest& request,
                                          v1::ListClusterArticlesResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, ClusterId(request.name()));
  KHOTIN_ASSIGN_OR_RETURN(const int page_size, rpc::PageSize(request.page_size()));
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const store::StoredCluster cluster, view->GetCluster(id));
  KHOTIN_ASSIGN_OR_RETURN(const uint32_t first, FirstPlace(tokens_, request, cluster.id));
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<store::StoredClusterMember> members,
                          view->ListClusterMembers(cluster.id, first, page_size + 1));
  size_t bytes = 0;
  for (const store::StoredClusterMember& member : members) {
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Article record,
                            MemberArticle(*view, member.record.article()));
    v1::ClusterArticle message = rpc::ClusterArticleMessage(
        member, record, member.place == cluster.record.canonical_place());
    bytes += message.ByteSizeLong();
    const int listed = response->articles_size();
    if (listed == page_size || (listed > 0 && bytes > base::kMaxReplyBytes)) {
      response->set_next_page_token(SealCursor(tokens_, request, {member.place, cluster.id}));
      break;
    }
    *response->add_articles() = std::move(message);
  }
  response->set_revision(view->revision());
  return absl::OkStatus();
}

absl::Status ClusterService::Check(const std::function<bool()>& cancelled,
                                   const v1::CheckDuplicateRequest& request,
                                   v1::CheckDuplicateResponse* response) const {
  if (!request.has_document()) return rpc::InvalidField("document", "missing");
  KHOTIN_RETURN_IF_ERROR(ViewAt(*store_, request.min_revision()).status());
  std::vector<v1::IngestDocument> documents(1);
  *documents[0].mutable_raw() = request.document();
  auto prepared = std::move(preparer_->PrepareAll(std::move(documents), cancelled)[0]);
  if (absl::IsCancelled(prepared.status())) return prepared.status();
  if (!prepared.ok()) return rpc::WithField(prepared.status(), "document");
  if (const auto* const refusal = std::get_if<store::PreparedRefusal>(&*prepared)) {
    return rpc::InvalidField("document", store::RefusalStatus(refusal->record).message());
  }
  const std::shared_ptr<const store::View> view = store_->CurrentView();
  KHOTIN_ASSIGN_OR_RETURN(
      const store::DuplicateReport report,
      view->CheckDuplicate(std::get<store::PreparedArticle>(*prepared), kMaxMatches));
  *response = rpc::DuplicateMessage(report);
  response->set_revision(view->revision());
  return absl::OkStatus();
}

}  // namespace khotin::server
