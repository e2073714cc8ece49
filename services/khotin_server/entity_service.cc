#include "entity_service.h"

#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "list_cursor.h"
#include "reading.h"
#include "rpc/convert.h"
#include "rpc/error.h"

namespace khotin::server {
namespace {

// Entities that one name can page through.
constexpr int kMaxMatches = 10000;

absl::StatusOr<std::string> EntityId(absl::string_view name) {
  absl::StatusOr<std::string> id = rpc::ParseEntityName(name);
  if (!id.ok()) return rpc::WithField(id.status(), "name");
  return id;
}

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
  return rpc::ToGrpc(Find(*request, response));
}

grpc::Status EntityService::ListEntityArticles(grpc::ServerContext*,
                                               const v1::ListEntityArticlesRequest* request,
                                               v1::ListEntityArticlesResponse* response) {
  return rpc::ToGrpc(ListArticles(*request, response));
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
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, EntityId(request.name()));
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const store::StoredEntity entity, view->ResolveEntity(id));
  *response->mutable_entity() = rpc::EntityMessage(entity.id, entity.record);
  response->set_revision(view->revision());
  return absl::OkStatus();
}

absl::Status EntityService::Find(const v1::SearchEntitiesRequest& request,
                                 v1::SearchEntitiesResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const int page_size, rpc::PageSize(request.page_size()));
  if (!v1::EntityType_IsValid(request.type())) return rpc::InvalidField("type", "no such type");
  if (request.query().size() > base::kMaxQueryBytes) {
    return rpc::InvalidField("query", absl::StrCat("at most ", base::kMaxQueryBytes, " bytes"));
  }
  int begin = 0;
  if (!request.page_token().empty()) {
    KHOTIN_ASSIGN_OR_RETURN(const std::string cursor, tokens_.Open(request, request.page_token()));
    if (!absl::SimpleAtoi(cursor, &begin)) return absl::InternalError("damaged cursor");
  }
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  const int end = std::min(begin + page_size, kMaxMatches);
  absl::StatusOr<std::vector<store::EntityHit>> hits =
      view->FindEntities(request.query(), static_cast<entity::EntityType>(request.type()), end + 1);
  if (absl::IsInvalidArgument(hits.status())) return rpc::WithField(hits.status(), "query");
  KHOTIN_RETURN_IF_ERROR(hits.status());
  for (int i = begin; i < std::min(end, static_cast<int>(hits->size())); ++i) {
    const store::EntityHit& hit = (*hits)[static_cast<size_t>(i)];
    v1::EntityMatch* const match = response->add_matches();
    *match->mutable_entity() = rpc::EntityMessage(hit.entity.id, hit.entity.record);
    match->set_match(static_cast<v1::NameMatch>(hit.match));
    match->set_matched_name(hit.matched_name);
  }
  if (static_cast<int>(hits->size()) > end && end < kMaxMatches) {
    response->set_next_page_token(tokens_.Seal(request, absl::StrCat(end)));
  }
  response->set_revision(view->revision());
  return absl::OkStatus();
}

absl::Status EntityService::ListArticles(const v1::ListEntityArticlesRequest& request,
                                         v1::ListEntityArticlesResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, EntityId(request.name()));
  KHOTIN_ASSIGN_OR_RETURN(const int page_size, rpc::PageSize(request.page_size()));
  KHOTIN_ASSIGN_OR_RETURN(const v1::ArticleView article_view,
                          ViewOr(request.view(), v1::ARTICLE_VIEW_BASIC));
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<ListCursor> cursor, OpenCursor(tokens_, request));
  absl::optional<store::EntityArticleCursor> after;
  if (cursor.has_value()) after = {cursor->number, cursor->id};
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const store::StoredEntity entity, view->ResolveEntity(id));
  KHOTIN_ASSIGN_OR_RETURN(const auto articles,
                          view->ListEntityArticles(entity.id, after, page_size + 1));
  size_t bytes = 0;
  for (const store::EntityArticleCursor& found : articles) {
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Article record,
                            view->GetArticle(found.article_id, 0));
    v1::EntityArticle message = ArticleOfEntity(entity.id, found.article_id, record, article_view);
    bytes += message.ByteSizeLong();
    const int listed = response->articles_size();
    if (listed == page_size || (listed > 0 && bytes > base::kMaxReplyBytes)) {
      response->set_next_page_token(
          SealCursor(tokens_, request, {after->revision, after->article_id}));
      break;
    }
    after = found;
    *response->add_articles() = std::move(message);
  }
  response->set_revision(view->revision());
  return absl::OkStatus();
}

}  // namespace khotin::server
