#include "extract/html_outline.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "extract/html_heading.h"
#include "extract/html_lines.h"
#include "extract/html_title.h"
#include "text/syllable.h"

namespace khotin::extract {
namespace {

constexpr ChromeRule kNavTag = {"<nav>", "nav"};
constexpr ChromeRule kAsideTag = {"<aside>", "sidebar"};
constexpr ChromeRule kFooterTag = {"<footer>", "footer"};
constexpr ChromeRule kFormTag = {"<form>", "form"};
constexpr ChromeRule kHiddenAttribute = {"hidden", "hidden"};
constexpr ChromeRule kHiddenClass = {"hidden", "hidden"};
constexpr ChromeRule kDialogTag = {"<dialog>", "form"};

struct TagRule {
  absl::string_view tag;
  const ChromeRule* rule;
};
constexpr TagRule kTagRules[] = {
    {"nav", &kNavTag},   {"aside", &kAsideTag},   {"footer", &kFooterTag},
    {"form", &kFormTag}, {"dialog", &kDialogTag},
};

// What an element's class, id and type say.
struct Names {
  absl::string_view words;
  const ChromeRule* chrome = nullptr;
  int body_strength = 0;
};

// Reads each set of them once: a page has few that differ.
class NameReader {
 public:
  explicit NameReader(TextArena* words) : words_(*words) {}

  // Editors' systems say in the "type" of a block what they have put into the text.
  struct Key {
    absl::string_view classes;
    absl::string_view id;
    absl::string_view type;

    friend bool operator==(const Key& a, const Key& b) {
      return a.classes == b.classes && a.id == b.id && a.type == b.type;
    }
    template <typename H>
    friend H AbslHashValue(H state, const Key& key) {
      return H::combine(std::move(state), key.classes, key.id, key.type);
    }
  };

  const Names& Of(const Key& key) {
    const auto [it, is_new] = known_.try_emplace(key);
    Names& names = it->second;
    if (!is_new || (key.classes.empty() && key.id.empty() && key.type.empty())) return names;
    names.words = words_.Copy(NameWords(absl::StrCat(key.classes, " ", key.id, " ", key.type)));
    names.chrome = FindChrome(names.words);
    names.body_strength = BodyStrength(names.words);
    if (HidesByClass(key.classes) && !NamesFold(names.words)) names.chrome = &kHiddenClass;
    return names;
  }

