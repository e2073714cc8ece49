#include "extract/html_top.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/types/optional.h"
#include "extract/byline_name.h"
#include "extract/html_rules.h"
#include "extract/html_title.h"
#include "extract/line.h"
#include "extract/timestamp_line.h"
#include "text/date.h"

namespace khotin::extract {
namespace {

constexpr size_t kMinLead = 30;
constexpr size_t kMinUnnamedLead = 80;
constexpr size_t kMaxLead = 2000;
constexpr size_t kMaxTopLine = 120;

// The end of the last main heading in front of `body`; 0 when there is none.
int EndOfTitle(const HtmlTree& tree, int body) {
  int end = 0;
  for (int i = 0; i < body; ++i) {
    if (tree[i].tag == "h1") end = tree[i].end;
  }
  return end;
}

// True when both begin alike and that is most of the shorter one: sites cut descriptions.
bool SaysTheSame(absl::string_view text, absl::string_view description) {
  constexpr size_t kLeast = 40;
  const std::string a = LettersKey(text);
  const std::string b = LettersKey(description);
  if (a.size() < kLeast || b.size() < kLeast) return false;
  return absl::StartsWith(a, b) || absl::StartsWith(b, a);
}

bool FitsLead(const HtmlTree& tree, int i, size_t least, std::string* text) {
  *text = tree.TextOf(i, kMaxLead + 1);
  return text->size() >= least && text->size() <= kMaxLead;
}

bool IsUnnamedLead(const HtmlTree& tree, const NodeNotes& notes, int i,
                   absl::string_view description) {
  std::string text;
  if (notes.text == 0 || notes.linked * 2 > notes.text) return false;
  if (!FitsLead(tree, i, kMinUnnamedLead, &text)) return false;
  return tree[i].tag == "h2" || SaysTheSame(text, description);
}

}  // namespace

int FindLead(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int body,
             absl::string_view description) {
  std::string text;
  const int title_end = EndOfTitle(tree, body);
  int unnamed = -1;
  for (int i = 0; i < tree[body].end; ++i) {
    const NodeNotes& own = notes[static_cast<size_t>(i)];
    if (tree[i].is_text() || own.in_chrome || tree.Within(body, i)) continue;
    const bool at_top = title_end > 0 && i >= title_end && i < body;
    const bool named = NamesLead(own.words) || (at_top && NamesSummary(own.words));
    if (named && FitsLead(tree, i, kMinLead, &text)) return i;
    if (unnamed < 0 && at_top && IsUnnamedLead(tree, own, i, description)) unnamed = i;
  }
  return unnamed;
}

void ReadTop(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int body,
             Article* article) {
  const int title_end = EndOfTitle(tree, body);
  if (title_end == 0) return;
  for (int i = title_end; i < body; ++i) {
    if (!article->published.empty() && !article->authors.empty()) return;
    const NodeNotes& own = notes[static_cast<size_t>(i)];
    if (own.in_chrome || own.text == 0 || own.text > static_cast<int>(kMaxTopLine)) continue;
    const std::string text = tree.TextOf(i, kMaxTopLine + 1);
    if (text.size() > kMaxTopLine) continue;
    if (TakeTimestamp(text, article)) continue;
    const absl::optional<Byline> byline = ReadByline(text);
    if (!byline.has_value() || byline->authors.empty()) continue;
    if (byline->labelled || HasFamilyName(byline->authors[0])) TakeByline(*byline, article);
  }
}

bool TakeTimestamp(absl::string_view text, Article* article) {
  const LineTable table = LineTable::Split(text);
  if (table.size() == 0) return false;
  const absl::optional<TimestampLine> stamp = ReadTimestampLine(table.lines()[0]);
  if (!stamp.has_value()) return text::ParseTimestamp(text).has_value();
  DateReading& known = stamp->is_update ? article->modified : article->published;
  if (known.empty()) {
    known.date = stamp->date;
    known.raw = std::string(text);
    known.origin = DateOrigin::kPageElement;
  }
  if (const auto byline = ReadByline(stamp->before)) TakeByline(*byline, article);
  return true;
}

void TakeByline(const Byline& byline, Article* article) {
  if (article->authors.empty()) article->authors = byline.authors;
  if (article->agency.empty()) article->agency = byline.agency;
}

}  // namespace khotin::extract
