#include "search_service.h"

#include <utility>
#include <vector>

#include "absl/base/casts.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "query/highlight.h"
#include "query/query.h"
#include "query/search.h"
#include "reading.h"
#include "rpc/convert.h"
#include "rpc/error.h"
#include "store/record_convert.h"

namespace khotin::server {
namespace {

constexpr size_t kSnippetBytes = 320;

// The score's bits in hex, so that it comes back exactly.
std::string EncodeCursor(const query::Hit& hit) {
  return absl::StrCat(absl::Hex(absl::bit_cast<uint64_t>(hit.score)), " ", hit.values.article_id);
}

absl::StatusOr<query::Cursor> DecodeCursor(absl::string_view text) {
  const size_t space = text.find(' ');
  uint64_t bits = 0;
  if (space == absl::string_view::npos || !absl::SimpleHexAtoi(text.substr(0, space), &bits)) {
    return absl::InternalError("damaged cursor");
  }
  return query::Cursor{absl::bit_cast<double>(bits), std::string(text.substr(space + 1))};
}

absl::StatusOr<query::SearchOptions> OptionsOf(const v1::SearchRequest& request,
                                               const rpc::PageTokens& tokens) {
  query::SearchOptions options;
  KHOTIN_ASSIGN_OR_RETURN(options.limit, rpc::PageSize(request.page_size()));
  options.collapse = !request.include_duplicates();
  if (!request.page_token().empty()) {
    KHOTIN_ASSIGN_OR_RETURN(const std::string cursor, tokens.Open(request, request.page_token()));
    KHOTIN_ASSIGN_OR_RETURN(options.after, DecodeCursor(cursor));
  }
  return options;
}

absl::string_view TextOf(const std::vector<text::Passage>& passages, const text::Span& span) {
  for (const text::Passage& passage : passages) {
    if (passage.field == span.field && passage.block == span.block) return passage.text;
  }
  return {};
}

void FillSnippet(const query::Snippet& snippet, const std::vector<text::Passage>& passages,
                 v1::Snippet* message) {
  *message->mutable_span() = rpc::SpanMessage(snippet.span);
  const absl::string_view text = TextOf(passages, snippet.span);
  message->set_text(
      std::string(text.substr(snippet.span.begin, snippet.span.end - snippet.span.begin)));
  for (text::Span highlight : snippet.highlights) {
    highlight.begin -= snippet.span.begin;
    highlight.end -= snippet.span.begin;
    *message->add_highlights() = rpc::SpanMessage(highlight);
  }
}

v1::SearchResult ResultMessage(const query::Query& query, const query::Hit& hit,
                               const storage::v1::Article& record, v1::ArticleView view) {
  v1::SearchResult result;
  *result.mutable_article() = rpc::ArticleMessage(hit.values.article_id, record, view);
  result.set_score(hit.score);
  result.set_collapsed_count(static_cast<int64_t>(hit.collapsed));
  const std::vector<text::Passage> passages = store::PassagesOf(record);
  const std::vector<text::Span> highlights = query::FindHighlights(query, passages);
  for (const text::Span& span : highlights) {
    *result.add_highlights() = rpc::SpanMessage(span);
  }
  FillSnippet(query::MakeSnippet(passages, highlights, kSnippetBytes), passages,
              result.mutable_snippet());
  return result;
}

}  // namespace

SearchService::SearchService(const store::Store* store)
    : store_(store), tokens_(store->token_seed()) {}

grpc::Status SearchService::Search(grpc::ServerContext* context, const v1::SearchRequest* request,
                                   v1::SearchResponse* response) {
  return rpc::ToGrpc(Find(context, *request, response));
}

absl::Status SearchService::Find(grpc::ServerContext* context, const v1::SearchRequest& request,
                                 v1::SearchResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(query::SearchOptions options, OptionsOf(request, tokens_));
  KHOTIN_ASSIGN_OR_RETURN(const v1::ArticleView article_view,
                          ViewOr(request.view(), v1::ARTICLE_VIEW_BASIC));
  const absl::StatusOr<query::Query> query = query::ParseQuery(request.query());
  if (!query.ok()) return rpc::WithField(query.status(), "query");
  options.cancelled = [context] { return context->IsCancelled(); };
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const query::SearchResult found,
                          query::Search(view->index(), *query, options));

  size_t bytes = 0;
  bool more = found.more;
  const query::Hit* last = nullptr;
  for (const query::Hit& hit : found.hits) {
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Article record,
                            view->GetArticle(hit.values.article_id, 0));
    v1::SearchResult result = ResultMessage(*query, hit, record, article_view);
    bytes += result.ByteSizeLong();
    if (last != nullptr && bytes > base::kMaxReplyBytes) {
      more = true;
      break;
    }
    *response->add_results() = std::move(result);
    last = &hit;
  }
  if (more && last != nullptr) {
    response->set_next_page_token(tokens_.Seal(request, EncodeCursor(*last)));
  }
  response->set_revision(view->revision());
  response->set_total_size(static_cast<int64_t>(found.total));
  response->set_collapsed_size(static_cast<int64_t>(found.collapsed));
  return absl::OkStatus();
}

}  // namespace khotin::server
