#include "similar.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/limits.h"
#include "base/status.h"
#include "entity_filter.h"
#include "query/search.h"
#include "query/similar.h"
#include "reading.h"
#include "rpc/convert.h"
#include "rpc/error.h"
#include "search_filters.h"
#include "store/record_convert.h"
#include "text/utf8.h"

namespace khotin::server {
namespace {

constexpr size_t kMaxTextBytes = size_t{1} << 20;
constexpr size_t kSharedTerms = 8;

// What articles are compared with.
struct Given {
  std::string article_id;  // empty for a text
  storage::v1::Article record;
  std::string text;

  bool is_article() const { return !article_id.empty(); }
  std::vector<text::Passage> passages() const {
    if (is_article()) return store::PassagesOf(record);
    return {{text::Field::kBody, 0, text}};
  }
};

absl::StatusOr<Given> ReadGiven(const store::View& view, const v1::FindSimilarRequest& request) {
  Given given;
  switch (request.to_case()) {
    case v1::FindSimilarRequest::kArticle: {
      KHOTIN_ASSIGN_OR_RETURN(given.article_id, ArticleId(request.article(), "article"));
      KHOTIN_ASSIGN_OR_RETURN(given.record, view.GetArticle(given.article_id, 0));
      return given;
    }
    case v1::FindSimilarRequest::kText:
      if (request.text().size() > kMaxTextBytes) {
        return rpc::InvalidField("text", "expected at most 1 MiB");
      }
      if (const absl::Status valid = text::ValidateUtf8(request.text()); !valid.ok()) {
        return rpc::WithField(valid, "text");
      }
      given.text = request.text();
      return given;
    case v1::FindSimilarRequest::TO_NOT_SET:
      return rpc::InvalidField("to", "expected an article or a text");
  }
  return rpc::InvalidField("to", "expected an article or a text");
}

// The given article, and its copies and versions unless duplicates are listed.
bool IsGiven(const Given& given, const query::Hit& hit, bool include_duplicates) {
  if (!given.is_article()) return false;
  if (hit.values.article_id == given.article_id) return true;
  return !include_duplicates && hit.values.cluster == base::Hash64(given.record.cluster());
}

absl::StatusOr<v1::SimilarArticle> ResultMessage(const store::View& view,
                                                 const query::SimilarQuery& similar,
                                                 const query::Hit& hit, v1::ArticleView fields,
                                                 bool include_duplicates) {
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Article record,
                          view.GetArticle(hit.values.article_id, 0));
  v1::SimilarArticle result;
  *result.mutable_article() = rpc::ArticleMessage(hit.values.article_id, record, fields);
  if (similar.own_score > 0) result.set_score(std::min(1.0, hit.score / similar.own_score));
  for (std::string& term : query::SharedTerms(similar, store::PassagesOf(record), kSharedTerms)) {
    result.add_shared_terms(std::move(term));
  }
  if (include_duplicates) return result;
  KHOTIN_ASSIGN_OR_RETURN(const store::StoredCluster cluster, view.GetCluster(record.cluster()));
  result.set_collapsed_count(cluster.record.article_count() - 1);
  return result;
}

}  // namespace

absl::Status FindSimilar(const store::View& view, const v1::FindSimilarRequest& request,
                         const std::function<bool()>& cancelled,
                         v1::FindSimilarResponse* response) {
  KHOTIN_ASSIGN_OR_RETURN(const size_t limit, ReadLimit(request.limit()));
  KHOTIN_ASSIGN_OR_RETURN(const v1::ArticleView fields,
                          ViewOr(request.view(), v1::ARTICLE_VIEW_BASIC));
  KHOTIN_ASSIGN_OR_RETURN(const Given given, ReadGiven(view, request));
  query::SimilarOptions terms;
  if (given.is_article()) terms.least_articles = 2;
  KHOTIN_ASSIGN_OR_RETURN(query::SimilarQuery similar,
                          query::MakeSimilarQuery(view.index(), given.passages(), terms));
  if (similar.query.empty()) return absl::OkStatus();
  KHOTIN_RETURN_IF_ERROR(AddFilters(request.filters(), &similar.query));
  KHOTIN_RETURN_IF_ERROR(ResolveEntities(view, &similar.query));

  query::SearchOptions options;
  options.limit = static_cast<int>(limit) + 1;  // the given one is among them
  options.collapse = !request.include_duplicates();
  options.cancelled = cancelled;
  KHOTIN_ASSIGN_OR_RETURN(const query::SearchResult found,
                          query::Search(view.index(), similar.query, options));
  size_t bytes = 0;
  for (const query::Hit& hit : found.hits) {
    if (IsGiven(given, hit, request.include_duplicates())) continue;
    if (static_cast<size_t>(response->results_size()) == limit) break;
    KHOTIN_ASSIGN_OR_RETURN(v1::SimilarArticle result, ResultMessage(view, similar, hit, fields,
                                                                     request.include_duplicates()));
    bytes += result.ByteSizeLong();
    if (bytes > base::kMaxReplyBytes && response->results_size() > 0) break;
    *response->add_results() = std::move(result);
  }
  return absl::OkStatus();
}

}  // namespace khotin::server
