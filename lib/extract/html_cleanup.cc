#include "extract/html_cleanup.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/types/optional.h"
#include "extract/byline.h"
#include "extract/byline_name.h"
#include "extract/caption.h"
#include "extract/html_lines.h"
#include "extract/html_page_lines.h"
#include "extract/html_title.h"
#include "extract/html_top.h"
#include "extract/line.h"

namespace khotin::extract {
namespace {

constexpr size_t kShortLine = 120;
constexpr size_t kMaxCaption = 400;

// Why a block goes; empty kind when it stays.
struct Verdict {
  absl::string_view kind;
  absl::string_view reason;
};

bool IsProse(const PageBlock& block) {
  return block.kind != BlockKind::kHeading && block.kind != BlockKind::kCaption &&
         !block.IsLinks() && block.text.size() >= 80 && EndsLikeSentence(block.text);
}

bool IsAuthorLine(absl::string_view text, const Article& article) {
  const std::string key = LettersKey(text);
  return std::any_of(
      article.authors.begin(), article.authors.end(), [&](const std::string& author) {
        const std::string name = LettersKey(author);
        return key == name || (absl::StartsWithIgnoreCase(text, "by ") && key == "by" + name);
      });
}

class Cleaner {
 public:
  Cleaner(const HtmlTree& tree, std::vector<PageBlock>* blocks, Extraction* found)
      : tree_(tree), blocks_(*blocks), found_(*found) {}

  void Run() {
    MarkCaptions();
    CutAboveTitle();
    const size_t first_prose = FirstProse();
    size_t i = 0;
    Filter([&](const PageBlock& block) { return Anywhere(block); });
    i = 0;
    const size_t head_end = std::min(FirstProse(), first_prose);
    Filter([&](const PageBlock& block) { return i++ < head_end ? AboveText(block) : Verdict(); });
    DropLinkRuns();
    CutTail();
  }

 private:
  template <typename Judge>
  void Filter(Judge judge) {
    std::vector<PageBlock> kept;
    kept.reserve(blocks_.size());
    for (PageBlock& block : blocks_) {
      const Verdict verdict = judge(block);
      if (verdict.kind.empty()) {
        kept.push_back(std::move(block));
      } else {
        AddRemoved(verdict.kind, verdict.reason, block.text, &found_.removed);
      }
    }
    blocks_ = std::move(kept);
  }

  void MarkCaptions() {
    for (PageBlock& block : blocks_) {
      if (block.kind != BlockKind::kParagraph || block.text.size() > kMaxCaption) continue;
      const LineTable line = LineTable::Split(block.text);
      if (line.size() == 0) continue;
      if (FindCaptionMark(line.lines()[0]) || IsPictureCredit(block.text)) {
        block.kind = BlockKind::kCaption;
      }
    }
  }

  // True when the page has shown the title above node `end`: the same words further down are the
  // heading of a section.
  bool ShowsTitleAbove(int end, absl::string_view title) const {
    for (int i = 0; i < end; ++i) {
      if (tree_[i].tag != "h1" || !IsShortText(tree_, i)) continue;
      if (LettersKey(tree_.TextOf(i)) == title) return true;
    }
    return false;
  }

  // The title as a heading starts the article, when most of the text lies below it.
  void CutAboveTitle() {
    const std::string title = LettersKey(found_.article.title);
    size_t above = 0;
    size_t total = 0;
    size_t begin = blocks_.size();
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const PageBlock& block = blocks_[i];
      if (begin == blocks_.size() && block.kind == BlockKind::kHeading &&
          LettersKey(block.text) == title) {
        begin = i;
        above = total;
      }
      total += block.text.size();
    }
    if (begin == blocks_.size() || above * 2 > total) return;
    if (FirstProse() < begin && ShowsTitleAbove(blocks_[begin].node, title)) return;
    size_t i = 0;
    Filter([&](const PageBlock&) {
      return i++ < begin ? Verdict{"above_title", "stands above the title"} : Verdict();
    });
  }

  size_t FirstProse() const {
    return static_cast<size_t>(std::find_if(blocks_.begin(), blocks_.end(), IsProse) -
                               blocks_.begin());
  }

  Verdict Anywhere(const PageBlock& block) const {
    const absl::string_view line_kind = ChromeLineKind(block.text);
    const bool may_be_chrome = block.IsLinks() || block.text.size() <= kShortLine;
    if (!line_kind.empty() && may_be_chrome) return {line_kind, "a line that names itself"};
    const bool linked =
        block.IsLinks() && block.text.size() > 1 && block.kind == BlockKind::kParagraph;
    if (linked && !EndsLikeSentence(block.text)) return {"related", "a paragraph that only links"};
    return {};
  }

