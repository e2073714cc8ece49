#include "extract/html_extractor.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "extract/caption.h"
#include "extract/charset.h"
#include "extract/dateline.h"
#include "extract/html_blocks.h"
#include "extract/html_cleanup.h"
#include "extract/html_guard.h"
#include "extract/html_learned.h"
#include "extract/html_metadata.h"
#include "extract/html_outline.h"
#include "extract/html_title.h"
#include "extract/html_tree.h"
#include "extract/line.h"

namespace khotin::extract {
namespace {

constexpr size_t kMinLead = 30;
constexpr size_t kMaxLead = 2000;

// The element that holds the lead: one that is named so; or named "description" and standing
// between the title and the body. -1 when there is none.
int FindLead(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int body) {
  bool below_title = false;
  for (int i = 0; i < tree[body].end; ++i) {
    if (tree[i].tag == "h1") below_title = true;
    const NodeNotes& own = notes[static_cast<size_t>(i)];
    if (tree[i].is_text() || own.in_chrome || tree.Within(body, i)) continue;
    const bool described = below_title && i < body && absl::StrContains(own.words, " description ");
    if (!described && !NamesLead(own.words)) continue;
    const size_t size = tree.TextOf(i).size();
    if (size >= kMinLead && size <= kMaxLead) return i;
  }
  return -1;
}

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
                                           const ChromeSnapshot& chrome) {
  if (html.size() > base::kMaxDocumentBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("the page is over ", base::kMaxDocumentBytes, " bytes"));
  }
  KHOTIN_RETURN_IF_ERROR(CheckMarkup(html));
  KHOTIN_ASSIGN_OR_RETURN(const HtmlTree tree, HtmlTree::Parse(html));
  const std::vector<NodeNotes> notes = MakeNotes(tree);
  const int body = FindBody(tree, notes);
  Extraction found;
  Article& article = found.article;
  const PageHints hints = FillMetadata(tree, notes, url, &article);
  article.title = ChooseTitle(tree, notes, hints, article.source);
  const int lead = FindLead(tree, notes, body);
  if (lead >= 0) article.lead = tree.TextOf(lead);
  RecordOutside(tree, notes, body, &found.removed);
  std::vector<PageBlock> blocks = ReadBlocks(tree, notes, body, lead, &found.removed);
  CleanBlocks(tree, &blocks, &found);
  RemoveLearnedBlocks(chrome.Find(SourceKey(article.url, article.source)), &blocks, &found);
  TakeBlocks(std::move(blocks), &article);
  TakeAgency(&article);
  if (article.body.empty()) return absl::InvalidArgumentError("no body text found");
  return found;
}

absl::StatusOr<Extraction> ExtractHtml(absl::string_view html, absl::string_view url,
                                       const ChromeSnapshot& chrome) {
  if (html.size() > base::kMaxDocumentBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("the page is over ", base::kMaxDocumentBytes, " bytes"));
  }
  return ExtractUtf8Html(PageToUtf8(html), url, chrome);
}

}  // namespace khotin::extract
