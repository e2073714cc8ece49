#include "extract/html_author.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "extract/html_author_name.h"
#include "text/date.h"
#include "text/syllable.h"

namespace khotin::extract {
namespace {

constexpr size_t kMaxShownNameBytes = 60;
constexpr size_t kMaxBylineBytes = 200;
constexpr size_t kMaxLabelBytes = 12;  // "Written by: "

template <typename List>
bool Contains(const List& list, absl::string_view item) {
  return std::find(std::begin(list), std::end(list), item) != std::end(list);
}

// Open a byline in front of its names. Lower case.
constexpr absl::string_view kBylineWords[] = {"by", "by:", "author:", "authors:"};

// What may stand in front of "by".
constexpr absl::string_view kBeforeBy[] = {
    "written", "posted", "published", "authored", "text", "words",   "story", "article",
    "post",    "on",     "at",        "the",      "this", "updated", "was",   "last",
    "in",      "|",      "·",         "•",        "-",    "–",       "—",     "created",
};

// End the names of a byline.
constexpr absl::string_view kNameEnds[] = {" | ", " · ",  " • ",  " ⋅ ",  " - ",   " – ", " — ",
                                           " / ", " on ", " in ", " at ", " for ", " (",  " ∙ "};

// Dates of a line replaced by a bar, so that they divide what stands around them.
std::string WithoutDates(const std::string& line) {
  std::string out;
  size_t from = 0;
  for (const text::TimestampMention& mention :
       text::FindTimestamps(line, text::DayMonthOrder::kDayFirst)) {
    absl::StrAppend(&out, absl::string_view(line).substr(from, mention.begin - from), "|");
    from = mention.end;
  }
  return out + line.substr(from);
}

// The position behind the word that opens a byline; npos when the line opens none.
size_t BehindBylineWord(absl::string_view line) {
  size_t begin = 0;
  while (begin < line.size()) {
    const size_t end = std::min(line.find(' ', begin), line.size());
    std::string word = text::ToLower(line.substr(begin, end - begin));
    if (Contains(kBylineWords, word)) return end;
    absl::string_view plain = word;
    absl::ConsumeSuffix(&plain, ",");
    if (!plain.empty() && !Contains(kBeforeBy, plain)) return absl::string_view::npos;
    begin = end + 1;
  }
  return absl::string_view::npos;
}

std::string UntilNameEnds(absl::string_view rest) {
  size_t end = rest.size();
  for (const absl::string_view mark : kNameEnds) end = std::min(end, rest.find(mark));
  end = std::min(end, rest.find('|'));
  absl::string_view names = absl::StripAsciiWhitespace(rest.substr(0, end));
  while (!names.empty() && (names.back() == ',' || names.back() == '.' || names.back() == '-')) {
    names.remove_suffix(1);
  }
  return std::string(names);
}

// The linked names that follow `from`, as long as nothing but "and" or commas stands between.
std::vector<std::string> LinkedNames(const PageLine& line, size_t from) {
  constexpr absl::string_view kBetween[] = {",", "&", "and", ", and", "và", ";", "/"};
  std::vector<std::string> names;
  bool open = true;
  for (const LinePiece& piece : line.pieces) {
    if (piece.begin < from) continue;
    const std::string text = line.text.substr(piece.begin, piece.end - piece.begin);
    const bool between = Contains(kBetween, text);
    if (!between && !(open && piece.linked && LooksLikeName(text))) break;
    if (!between) names.push_back(text);
    open = between;
  }
  return names;
}

std::vector<std::string> NamesOfLine(const PageLine& line, const PageLine* next) {
  if (line.text.size() > kMaxBylineBytes) return {};
  const size_t behind = BehindBylineWord(line.text);
  if (behind != absl::string_view::npos) {
    std::vector<std::string> linked = LinkedNames(line, behind);
    if (!linked.empty()) return linked;
  }
  const std::string plain = WithoutDates(line.text);
  const size_t at = BehindBylineWord(plain);
  if (at == absl::string_view::npos) return {};
  std::string rest = UntilNameEnds(absl::string_view(plain).substr(at));
  if (rest.empty() && next != nullptr && next->text.size() <= kMaxShownNameBytes) {
    rest = UntilNameEnds(WithoutDates(next->text));
  }
  return SplitNames(rest);
}

std::vector<std::string> NamesOfLines(const std::vector<PageLine>& lines,
                                      absl::string_view publisher) {
  for (size_t i = 0; i < lines.size(); ++i) {
    const PageLine* next = i + 1 < lines.size() ? &lines[i + 1] : nullptr;
    std::vector<std::string> names = CleanAuthors(NamesOfLine(lines[i], next), publisher);
    const bool handle = names.size() == 1 && IsHandle(names[0]) &&
                        lines[i].text.size() <= names[0].size() + kMaxLabelBytes;
    if (handle || AllLookLikeNames(names)) return names;
  }
  return {};
}

bool LinksToAuthor(absl::string_view href) {
  const std::string lower = absl::AsciiStrToLower(href);
  for (const absl::string_view part :
       {"/author/", "/authors/", "/contributor/", "/contributors/", "/staff/", "/writer/",
        "/writers/", "/tac-gia/", "/byline/", "/people/", "/profile/author/", "/reporter/"}) {
    if (absl::StrContains(lower, part)) return true;
  }
  return false;
}

bool IsNameElement(absl::string_view words) {
  return absl::StrContains(words, " name ") || absl::StrContains(words, " fn ");
}

// Names in an element for the author: those that link to an author's page, else the first link,
// else the part named for the name, else all of its text.
std::vector<std::string> NamesWithin(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                                     int element, absl::string_view publisher) {
  std::vector<std::string> profiles, link, named;
  for (int i = element + 1; i < tree[element].end; ++i) {
    if (tree[i].is_text()) continue;
    const std::string text = tree.TextOf(i);
    const bool linked = tree[i].tag == "a" && LooksLikeName(text);
    if (linked && LinksToAuthor(tree.Attribute(i, "href"))) profiles.push_back(text);
    if (linked && link.empty()) link.push_back(text);
    if (IsNameElement(notes[static_cast<size_t>(i)].words)) named.push_back(text);
  }
  const std::string whole = StripNamePrefix(tree.TextOf(element));
  for (const std::vector<std::string>& offer : {profiles, link, named, SplitNames(whole)}) {
    std::vector<std::string> names = CleanAuthors(offer, publisher);
    if (AllLookLikeNames(names)) return names;
  }
  if (IsHandle(whole)) return {whole};
  return {};
}

// Names in `lines` that link to an author's page.
std::vector<std::string> LinkedAuthors(const HtmlTree& tree, const std::vector<PageLine>& lines,
                                       absl::string_view publisher) {
  for (const PageLine& line : lines) {
    if (line.text.size() > kMaxBylineBytes) continue;
    for (const LinePiece& piece : line.pieces) {
      int link = piece.linked ? piece.node : -1;
      while (link >= 0 && tree[link].tag != "a") link = tree[link].parent;
      if (link < 0 || !LinksToAuthor(tree.Attribute(link, "href"))) continue;
      std::vector<std::string> names = CleanAuthors(LinkedNames(line, piece.begin), publisher);
      if (!names.empty()) return names;
    }
  }
  return {};
}

}  // namespace

std::vector<std::string> AuthorsOfByline(const HtmlTree& tree, const HeadLines& lines,
                                         absl::string_view publisher) {
  for (const std::vector<PageLine>* part : {&lines.below_title, &lines.above_title, &lines.foot}) {
    std::vector<std::string> names = NamesOfLines(*part, publisher);
    if (!names.empty()) return names;
  }
  for (const std::vector<PageLine>* part : {&lines.below_title, &lines.above_title}) {
    std::vector<std::string> names = LinkedAuthors(tree, *part, publisher);
    if (!names.empty()) return names;
  }
  return {};
}

std::vector<std::string> AuthorsOfElement(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                                          absl::string_view publisher) {
  constexpr int kMaxNodes = 40;
  constexpr int kMaxElements = 300;
  for (const bool linked : {false, true}) {
    int read = 0;
    for (int i = 0; i < tree.size() && read < kMaxElements; ++i) {
      if (tree[i].is_text() || tree[i].end - i > kMaxNodes) continue;
      const bool fits = linked ? tree[i].tag == "a" && LinksToAuthor(tree.Attribute(i, "href"))
                               : NamesAuthor(notes[static_cast<size_t>(i)].words) ||
                                     absl::StrContains(tree.Attribute(i, "rel"), "author");
      if (!fits || !IsShortText(tree, i) || InForeignChrome(tree, notes, i)) continue;
      ++read;
      std::vector<std::string> names = NamesWithin(tree, notes, i, publisher);
      if (!names.empty()) return names;
    }
  }
  return {};
}

}  // namespace khotin::extract
