#include "extract/html_blocks.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

constexpr size_t kMaxRemovedText = 500;
// A line break ends a paragraph when what stands before is at least this long and ends a sentence.
constexpr size_t kParagraphBytes = 80;

size_t At(int index) { return static_cast<size_t>(index); }

bool EndsSentence(absl::string_view text) {
  for (const absl::string_view mark : {".", "!", "?", "…", ".”", ".\"", "?”", "!”", ":", "./."}) {
    if (absl::EndsWith(text, mark)) return true;
  }
  return false;
}

bool IsEmphasis(absl::string_view tag) {
  return tag == "b" || tag == "strong" || tag == "i" || tag == "em";
}

class BlockBuilder {
 public:
  BlockBuilder(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int lead,
               std::vector<RemovedSpan>* removed)
      : tree_(tree),
        notes_(notes),
        lead_(lead),
        removed_(removed),
        data_row_(At(tree.size()), -1) {}

  std::vector<PageBlock> Run(int body) {
    for (int i = body; i < tree_[body].end; ++i) {
      CloseUntil(i);
      if (Skips(i, body)) {
        i = tree_[i].end - 1;
        continue;
      }
      Open(i);
    }
    CloseUntil(tree_[body].end);
    Flush();
    return std::move(blocks_);
  }

 private:
  struct OpenElement {
    int end;
    int node;
    bool link;
    bool emphasis;
    bool breaks;  // a block of its own
  };

  bool Skips(int i, int body) {
    const HtmlNode& node = tree_[i];
    const NodeNotes& notes = notes_[At(i)];
    if (i == lead_) {
      Flush();
      return true;
    }
    if (node.tag_class == TagClass::kSilent || node.tag_class == TagClass::kControl) return true;
    if (notes.chrome == nullptr || i == body) return false;
    if (node.tag_class != TagClass::kInline) Flush();
    AddRemoved(notes.chrome->kind, absl::StrCat("element named ", notes.chrome->phrase),
               tree_.TextOf(i), removed_);
    return true;
  }

  void Open(int i) {
    const HtmlNode& node = tree_[i];
    if (node.is_text()) {
      AddText(node.text);
      return;
    }
    if (node.tag_class == TagClass::kBreak) {
      ++line_breaks_;
      return;
    }
    const bool cell = node.tag_class == TagClass::kCell && InDataRow();
    const bool caption =
        node.tag_class == TagClass::kInline && text_.empty() && NamesCaption(notes_[At(i)].words);
    const bool breaks =
        caption || (node.tag_class != TagClass::kInline && node.tag_class != TagClass::kMedia);
    if (cell) {
      if (!text_.empty()) absl::StrAppend(&text_, text_.back() == ' ' ? "| " : " | ");
    } else if (breaks) {
      Flush();
    }
    open_.push_back({node.end, i, node.tag == "a", IsEmphasis(node.tag), breaks && !cell});
  }

  void CloseUntil(int i) {
    while (!open_.empty() && open_.back().end <= i) {
      if (open_.back().breaks) Flush();
      open_.pop_back();
    }
  }

  // True inside a row of a table of data: several cells, none with paragraphs of its own.
  bool InDataRow() const {
    for (auto it = open_.rbegin(); it != open_.rend(); ++it) {
      const TagClass tag_class = tree_[it->node].tag_class;
      if (tag_class == TagClass::kRow) return IsDataRow(it->node);
      if (tag_class != TagClass::kInline) return false;
    }
    return false;
  }

  bool IsDataRow(int row) const {
    signed char& known = data_row_[At(row)];
    if (known < 0) known = LooksLikeData(row) ? 1 : 0;
    return known == 1;
  }

  bool LooksLikeData(int row) const {
    constexpr int kMaxCells = 30;
    int cells = 0;
    for (int i = row + 1; i < tree_[row].end && cells <= kMaxCells; ++i) {
      const TagClass tag_class = tree_[i].tag_class;
      if (tag_class == TagClass::kCell) ++cells;
      if (tag_class == TagClass::kHeading || tag_class == TagClass::kListItem) return false;
      if (tag_class == TagClass::kBlock && tree_[i].end - i > 3) return false;
    }
    return cells > 1 && cells <= kMaxCells;
  }

  void AddText(absl::string_view text) {
    const size_t first = text.find_first_not_of(" \t\r\n");
    if (first == absl::string_view::npos) {
      AppendCollapsed(text, &text_);
      return;
    }
    if (line_breaks_ > 0) EndLine();
    const size_t before = text_.size();
    AppendCollapsed(text, &text_);
    bool linked = false;
    bool emphasis = false;
    for (const OpenElement& element : open_) {
      linked = linked || element.link;
      emphasis = emphasis || element.emphasis;
    }
    if (linked) linked_ += text_.size() - before;
    if (emphasis) emphasis_ += text_.size() - before;
  }

  void EndLine() {
    absl::string_view so_far = text_;
    if (absl::EndsWith(so_far, " ")) so_far.remove_suffix(1);
    if (line_breaks_ > 1 || (so_far.size() >= kParagraphBytes && EndsSentence(so_far))) {
      Flush();
    } else {
      AppendCollapsed(" ", &text_);
    }
    line_breaks_ = 0;
  }

  void Flush() {
    line_breaks_ = 0;
    if (!text_.empty() && text_.back() == ' ') text_.pop_back();
    if (!text_.empty()) {
      PageBlock block;
      block.text = std::exchange(text_, "");
      block.linked = linked_;
      block.emphasis = emphasis_;
      block.node = open_.empty() ? 0 : open_.back().node;
      block.kind = KindHere();
      blocks_.push_back(std::move(block));
    }
    text_.clear();
    linked_ = 0;
    emphasis_ = 0;
  }

  BlockKind KindHere() const {
    for (auto it = open_.rbegin(); it != open_.rend(); ++it) {
      if (NamesCaption(notes_[At(it->node)].words)) return BlockKind::kCaption;
      switch (tree_[it->node].tag_class) {
        case TagClass::kHeading:
          return BlockKind::kHeading;
        case TagClass::kListItem:
          return BlockKind::kListItem;
        case TagClass::kQuote:
          return BlockKind::kQuote;
        case TagClass::kCaption:
          return BlockKind::kCaption;
        case TagClass::kRow:
          return IsDataRow(it->node) ? BlockKind::kTableRow : BlockKind::kParagraph;
        default:
          break;
      }
    }
    return BlockKind::kParagraph;
  }

  const HtmlTree& tree_;
  const std::vector<NodeNotes>& notes_;
  const int lead_;
  std::vector<RemovedSpan>* const removed_;
  mutable std::vector<signed char> data_row_;  // -1 unknown, else whether it is one
  std::vector<OpenElement> open_;
  std::vector<PageBlock> blocks_;
  std::string text_;
  size_t linked_ = 0;
  size_t emphasis_ = 0;
  int line_breaks_ = 0;
};

}  // namespace

std::vector<PageBlock> ReadBlocks(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                                  int body, int lead, std::vector<RemovedSpan>* removed) {
  return BlockBuilder(tree, notes, lead, removed).Run(body);
}

void AddRemoved(absl::string_view kind, absl::string_view reason, absl::string_view text,
                std::vector<RemovedSpan>* removed) {
  if (text.empty()) return;
  RemovedSpan span;
  span.kind = std::string(kind);
  span.reason = std::string(reason);
  span.text = std::string(text::TruncateUtf8(text, kMaxRemovedText));
  removed->push_back(std::move(span));
}

}  // namespace khotin::extract
