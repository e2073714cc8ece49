#include "search_service.h"

#include <utility>
#include <vector>

#include "base/limits.h"
#include "base/status.h"
#include "cancellation.h"
#include "entity_filter.h"
#include "highlight_message.h"
#include "query/expansion.h"
#include "query/search.h"
#include "reading.h"
#include "rpc/convert.h"
#include "rpc/error.h"
#include "search_cursor.h"
#include "search_request.h"
#include "search_response.h"
#include "search_spelling.h"
#include "similar.h"
#include "suggest.h"

namespace khotin::server {
namespace {

// Asking gRPC whether a call was cancelled takes tens of microseconds, as making a result does.
constexpr int kResultsBetweenPolls = 64;

v1::SearchResult ResultMessage(const query::QueryTree& query, const query::Hit& hit,
                               const storage::v1::Article& record, v1::ArticleView view) {
  v1::SearchResult result;
  *result.mutable_article() = rpc::ArticleMessage(hit.values.article_id, record, view);
  result.set_score(hit.score);
  FillHighlights(query, record, result.mutable_highlights(), result.mutable_snippet());
  return result;
}

// Articles that a result stands for besides its own.
absl::StatusOr<int64_t> CountCollapsed(const store::View& view, const SearchPlan& plan,
                                       const query::SearchResult& found, const query::Hit& hit,
                                       const std::string& cluster) {
  if (!plan.options.collapse || found.is_exact) return static_cast<int64_t>(hit.collapsed);
  KHOTIN_ASSIGN_OR_RETURN(const store::StoredCluster stored, view.GetCluster(cluster));
  return stored.record.article_count() - 1;
}

// Fills in results up to what a message holds, and the token behind them.
absl::Status FillPage(const v1::SearchRequest& request, const rpc::PageTokens& tokens,
                      const SearchPlan& plan, const query::SearchResult& found,
                      const store::View& view, v1::SearchResponse* response) {
  size_t bytes = response->ByteSizeLong();
  bool more = found.more;
  const query::Hit* last = nullptr;
  int seen = 0;
  for (const query::Hit& hit : found.hits) {
    if (++seen % kResultsBetweenPolls == 0 && plan.options.cancelled()) {
      return absl::CancelledError("given up by the caller");
    }
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Article record,
                            view.GetArticle(hit.values.article_id, 0));
    v1::SearchResult result = ResultMessage(plan.query, hit, record, plan.view);
    KHOTIN_ASSIGN_OR_RETURN(const int64_t collapsed,
                            CountCollapsed(view, plan, found, hit, record.cluster()));
    result.set_collapsed_count(collapsed);
    bytes += result.ByteSizeLong();
    if (last != nullptr && bytes > base::kMaxReplyBytes) {
      more = true;
      break;
    }
    *response->add_results() = std::move(result);
    last = &hit;
  }
  if (more && last != nullptr) {
    const query::Cursor cursor = query::CursorBehind(found, *last);
    response->set_next_page_token(
        tokens.Seal(request, WithCorrection(plan.corrected_query, EncodeSearchCursor(cursor))));
  }
  return absl::OkStatus();
}

}  // namespace

SearchService::SearchService(const store::Store* store,
                             const query::AbbreviationTable* abbreviations,
                             const base::Clock* clock)
    : store_(store), abbreviations_(abbreviations), clock_(clock), tokens_(store->token_seed()) {}

grpc::Status SearchService::Search(grpc::ServerContext* context, const v1::SearchRequest* request,
                                   v1::SearchResponse* response) {
  return rpc::ToGrpc(Find(context, *request, response));
}

grpc::Status SearchService::FindSimilar(grpc::ServerContext* context,
                                        const v1::FindSimilarRequest* request,
                                        v1::FindSimilarResponse* response) {
  const auto find = [&]() -> absl::Status {
    KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request->min_revision()));
    response->set_revision(view->revision());
    return server::FindSimilar(*view, *request, WhenCancelled(context), response);
  };
  return rpc::ToGrpc(find());
}

grpc::Status SearchService::Suggest(grpc::ServerContext* context, const v1::SuggestRequest* request,
                                    v1::SuggestResponse* response) {
  return rpc::ToGrpc(Complete(context, *request, response));
}

absl::Status SearchService::Complete(grpc::ServerContext* context,
                                     const v1::SuggestRequest& request,
                                     v1::SuggestResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  response->set_revision(view->revision());
  return FillSuggestions(request, *view, clock_->Now(), WhenCancelled(context), response);
}

absl::StatusOr<query::SearchResult> SearchService::Run(grpc::ServerContext* context,
                                                       const store::View& view,
                                                       SearchPlan* plan) const {
  KHOTIN_RETURN_IF_ERROR(ResolveEntities(view, &plan->query));
  plan->query = query::ExpandAbbreviations(std::move(plan->query), *abbreviations_);
  plan->options.cancelled = WhenCancelled(context);
  return query::Search(view.index(), plan->query, plan->options);
}

absl::Status SearchService::Correct(grpc::ServerContext* context, const v1::SearchRequest& request,
                                    const store::View& view, SearchPlan* plan,
                                    query::SearchResult* found,
                                    v1::SearchResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const auto correction, FindCorrection(request, *found, view.index()));
  if (!correction.has_value()) return absl::OkStatus();
  v1::SearchRequest corrected = request;
  corrected.set_query(correction->query);
  KHOTIN_ASSIGN_OR_RETURN(SearchPlan other, ReadSearchRequest(corrected, tokens_, clock_->Now()));
  KHOTIN_ASSIGN_OR_RETURN(query::SearchResult more, Run(context, view, &other));
  if (!IsBetter(*correction, *found, more)) return absl::OkStatus();
  const bool applied = IsApplied(request.spelling(), *correction, *found);
  *response->mutable_correction() = CorrectionMessage(*correction, applied);
  if (!applied) return absl::OkStatus();
  other.corrected_query = correction->query;
  *plan = std::move(other);
  *found = std::move(more);
  return absl::OkStatus();
}

absl::Status SearchService::Find(grpc::ServerContext* context, const v1::SearchRequest& request,
                                 v1::SearchResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(SearchPlan plan, ReadSearchRequest(request, tokens_, clock_->Now()));
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(query::SearchResult found, Run(context, *view, &plan));
  KHOTIN_RETURN_IF_ERROR(Correct(context, request, *view, &plan, &found, response));
  KHOTIN_RETURN_IF_ERROR(FillSummary(request, found, *view, response));
  return FillPage(request, tokens_, plan, found, *view, response);
}

}  // namespace khotin::server
