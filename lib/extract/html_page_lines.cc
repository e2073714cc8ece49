#include "extract/html_page_lines.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "extract/html_title.h"

namespace khotin::extract {
namespace {

constexpr size_t kSentenceBytes = 80;    // a line that is longer and ends a sentence is prose
constexpr size_t kParagraphBytes = 160;  // a line that is longer is prose
constexpr size_t kMaxLines = 60;
constexpr size_t kMaxAbove = 6;
constexpr int kMaxAncestors = 4;
constexpr size_t kMaxFoot = 12;
constexpr size_t kMaxFootOfBody = 5;

// True for parts that hold what is sought here, whatever else their names say ("page header meta").
bool IsOwnChrome(const NodeNotes& part) {
  if (part.chrome->kind == "byline" || part.chrome->kind == "date") return true;
  return part.chrome->kind != "comments" && part.chrome->kind != "related" &&
         (NamesAuthor(part.words) || NamesDate(part.words) ||
          absl::StrContains(part.words, " meta "));
}

// Reads lines from a range of nodes.
class LineReader {
 public:
  LineReader(const HtmlTree& tree, const std::vector<NodeNotes>& notes)
      : tree_(tree), notes_(notes) {}

  // Stops behind `max_lines` lines or `max_paragraphs` long ones.
  std::vector<PageLine> Read(int begin, int end, size_t max_lines, size_t max_paragraphs) {
    size_t paragraphs = 0;
    for (int i = begin; i < end && lines_.size() < max_lines && paragraphs < max_paragraphs; ++i) {
      const HtmlNode& node = tree_[i];
      if (node.is_text()) {
        Add(i);
        continue;
      }
      if (Skips(i)) {
        i = node.end - 1;
      } else if (node.tag_class != TagClass::kInline && Close()) {
        ++paragraphs;
      }
    }
    Close();
    return std::move(lines_);
  }

 private:
  bool Skips(int i) const {
    const NodeNotes& own = notes_[static_cast<size_t>(i)];
    if (own.chrome != nullptr) return !IsOwnChrome(own);
    const TagClass tag_class = tree_[i].tag_class;
    return tag_class == TagClass::kSilent || tag_class == TagClass::kControl;
  }

  void Add(int i) {
    std::string text = Collapse(tree_[i].text);
    if (text.empty()) return;
    const int block = BlockOf(i);
    if (block != block_) Close();
    block_ = block;
    if (line_.text.size() > 2 * kParagraphBytes) return;
    if (!line_.text.empty()) line_.text.push_back(' ');
    const size_t begin = line_.text.size();
    line_.text += text;
    line_.pieces.push_back({begin, line_.text.size(), i, linked_});
  }

  // The nearest ancestor that is no inline element; notes whether a link lies between.
  int BlockOf(int i) {
    linked_ = false;
    int p = tree_[i].parent;
    while (p > 0 && tree_[p].tag_class == TagClass::kInline) {
      linked_ = linked_ || tree_[p].tag == "a";
      p = tree_[p].parent;
    }
    return p;
  }

  // True when the line was a paragraph.
  bool Close() {
    const size_t size = line_.text.size();
    const bool stops =
        size > kSentenceBytes && absl::StrContains(".!?", line_.text.substr(size - 1));
    const bool paragraph = size > kParagraphBytes || stops;
    if (!line_.text.empty()) lines_.push_back(std::move(line_));
    line_ = PageLine();
    return paragraph;
  }

  const HtmlTree& tree_;
  const std::vector<NodeNotes>& notes_;
  std::vector<PageLine> lines_;
  PageLine line_;
  int block_ = -1;
  bool linked_ = false;
};

bool IsHeading(const HtmlNode& node) {
  return node.tag == "h1" || node.tag == "h2" || node.tag == "h3";
}

// The heading that shows the title, the first outside of chrome; -1 when there is none.
int TitleNode(const HtmlTree& tree, const std::vector<NodeNotes>& notes, absl::string_view title) {
  const std::string key = LettersKey(title);
  if (key.empty()) return -1;
  int in_chrome = -1;
  for (int i = 0; i < tree.size(); ++i) {
    if (!IsHeading(tree[i]) || !IsShortText(tree, i)) continue;
    if (LettersKey(tree.TextOf(i)) != key) continue;
    if (!notes[static_cast<size_t>(i)].in_chrome) return i;
    if (in_chrome < 0) in_chrome = i;
  }
  return in_chrome;
}

// The ancestor of a title that holds what belongs to it, and not the whole page.
int PartOf(const HtmlTree& tree, int title) {
  int part = title;
  for (int k = 0; k < kMaxAncestors && tree[part].parent > 0; ++k) {
    if (tree[tree[part].parent].tag == "body") break;
    part = tree[part].parent;
  }
  return part;
}

// The last `count` lines between two nodes.
std::vector<PageLine> LastLines(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                                int begin, int end, size_t count) {
  const auto all = static_cast<size_t>(tree.size());
  std::vector<PageLine> lines = LineReader(tree, notes).Read(begin, end, all, all);
  if (lines.size() > count) {
    lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(count));
  }
  return lines;
}

void Append(std::vector<PageLine> from, std::vector<PageLine>* to) {
  for (PageLine& line : from) to->push_back(std::move(line));
}

}  // namespace

HeadLines FindHeadLines(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int body,
                        absl::string_view title) {
  constexpr size_t kMaxParagraphs = 3;  // of deck, disclosure and text
  HeadLines lines;
  const int heading = TitleNode(tree, notes, title);
  const int text = std::max(body, 0);
  const int begin = heading < 0 ? text : tree[heading].end;
  lines.part = heading < 0 ? text : PartOf(tree, heading);
  if (heading < 0) lines.below_title = LastLines(tree, notes, 0, text, kMaxAbove);
  Append(LineReader(tree, notes).Read(begin, tree.size(), kMaxLines, kMaxParagraphs),
         &lines.below_title);
  if (heading >= 0) lines.above_title = LastLines(tree, notes, lines.part, heading, kMaxAbove);
  if (body < 0) return lines;
  lines.foot = LastLines(tree, notes, body, tree[body].end, kMaxFootOfBody);
  Append(LineReader(tree, notes).Read(tree[body].end, tree.size(), kMaxFoot, 1), &lines.foot);
  return lines;
}

bool IsShortText(const HtmlTree& tree, int element) {
  constexpr int kMaxNodes = 300;
  constexpr size_t kMaxBytes = 4000;
  if (tree[element].end - element > kMaxNodes) return false;
  size_t bytes = 0;
  for (int i = element; i < tree[element].end; ++i) bytes += tree[i].text.size();
  return bytes <= kMaxBytes;
}

bool InForeignChrome(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int i) {
  if (!notes[static_cast<size_t>(i)].in_chrome) return false;
  for (int p = i; p >= 0; p = tree[p].parent) {
    const NodeNotes& part = notes[static_cast<size_t>(p)];
    if (part.chrome != nullptr) return !IsOwnChrome(part);
  }
  return true;
}

}  // namespace khotin::extract