  Verdict AboveText(const PageBlock& block) {
    const Article& article = found_.article;
    if (block.kind == BlockKind::kCaption) return {};
    if (LettersKey(block.text) == LettersKey(article.title))
      return {"title", "the title once more"};
    if (!article.lead.empty() && block.text == article.lead) return {"lead", "the lead once more"};
    if (IsAuthorLine(block.text, article)) return {"byline", "the author's name above the text"};
    if (block.text.size() > kShortLine) return {};
    if (TakeTimestamp(block.text, &found_.article) || IsDateLine(block.text)) {
      return {"date", "a date above the text"};
    }
    const absl::optional<Byline> byline = ReadByline(block.text);
    if (byline.has_value() && byline->labelled) {
      TakeByline(*byline, &found_.article);
      return {"byline", "a byline above the text"};
    }
    for (const absl::string_view start : {"by ", "posted ", "published ", "updated "}) {
      if (absl::StartsWithIgnoreCase(block.text, start) && !EndsLikeSentence(block.text)) {
        return {"byline", "a byline above the text"};
      }
    }
    return {};
  }

  // Two or more list items or headings in a row that only link are a menu or a related box.
  void DropLinkRuns() {
    std::vector<bool> drop(blocks_.size(), false);
    size_t begin = 0;
    while (begin < blocks_.size()) {
      size_t end = begin;
      while (end < blocks_.size() && blocks_[end].IsLinks() && blocks_[end].text.size() > 1) ++end;
      for (size_t i = begin; end - begin >= 2 && i < end; ++i) drop[i] = true;
      begin = end + 1;
    }
    size_t i = 0;
    Filter([&](const PageBlock&) {
      return drop[i++] ? Verdict{"related", "one of several lines that only link"} : Verdict();
    });
  }

  void CutTail() {
    while (!blocks_.empty()) {
      const PageBlock& last = blocks_.back();
      Verdict verdict;
      if (last.kind == BlockKind::kHeading) verdict = {"related", "a heading that nothing follows"};
      if (last.IsLinks() && last.kind == BlockKind::kListItem) {
        verdict = {"related", "a link behind the text"};
      }
      const absl::string_view note = ClosingNoteKind(last.text);
      if (!note.empty()) verdict = {note, "a note below the text"};
      if (IsSignature(last)) verdict = {"byline", "the signature below the text"};
      if (verdict.kind.empty() || blocks_.size() == 1) return;
      AddRemoved(verdict.kind, verdict.reason, last.text, &found_.removed);
      blocks_.pop_back();
    }
  }

  // "Minh Anh (Theo CNN)"; both go to the article.
  bool TakeSourcedSignature(absl::string_view text) {
    const size_t open = text.rfind(" (Theo ");
    if (open == absl::string_view::npos || !absl::EndsWith(text, ")")) return false;
    const auto name = ReadByline(text.substr(0, open));
    if (!name.has_value() || name->authors.empty()) return false;
    const absl::string_view source = text.substr(open + 2, text.size() - open - 3);
    TakeByline(*name, &found_.article);
    if (const auto agency = ReadByline(source)) TakeByline(*agency, &found_.article);
    return true;
  }

  bool IsSignature(const PageBlock& block) {
    if (IsAuthorLine(block.text, found_.article)) return true;
    if (block.kind != BlockKind::kParagraph || block.text.size() > kShortLine) return false;
    if (TakeSourcedSignature(block.text)) return true;
    const absl::optional<Byline> byline = ReadByline(block.text);
    if (!byline.has_value()) return false;
    const absl::string_view style = tree_.Attribute(block.node, "style");
    const bool aligned =
        tree_.Attribute(block.node, "align") == "right" ||
        (absl::StrContains(style, "text-align") && absl::StrContains(style, "right"));
    const bool emphasised = block.emphasis + 2 >= block.text.size();
    const bool named = !byline->authors.empty() && HasFamilyName(byline->authors[0]);
    if (!aligned && !emphasised && !named && !byline->labelled) return false;
    TakeByline(*byline, &found_.article);
    return true;
  }

  const HtmlTree& tree_;
  std::vector<PageBlock>& blocks_;
  Extraction& found_;
};

}  // namespace

void CleanBlocks(const HtmlTree& tree, std::vector<PageBlock>* blocks, Extraction* found) {
  Cleaner(tree, blocks, found).Run();
}

}  // namespace khotin::extract
