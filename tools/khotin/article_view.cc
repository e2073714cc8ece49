#include "tools/khotin/article_view.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/khotin/names.h"

namespace khotin::cli {
namespace {

constexpr char kNoTitle[] = "(no title)";

// Of several facts about an article those that are known, in one line.
std::string Facts(const v1::Article& article) {
  std::vector<std::string> facts;
  if (!article.source().empty()) facts.push_back(article.source());
  if (article.has_publish_time()) facts.push_back(ShortDate(article.publish_time().value()));
  return absl::StrJoin(facts, " · ");
}

std::vector<v1::TextSpan> TitleSpans(const v1::SearchResult& result) {
  std::vector<v1::TextSpan> spans;
  std::copy_if(result.highlights().begin(), result.highlights().end(), std::back_inserter(spans),
               [](const v1::TextSpan& span) { return span.field() == v1::TEXT_FIELD_TITLE; });
  return spans;
}

std::string Headline(const v1::Article& article, const std::vector<v1::TextSpan>& spans,
                     const Style& style) {
  if (article.title().empty()) return style.Dim(kNoTitle);
  return style.Marked(article.title(), spans, /*bold=*/true);
}

std::string FactsAndName(const v1::Article& article) {
  const std::string facts = Facts(article);
  return facts.empty() ? article.name() : absl::StrCat(facts, " · ", article.name());
}

std::string Labelled(absl::string_view label, absl::string_view value, const Style& style) {
  if (value.empty()) return "";
  return absl::StrCat(style.Dim(absl::StrCat(label, ": ")), style.Plain(value), "\n");
}

std::string ClusterText(const v1::Article& article, const ArticleParts& parts) {
  if (parts.cluster_articles < 2) return article.cluster();
  return absl::StrCat(article.cluster(), " (", parts.cluster_articles,
                      " articles in this cluster)");
}

std::string Head(const v1::Article& article, const ArticleParts& parts, const Style& style) {
  std::string head = absl::StrCat(Headline(article, {}, style), "\n");
  absl::StrAppend(&head, Labelled("source", article.source(), style));
  if (article.has_publish_time()) {
    absl::StrAppend(&head, Labelled("published", ShortDate(article.publish_time().value()), style));
  }
  absl::StrAppend(&head, Labelled("authors", absl::StrJoin(article.authors(), ", "), style),
                  Labelled("agency", article.agency(), style),
                  Labelled("url", article.url(), style), Labelled("name", article.name(), style),
                  Labelled("version", absl::StrCat(article.version()), style),
                  Labelled("cluster", ClusterText(article, parts), style));
  return head;
}

std::string BlockText(const v1::Block& block, const Style& style) {
  switch (block.kind()) {
    case v1::BLOCK_KIND_HEADING:
      return style.Bold(block.text());
    case v1::BLOCK_KIND_LIST_ITEM:
      return absl::StrCat("- ", style.Plain(block.text()));
    case v1::BLOCK_KIND_QUOTE:
      return absl::StrCat("> ", style.Plain(block.text()));
    case v1::BLOCK_KIND_CAPTION:
      return style.Dim(block.credit().empty()
                           ? absl::StrCat("[", block.text(), "]")
                           : absl::StrCat("[", block.text(), " (", block.credit(), ")]"));
    default:
      return style.Plain(block.text());
  }
}

std::string Place(const v1::TextSpan& span) {
  const char* field = span.field() == v1::TEXT_FIELD_TITLE  ? "title"
                      : span.field() == v1::TEXT_FIELD_LEAD ? "lead"
                                                            : "body";
  return span.field() == v1::TEXT_FIELD_BODY
             ? absl::StrCat(field, "[", span.block(), "] ", span.begin(), "-", span.end())
             : absl::StrCat(field, " ", span.begin(), "-", span.end());
}

std::string MentionLines(const v1::Article& article, const Style& style) {
  std::string lines = absl::StrCat("\n", style.Bold("Mentions"), "\n");
  for (const v1::Mention& mention : article.mentions()) {
    absl::StrAppend(
        &lines, "  ", style.Plain(mention.text()), "  ",
        style.Dim(absl::StrCat(EntityTypeLabel(mention.type()), "  ", Place(mention.span()))));
    const std::string& more = mention.entity().empty() ? mention.value() : mention.entity();
    absl::StrAppend(&lines, more.empty() ? "" : "  ", style.Plain(more), "\n");
  }
  return lines;
}

std::string RemovedLines(const v1::Article& article, const Style& style) {
  std::string lines = absl::StrCat("\n", style.Bold("Removed"), "\n");
  for (const v1::RemovedSpan& span : article.removed()) {
    const std::string where = span.line() > 0 ? absl::StrCat("line ", span.line(), "  ") : "";
    absl::StrAppend(&lines, "  ", style.Dim(absl::StrCat(where, span.kind(), ": ", span.reason())),
                    "  ", style.Plain(span.text()), "\n");
  }
  return lines;
}

bool EndsSentence(absl::string_view text) {
  for (const char* end : {".", "!", "?", "\"", "”", "…"}) {
    if (absl::EndsWith(text, end)) return true;
  }
  return false;
}

}  // namespace

std::string FullArticle(const v1::Article& article, const ArticleParts& parts, const Style& style) {
  std::string text = Head(article, parts, style);
  if (!article.lead().empty()) absl::StrAppend(&text, "\n", style.Bold(article.lead()), "\n");
  for (const v1::Block& block : article.body()) {
    absl::StrAppend(&text, "\n", BlockText(block, style), "\n");
  }
  if (parts.mentions) absl::StrAppend(&text, MentionLines(article, style));
  if (parts.removed) absl::StrAppend(&text, RemovedLines(article, style));
  return text;
}

std::string ArticleLines(const v1::Article& article, const Style& style) {
  return absl::StrCat(Headline(article, {}, style), "\n  ", style.Dim(FactsAndName(article)), "\n");
}

std::string MoreDuplicates(int64_t count) {
  return absl::StrCat("+", count, count == 1 ? " duplicate" : " duplicates");
}

std::string ResultLines(const v1::SearchResult& result, const Style& style) {
  std::string facts = FactsAndName(result.article());
  if (result.collapsed_count() > 0) {
    absl::StrAppend(&facts, " · ", MoreDuplicates(result.collapsed_count()));
  }
  std::string lines = absl::StrCat(Headline(result.article(), TitleSpans(result), style), "\n  ",
                                   style.Dim(facts), "\n");
  const v1::Snippet& snippet = result.snippet();
  if (snippet.text().empty()) return lines;
  const std::vector<v1::TextSpan> spans(snippet.highlights().begin(), snippet.highlights().end());
  absl::StrAppend(&lines, "  ", snippet.span().begin() > 0 ? "… " : "",
                  style.Marked(snippet.text(), spans), EndsSentence(snippet.text()) ? "" : " …",
                  "\n");
  return lines;
}

std::string ShortDate(const std::string& value) {
  const size_t time = value.find('T');
  if (time == std::string::npos || value.size() < time + 6) return value;
  std::string date = absl::StrCat(value.substr(0, time), " ", value.substr(time + 1, 5));
  const size_t zone = value.find_first_of("+-Z", time);
  if (zone != std::string::npos && value.substr(zone) != "+07:00") {
    absl::StrAppend(&date, " ", value.substr(zone));
  }
  return date;
}

}  // namespace khotin::cli
