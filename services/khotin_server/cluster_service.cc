#include "cluster_service.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/limits.h"
#include "base/status.h"
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

// A cursor is a number, a blank and the id of a cluster.
struct Cursor {
  uint64_t number = 0;
  std::string id;
};

std::string EncodeCursor(const Cursor& cursor) {
  return absl::StrCat(cursor.number, " ", cursor.id);
}

template <typename Request>
absl::StatusOr<absl::optional<Cursor>> CursorOf(const rpc::PageTokens& tokens,
                                                const Request& request) {
  if (request.page_token().empty()) return absl::optional<Cursor>();
  KHOTIN_ASSIGN_OR_RETURN(const std::string text, tokens.Open(request, request.page_token()));
  const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits(' ', 1));
  Cursor cursor;
  cursor.id = parts.second;
  if (!absl::SimpleAtoi(parts.first, &cursor.number)) return absl::InternalError("damaged cursor");
  return absl::make_optional(std::move(cursor));
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
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<Cursor> cursor, CursorOf(tokens, request));
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
    : store_(store), preparer_(preparer), tokens_(store->token_seed()) {}

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

grpc::Status ClusterService::CheckDuplicate(grpc::ServerContext*,
                                            const v1::CheckDuplicateRequest* request,
                                            v1::CheckDuplicateResponse* response) {
  return rpc::ToGrpc(Check(*request, response));
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
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<Cursor> cursor, CursorOf(tokens_, request));
  store::ClusterCursor last;
  if (cursor.has_value()) last = {cursor->number, cursor->id};
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
      response->set_next_page_token(tokens_.Seal(request, EncodeCursor({last.rank, last.id})));
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
      response->set_next_page_token(
          tokens_.Seal(request, EncodeCursor({member.place, cluster.id})));
      break;
    }
    *response->add_articles() = std::move(message);
  }
  response->set_revision(view->revision());
  return absl::OkStatus();
}

absl::Status ClusterService::Check(const v1::CheckDuplicateRequest& request,
                                   v1::CheckDuplicateResponse* response) const {
  if (!request.has_document()) return rpc::InvalidField("document", "missing");
  KHOTIN_RETURN_IF_ERROR(ViewAt(*store_, request.min_revision()).status());
  std::vector<v1::IngestDocument> documents(1);
  *documents[0].mutable_raw() = request.document();
  auto prepared = std::move(preparer_->PrepareAll(std::move(documents))[0]);
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