 private:
  TextArena& words_;
  absl::flat_hash_map<Key, Names> known_;
};

constexpr size_t kMaxHeading = 300;

size_t At(int index) { return static_cast<size_t>(index); }

bool IsHidden(const HtmlTree& tree, int i) {
  if (tree.HasAttribute(i, "hidden")) return true;
  if (absl::EqualsIgnoreCase(tree.Attribute(i, "aria-hidden"), "true")) return true;
  const absl::string_view style = tree.Attribute(i, "style");
  if (style.empty()) return false;
  std::string compact;
  for (const char c : style.substr(0, 500)) {
    if (c != ' ') compact.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
  }
  return absl::StrContains(compact, "display:none") ||
         absl::StrContains(compact, "visibility:hidden");
}

// True when an id is made of the words of the heading that its part is or opens with: an anchor for
// a table of contents, no name ("popular-recipes" of "Popular recipes").
bool IdRepeatsHeading(const HtmlTree& tree, int i) {
  constexpr size_t kLeast = 10;
  constexpr int kMaxNodes = 60;
  constexpr int kSentenceWords = 5;
  const absl::string_view id = tree.Attribute(i, "id");
  if (id.size() < kLeast) return false;
  const int end = std::min(tree[i].end, i + kMaxNodes);
  int heading = i;
  while (heading < end && tree[heading].tag_class != TagClass::kHeading) ++heading;
  if (heading == end) return false;
  const std::string line = tree.TextOf(heading, kMaxHeading);
  const std::string words = text::FoldedPhraseKey(line);
  // A whole part may well be called by the short heading it bears: "tin-lien-quan".
  if (heading > i && std::count(words.begin(), words.end(), ' ') + 1 < kSentenceWords) return false;
  if (!ChromeLineKind(line).empty()) return false;
  const std::string key = absl::StrReplaceAll(words, {{" ", ""}});
  return key.size() >= kLeast && absl::StrContains(LettersKey(id), key);
}

const ChromeRule* TagChrome(absl::string_view tag) {
  for (const TagRule& known : kTagRules) {
    if (known.tag == tag) return known.rule;
  }
  return nullptr;
}

// Names on an element within a line are believed only outside of paragraphs: a dateline or an
// author's name inside a sentence is text.
bool StandsInParagraph(const HtmlTree& tree, int i) {
  const HtmlNode& node = tree[i];
  if (node.tag_class != TagClass::kInline) return false;
  for (int p = node.parent; p >= 0; p = tree[p].parent) {
    const TagClass tag_class = tree[p].tag_class;
    if (tree[p].tag == "p" || tag_class == TagClass::kListItem || tag_class == TagClass::kHeading ||
        tag_class == TagClass::kQuote || tag_class == TagClass::kCaption) {
      return true;
    }
    if (tag_class != TagClass::kInline) return false;
  }
  return false;
}

const ChromeRule* ChromeOf(const HtmlTree& tree, int i, absl::string_view words,
                           const ChromeRule* by_name) {
  const HtmlNode& node = tree[i];
  if (node.tag == "html" || node.tag == "body" || node.tag == "main" || node.tag == "h1") {
    return nullptr;
  }
  if (IsHidden(tree, i) && !NamesFold(words)) return &kHiddenAttribute;
  if (const ChromeRule* rule = TagChrome(node.tag)) return rule;
  const bool floating = by_name != nullptr && by_name->kind == "popup";
  return !floating && StandsInParagraph(tree, i) ? nullptr : by_name;
}

int CountCharacters(absl::string_view text, int* stops) {
  int count = 0;
  bool space = true;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (byte >= 0x80 && byte < 0xc0) continue;
    if (is_space && space) continue;
    space = is_space;
    ++count;
    if (c == '.' || c == ',' || c == '?' || c == '!' || c == ';') ++*stops;
  }
  return count;
}

// The nearest ancestor that is no inline element: what a text stands in as a paragraph.
int Holder(const HtmlTree& tree, int i) {
  int p = tree[i].parent;
  while (p > 0 && tree[p].tag_class == TagClass::kInline) p = tree[p].parent;
  return std::max(p, 0);
}

bool InLink(const HtmlTree& tree, int i) {
  for (int p = tree[i].parent; p >= 0 && tree[p].tag_class == TagClass::kInline;
       p = tree[p].parent) {
    if (tree[p].tag == "a") return true;
  }
  return false;
}

// How much of a paragraph counts as prose.
int GoodCharacters(const HtmlNode& node, const NodeNotes& notes) {
  const int plain = notes.text - notes.linked;
  if (plain < 40 || notes.linked * 2 > notes.text) return 0;
  if (node.tag_class == TagClass::kHeading || node.tag_class == TagClass::kCaption) return 0;
  if (notes.stops < 1 && plain < 120) return 0;
  return plain;
}

void CountText(const HtmlTree& tree, std::vector<NodeNotes>* notes) {
  for (int i = 0; i < tree.size(); ++i) {
    if (!tree[i].is_text() || (*notes)[At(i)].in_chrome) continue;
    NodeNotes& holder = (*notes)[At(Holder(tree, i))];
    const int count = CountCharacters(tree[i].text, &holder.stops);
    holder.text += count;
    if (InLink(tree, i)) holder.linked += count;
  }
  for (int i = tree.size() - 1; i >= 0; --i) {
    NodeNotes& own = (*notes)[At(i)];
    if (tree[i].is_text()) continue;
    own.good += GoodCharacters(tree[i], own);
    if (tree[i].parent >= 0) (*notes)[At(tree[i].parent)].good += own.good;
  }
}

void SpreadChrome(const HtmlTree& tree, std::vector<NodeNotes>* notes) {
  for (int i = 0; i < tree.size(); ++i) {
    NodeNotes& own = (*notes)[At(i)];
    const int parent = tree[i].parent;
    const bool silent =
        tree[i].tag_class == TagClass::kSilent || tree[i].tag_class == TagClass::kControl;
    const bool inherited = parent >= 0 && (*notes)[At(parent)].in_chrome;
    if (inherited) own.chrome = nullptr;
    own.in_chrome = inherited || silent || own.chrome != nullptr;
  }
}

std::vector<NodeNotes> Counted(const HtmlTree& tree, std::vector<NodeNotes> notes) {
  SpreadChrome(tree, &notes);
  CountText(tree, &notes);
  return notes;
}

// What the prose would be if nothing were chrome.
std::vector<NodeNotes> WithoutChrome(const HtmlTree& tree, std::vector<NodeNotes> notes) {
  for (NodeNotes& own : notes) own.chrome = nullptr;
  return Counted(tree, std::move(notes));
}

// Kinds that often hold more text than the article does: readers' comments, an imprint, a notice in
// every language.
bool IsLongWinded(const ChromeRule& rule) {
  return rule.kind == "comments" || rule.kind == "footer" || rule.kind == "hidden";
}

bool HoldsLink(const HtmlTree& tree, int i) {
  for (int k = i + 1; k < tree[i].end; ++k) {
    if (tree[k].tag == "a") return true;
  }
  return false;
}

// Prose in what is named as a way to other pages, but leads nowhere: "read-more" around an answer
// that unfolds, "no-toc" around a chapter.
bool LeadsNowhere(const HtmlTree& tree, const NodeNotes& bare, const ChromeRule& rule, int i) {
  constexpr int kProse = 300;
  const bool contents = rule.phrase == "toc";
  if (!contents && rule.kind != "related") return false;
  return (contents && bare.good > kProse) || (bare.good > 0 && !HoldsLink(tree, i));
}

// A part that holds much of the page's prose is no chrome, whatever its name: sites call the
// wrapper of everything "has-sidebar" or "comments-open".
void ForgiveWrappers(const HtmlTree& tree, const std::vector<NodeNotes>& bare,
                     std::vector<NodeNotes>* notes) {
  const int total = bare[0].good;
  for (int i = 0; i < tree.size(); ++i) {
    const ChromeRule*& rule = (*notes)[At(i)].chrome;
    if (rule == nullptr) continue;
    const int needed = IsLongWinded(*rule) ? total / 10 * 9 : total / 10 * 4;
    if (bare[At(i)].good > needed || LeadsNowhere(tree, bare[At(i)], *rule, i)) rule = nullptr;
  }
}

// The banner or page header that holds the main heading has what goes with it, such as the lead.
void ForgiveBanner(const HtmlTree& tree, std::vector<NodeNotes>* notes) {
  for (int p = FindOnlyHeading(tree); p >= 0; p = tree[p].parent) {
    const ChromeRule*& rule = (*notes)[At(p)].chrome;
    if (rule != nullptr && HoldsTitles(*rule)) rule = nullptr;
  }
}

// Forgets what only names say, for a page whose names would leave next to nothing.
void ForgiveNames(std::vector<NodeNotes>* notes) {
  for (NodeNotes& own : *notes) {
    if (own.chrome == nullptr || own.words.empty() || IsLongWinded(*own.chrome)) continue;
    if (own.chrome == FindChrome(own.words)) own.chrome = nullptr;
  }
}

// Pages that are put together by script send their text in hidden pieces.
void ForgiveHidden(std::vector<NodeNotes>* notes) {
  for (NodeNotes& own : *notes) {
    if (own.chrome == &kHiddenAttribute || own.chrome == &kHiddenClass) own.chrome = nullptr;
  }
}

Names NamesOf(const HtmlTree& tree, int i, NameReader* names) {
  const bool boxed = tree[i].tag_class == TagClass::kBlock;
  const NameReader::Key key = {tree.Attribute(i, "class"), tree.Attribute(i, "id"),
                               boxed ? tree.Attribute(i, "type") : absl::string_view()};
  const Names all = names->Of(key);
  if (all.chrome == nullptr || !IdRepeatsHeading(tree, i)) return all;
  return names->Of({key.classes, "", key.type});
}

}  // namespace

std::vector<NodeNotes> MakeNotes(const HtmlTree& tree, TextArena* words) {
  NameReader names(words);
  std::vector<NodeNotes> notes(At(tree.size()));
  for (int i = 0; i < tree.size(); ++i) {
    if (tree[i].is_text()) continue;
    NodeNotes& own = notes[At(i)];
    const Names named = NamesOf(tree, i, &names);
    own.words = named.words;
    if (tree[i].tag != "html" && tree[i].tag != "body") own.body_strength = named.body_strength;
    if (absl::StrContains(tree.Attribute(i, "itemprop"), "articleBody")) own.body_strength = 3;
    own.chrome = ChromeOf(tree, i, named.words, named.chrome);
  }
  const std::vector<NodeNotes> bare = WithoutChrome(tree, notes);
  ForgiveWrappers(tree, bare, &notes);
  ForgiveBanner(tree, &notes);
  std::vector<NodeNotes> marked = Counted(tree, notes);
  if (marked[0].good >= bare[0].good / 4) return marked;
  ForgiveNames(&notes);
  marked = Counted(tree, notes);
  if (marked[0].good >= bare[0].good / 4) return marked;
  ForgiveHidden(&notes);
  return Counted(tree, std::move(notes));
}

}  // namespace khotin::extract
