#include "entity_service.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "article_items.h"
#include "article_set.h"
#include "base/status.h"
#include "cancellation.h"
#include "entity_figures.h"
#include "entity_offices.h"
#include "entity_quotes.h"
#include "entity_search.h"
#include "reading.h"
#include "rpc/convert.h"
#include "rpc/error.h"

namespace khotin::server {
namespace {

v1::EntityArticle ArticleOfEntity(absl::string_view entity_id, absl::string_view article_id,
                                  const storage::v1::Article& record, v1::ArticleView view) {
  v1::EntityArticle message;
  *message.mutable_article() = rpc::ArticleMessage(article_id, record, view);
  for (const storage::v1::Mention& mention : record.mentions()) {
    if (mention.entity() != entity_id) continue;
    *message.add_mentions() = rpc::MentionMessage(mention);
    if (mention.certainty() > 0) message.set_certainty(mention.certainty());
  }
  return message;
}

// Runs `fill` over the newest view, whose revision the response gets.
template <typename Request, typename Response, typename Fill>
absl::Status AtView(const store::Store& store, const Request& request, Response* response,
                    const Fill& fill) {
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(store, request.min_revision()));
  response->set_revision(view->revision());
  return fill(*view);
}

}  // namespace

EntityService::EntityService(store::Store* store, const base::Clock* clock)
    : store_(store), tokens_(store->token_seed()), decisions_(store, clock) {}

grpc::Status EntityService::GetEntity(grpc::ServerContext*, const v1::GetEntityRequest* request,
                                      v1::GetEntityResponse* response) {
  return rpc::ToGrpc(Get(*request, response));
}

grpc::Status EntityService::SearchEntities(grpc::ServerContext*,
                                           const v1::SearchEntitiesRequest* request,
                                           v1::SearchEntitiesResponse* response) {
  return rpc::ToGrpc(AtView(*store_, *request, response, [&](const store::View& view) {
    return server::SearchEntities(view, *request, tokens_, response);
  }));
}

grpc::Status EntityService::ListEntityArticles(grpc::ServerContext* context,
                                               const v1::ListEntityArticlesRequest* request,
                                               v1::ListEntityArticlesResponse* response) {
  return rpc::ToGrpc(ListArticles(*request, WhenCancelled(context), response));
}

grpc::Status EntityService::ListRelatedEntities(grpc::ServerContext* context,
                                                const v1::ListRelatedEntitiesRequest* request,
                                                v1::ListRelatedEntitiesResponse* response) {
  return rpc::ToGrpc(AtView(*store_, *request, response, [&](const store::View& view) {
    return server::ListRelatedEntities(view, *request, tokens_, WhenCancelled(context), response);
  }));
}

grpc::Status EntityService::GetEntityTimeline(grpc::ServerContext* context,
                                              const v1::GetEntityTimelineRequest* request,
                                              v1::GetEntityTimelineResponse* response) {
  return rpc::ToGrpc(AtView(*store_, *request, response, [&](const store::View& view) {
    return server::GetEntityTimeline(view, *request, WhenCancelled(context), response);
  }));
}

grpc::Status EntityService::ListTrendingEntities(grpc::ServerContext* context,
                                                 const v1::ListTrendingEntitiesRequest* request,
                                                 v1::ListTrendingEntitiesResponse* response) {
  return rpc::ToGrpc(AtView(*store_, *request, response, [&](const store::View& view) {
    return server::ListTrendingEntities(view, *request, tokens_, WhenCancelled(context), response);
  }));
}

grpc::Status EntityService::ListOffices(grpc::ServerContext* context,
                                        const v1::ListOfficesRequest* request,
                                        v1::ListOfficesResponse* response) {
  return rpc::ToGrpc(AtView(*store_, *request, response, [&](const store::View& view) {
    return server::ListOffices(view, *request, tokens_, WhenCancelled(context), response);
  }));
}

grpc::Status EntityService::ListOfficeStatements(grpc::ServerContext* context,
                                                 const v1::ListOfficeStatementsRequest* request,
                                                 v1::ListOfficeStatementsResponse* response) {
  return rpc::ToGrpc(AtView(*store_, *request, response, [&](const store::View& view) {
    return server::ListOfficeStatements(view, *request, tokens_, WhenCancelled(context), response);
  }));
}

grpc::Status EntityService::ListQuotes(grpc::ServerContext* context,
                                       const v1::ListQuotesRequest* request,
                                       v1::ListQuotesResponse* response) {
  return rpc::ToGrpc(AtView(*store_, *request, response, [&](const store::View& view) {
    return server::ListQuotes(view, *request, tokens_, WhenCancelled(context), response);
  }));
}

grpc::Status EntityService::RenameEntity(grpc::ServerContext*,
                                         const v1::RenameEntityRequest* request,
                                         v1::RenameEntityResponse* response) {
  return rpc::ToGrpc(decisions_.Rename(*request, response));
}

grpc::Status EntityService::MergeEntities(grpc::ServerContext*,
                                          const v1::MergeEntitiesRequest* request,
                                          v1::MergeEntitiesResponse* response) {
  return rpc::ToGrpc(decisions_.Merge(*request, response));
}

grpc::Status EntityService::SplitEntity(grpc::ServerContext*, const v1::SplitEntityRequest* request,
                                        v1::SplitEntityResponse* response) {
  return rpc::ToGrpc(decisions_.Split(*request, response));
}

grpc::Status EntityService::ListEntityDecisions(grpc::ServerContext*,
                                                const v1::ListEntityDecisionsRequest* request,
                                                v1::ListEntityDecisionsResponse* response) {
  return rpc::ToGrpc(decisions_.List(*request, response));
}

grpc::Status EntityService::RevokeEntityDecision(grpc::ServerContext*,
                                                 const v1::RevokeEntityDecisionRequest* request,
                                                 v1::RevokeEntityDecisionResponse* response) {
  return rpc::ToGrpc(decisions_.Revoke(*request, response));
}

absl::Status EntityService::Get(const v1::GetEntityRequest& request,
                                v1::GetEntityResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, EntityNamed(*view, request.name(), "name"));
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Entity record, view->GetEntity(id));
  *response->mutable_entity() = rpc::EntityMessage(id, record);
  response->set_revision(view->revision());
  return absl::OkStatus();
}

absl::Status EntityService::ListArticles(const v1::ListEntityArticlesRequest& request,
                                         const std::function<bool()>& cancelled,
                                         v1::ListEntityArticlesResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const v1::ArticleView article_view,
                          ViewOr(request.view(), v1::ARTICLE_VIEW_BASIC));
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, EntityNamed(*view, request.name(), "name"));
  ArticleSet set;
  set.values = {{index::ValueField::kEntity, {id}}};
  set.filters = &request.filters();
  set.include_duplicates = request.include_duplicates();
  KHOTIN_ASSIGN_OR_RETURN(
      *response->mutable_next_page_token(),
      FillItems<v1::EntityArticle>(
          *view, set, request, tokens_, cancelled,
          [&](const std::string& article_id, const storage::v1::Article& record) {
            return std::vector<v1::EntityArticle>{
                ArticleOfEntity(id, article_id, record, article_view)};
          },
          response->mutable_articles()));
  response->set_revision(view->revision());
  return absl::OkStatus();
}

}  // namespace khotin::server
