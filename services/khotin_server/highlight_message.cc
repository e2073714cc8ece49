#include "highlight_message.h"

#include <cstddef>
#include <string>
#include <vector>

#include "query/highlight.h"
#include "rpc/convert.h"
#include "store/record_convert.h"

namespace khotin::server {
namespace {

constexpr size_t kSnippetBytes = 320;

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

}  // namespace

void FillHighlights(const query::QueryTree& query, const storage::v1::Article& record,
                    google::protobuf::RepeatedPtrField<v1::TextSpan>* highlights,
                    v1::Snippet* snippet) {
  const std::vector<text::Passage> passages = store::PassagesOf(record);
  const std::vector<text::Span> found = query::FindHighlights(query, passages);
  for (const text::Span& span : found) *highlights->Add() = rpc::SpanMessage(span);
  FillSnippet(query::MakeSnippet(passages, found, kSnippetBytes), passages, snippet);
}

}  // namespace khotin::server
