#include "extract/html_extractor.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "extract/caption.h"
#include "extract/charset.h"
#include "extract/dateline.h"
#include "extract/html_blocks.h"
#include "extract/html_cleanup.h"
#include "extract/html_learned.h"
#include "extract/html_metadata.h"
#include "extract/html_outline.h"
#include "extract/html_scrub.h"
#include "extract/html_title.h"
#include "extract/html_top.h"
#include "extract/html_tree.h"
#include "extract/line.h"
#include "extract/not_article.h"
#include "extract/refusal.h"

namespace khotin::extract {
namespace {

std::string CreditOf(absl::string_view caption) {
  const LineTable table = LineTable::Split(caption);
  if (table.size() != 1) return "";
  return FindCaptionMark(table.lines()[0]).value_or(CaptionMark()).credit;
}

// The agency that the first words of the lead or the first paragraph name.
void TakeAgency(Article* article) {
  if (!article->agency.empty()) return;
  absl::optional<Dateline> dateline = FindDateline(article->lead);
  if (!dateline.has_value() && !article->body.empty()) {
    dateline = FindDateline(article->body[0].text);
  }
  if (dateline.has_value()) article->agency = dateline->agency;
}

void TakeBlocks(std::vector<PageBlock> blocks, Article* article) {
  for (PageBlock& from : blocks) {
    Block block;
    block.kind = from.kind;
    block.text = std::move(from.text);
    if (block.kind == BlockKind::kCaption) block.credit = CreditOf(block.text);
    article->body.push_back(std::move(block));
  }
}

// What lies outside of the body is recorded by the parts that have a name.
void RecordOutside(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int body,
                   std::vector<RemovedSpan>* removed) {
  for (int i = 0; i < tree.size(); ++i) {
    const ChromeRule* rule = notes[static_cast<size_t>(i)].chrome;
    if (i == body) i = tree[body].end - 1;
    if (rule == nullptr || tree.Within(i, body)) continue;
    AddRemoved(rule->kind, absl::StrCat("element named ", rule->phrase), tree.TextOf(i), removed);
  }
}

}  // namespace

absl::StatusOr<Extraction> ExtractUtf8Html(absl::string_view html, absl::string_view url,
                                           const ChromeSnapshot& chrome, absl::string_view source) {
  if (html.size() > base::kMaxDocumentBytes) {
    return OverLimit(absl::StrCat("the page is over ", base::kMaxDocumentBytes, " bytes"));
  }
  KHOTIN_ASSIGN_OR_RETURN(const std::string scrubbed, ScrubMarkup(html));
  KHOTIN_ASSIGN_OR_RETURN(const HtmlTree tree, HtmlTree::Parse(scrubbed));
  TextArena words;
  const std::vector<NodeNotes> notes = MakeNotes(tree, &words);
  const int body = FindBody(tree, notes);
  Extraction found;
  Article& article = found.article;
  const PageHints hints = FillMetadata(tree, notes, url, &article);
  article.title = ChooseTitle(tree, notes, hints, article.source);
  FillFromPage(tree, notes, body, hints, &article);
  ReadTop(tree, notes, body, &article);
  const int lead = FindLead(tree, notes, body, hints.description);
  if (lead >= 0) article.lead = tree.TextOf(lead);
  RecordOutside(tree, notes, body, &found.removed);
  std::vector<PageBlock> blocks = ReadBlocks(tree, notes, body, lead, &found.removed);
  if (blocks.size() > base::kMaxBlocks) {
    return OverLimit(absl::StrCat("over ", base::kMaxBlocks, " blocks of text"));
  }
  const BodySigns signs = ReadSigns(blocks);
  CleanBlocks(tree, &blocks, &found);
  const absl::string_view site = article.source.empty() ? source : article.source;
  RemoveLearnedBlocks(chrome.Find(SourceKey(article.url, site)), &blocks, &found);
  TakeBlocks(std::move(blocks), &article);
  TakeAgency(&article);
  KHOTIN_RETURN_IF_ERROR(CheckArticle(tree, signs, article));
  return found;
}

absl::StatusOr<Extraction> ExtractHtml(absl::string_view html, absl::string_view url,
                                       const ChromeSnapshot& chrome, absl::string_view source) {
  if (html.size() > base::kMaxDocumentBytes) {
    return OverLimit(absl::StrCat("the page is over ", base::kMaxDocumentBytes, " bytes"));
  }
  return ExtractUtf8Html(PageToUtf8(html), url, chrome, source);
}

}  // namespace khotin::extract
