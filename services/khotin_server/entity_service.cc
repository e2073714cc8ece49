#include "entity_service.h"

#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "article_items.h"
#include "article_set.h"
#include "base/limits.h"
#include "base/status.h"
#include "entity_figures.h"
#include "entity_offices.h"
#include "entity_quotes.h"
#include "ranked_page.h"
#include "reading.h"
#include "rpc/convert.h"
#include "rpc/error.h"
#include "text/normalize.h"
#include "text/syllable.h"
#include "titled_name.h"

namespace khotin::server {
namespace {

// Entities that one name can page through.
constexpr int kMaxMatches = 10000;

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

std::function<bool()> WhenCancelled(const grpc::ServerContext* context) {
  return [context] { return context->IsCancelled(); };
}

// Runs `fill` over the newest view, whose revision the response gets.
template <typename Request, typename Response, typename Fill>
absl::Status AtView(const store::Store& store, const Request& request, Response* response,
                    const Fill& fill) {
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(store, request.min_revision()));
  response->set_revision(view->revision());
  return fill(*view);
}

// Articles that use the name that met the query.
int64_t UsesOf(const store::EntityHit& hit) {
  for (const storage::v1::Entity::Name& name : hit.entity.record.names()) {
    if (name.text() == hit.matched_name) return name.article_count();
  }
  return 0;
}

// How the name is met, where capitals and diacritics that the query has not do not count.
store::NameMatch ClassOf(const store::EntityHit& hit, bool has_diacritics) {
  const bool is_folded = hit.match == store::NameMatch::kFolded && !has_diacritics;
  return is_folded ? store::NameMatch::kExact : hit.match;
}

// Of each way to meet the query, the uses of all names that do.
using Uses = std::map<store::NameMatch, int64_t>;
Uses CountUses(const std::vector<store::EntityHit>& hits, bool has_diacritics) {
  Uses uses;
  for (const store::EntityHit& hit : hits) uses[ClassOf(hit, has_diacritics)] += UsesOf(hit);
  return uses;
}

v1::EntityMatch MatchMessage(const store::EntityHit& hit, const Uses& uses, bool has_diacritics) {
  v1::EntityMatch match;
  *match.mutable_entity() = rpc::EntityMessage(hit.entity.id, hit.entity.record);
  match.set_match(static_cast<v1::NameMatch>(hit.match));
  match.set_matched_name(hit.matched_name);
  const int64_t all = uses.at(ClassOf(hit, has_diacritics));
  if (all > 0) match.set_certainty(static_cast<double>(UsesOf(hit)) / static_cast<double>(all));
  return match;
}

bool NamesWhole(const std::vector<store::EntityHit>& hits) {
  return !hits.empty() && hits.front().match != store::NameMatch::kPrefix;
}

absl::StatusOr<std::vector<store::EntityHit>> FindMatches(
    const store::View& view, const v1::SearchEntitiesRequest& request) {
  const auto type = static_cast<entity::EntityType>(request.type());
  absl::StatusOr<std::vector<store::EntityHit>> hits =
      view.FindEntities(request.query(), type, kMaxMatches);
  if (absl::IsInvalidArgument(hits.status())) return rpc::WithField(hits.status(), "query");
  KHOTIN_RETURN_IF_ERROR(hits.status());
  const bool may_be_person =
      type == entity::EntityType::kUnspecified || type == entity::EntityType::kPerson;
  if (NamesWhole(*hits) || !may_be_person) return hits;
  KHOTIN_ASSIGN_OR_RETURN(std::vector<store::EntityHit> titled,
                          FindTitledPersons(view, request.query(), kMaxMatches));
  std::move(hits->begin(), hits->end(), std::back_inserter(titled));
  return titled;
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

absl::Status EntityService::Find(const v1::SearchEntitiesRequest& request,
                                 v1::SearchEntitiesResponse* response) const {
  if (!v1::EntityType_IsValid(request.type())) return rpc::InvalidField("type", "no such type");
  if (request.query().size() > base::kMaxQueryBytes) {
    return rpc::InvalidField("query", absl::StrCat("at most ", base::kMaxQueryBytes, " bytes"));
  }
  KHOTIN_ASSIGN_OR_RETURN(RankedPage page, ReadRankedPage(request, tokens_));
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<store::EntityHit> hits, FindMatches(*view, request));
  const bool has_diacritics = text::HasDiacritics(text::Normalize(request.query()).text);
  const Uses uses = CountUses(hits, has_diacritics);
  response->set_next_page_token(FitRankedPage(request, tokens_, hits.size(), &page));
  for (size_t i = page.begin; i < page.end; ++i) {
    *response->add_matches() = MatchMessage(hits[i], uses, has_diacritics);
  }
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
