#include "extract/html_outline.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "extract/html_heading.h"

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
    if (HidesByClass(key.classes)) names.chrome = &kHiddenClass;
    return names;
  }

 private:
  TextArena& words_;
  absl::flat_hash_map<Key, Names> known_;
};

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

const ChromeRule* ChromeOf(const HtmlTree& tree, int i, const ChromeRule* by_name) {
  const HtmlNode& node = tree[i];
  if (node.tag == "html" || node.tag == "body" || node.tag == "main" || node.tag == "h1") {
    return nullptr;
  }
  if (IsHidden(tree, i)) return &kHiddenAttribute;
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

// A part that holds much of the page's prose is no chrome, whatever its name: sites call the
// wrapper of everything "has-sidebar" or "comments-open".
void ForgiveWrappers(const HtmlTree& tree, const std::vector<NodeNotes>& bare,
                     std::vector<NodeNotes>* notes) {
  const int total = bare[0].good;
  for (int i = 0; i < tree.size(); ++i) {
    const ChromeRule*& rule = (*notes)[At(i)].chrome;
    if (rule == nullptr) continue;
    const int needed = IsLongWinded(*rule) ? total / 10 * 9 : total / 10 * 4;
    if (bare[At(i)].good > needed) rule = nullptr;
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

// Walks down from `from` as long as one child holds nearly all the prose.
int Descend(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int from) {
  int at = from;
  while (true) {
    int best = -1;
    for (int child = at + 1; child < tree[at].end; child = tree[child].end) {
      if (tree[child].is_text() || tree[child].tag == "p") continue;
      if (best < 0 || notes[At(child)].good > notes[At(best)].good) best = child;
    }
    if (best < 0 || notes[At(best)].good * 10 < notes[At(at)].good * 9) return at;
    if (notes[At(best)].good == 0) return at;
    at = best;
  }
}

bool IsNamedBody(const NodeNotes& notes) { return notes.body_strength >= 2 && !notes.in_chrome; }

// How much speaks for an element named for a body: its prose, half as much again under a known
// name.
int NamedWeight(const NodeNotes& notes) { return notes.good * (notes.body_strength > 2 ? 3 : 2); }

// The element named for a body that has the most weight, the innermost of equals; -1 for none.
int FindNamed(const HtmlTree& tree, const std::vector<NodeNotes>& notes) {
  int named = -1;
  int best = 0;
  for (int i = 0; i < tree.size(); ++i) {
    if (!IsNamedBody(notes[At(i)])) continue;
    const int weight = NamedWeight(notes[At(i)]);
    if (weight > best || (weight == best && named >= 0 && tree.Within(i, named))) {
      named = i;
      best = weight;
    }
  }
  return named;
}

int CountMainHeadings(const HtmlTree& tree, int from) {
  int count = 0;
  for (int i = from; i < tree[from].end; ++i) count += tree[i].tag == "h1" ? 1 : 0;
  return count;
}

// What holds all parts of a body that comes in several elements of such a name, `named` being the
// largest; `named` itself when they seem to be several articles.
int JoinParts(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int named) {
  if (named < 0) return named;
  const int largest = notes[At(named)].good;
  int first = named;
  int last = named;
  int total = 0;
  for (int i = 0; i < tree.size(); ++i) {
    if (!IsNamedBody(notes[At(i)]) || tree.Within(named, i)) continue;
    if (notes[At(i)].good * 10 < largest) continue;
    first = std::min(first, i);
    last = std::max(last, i);
    total += notes[At(i)].good;
    i = tree[i].end - 1;
  }
  int joined = named;
  while (joined > 0 && !(tree.Within(first, joined) && tree.Within(last, joined))) {
    joined = tree[joined].parent;
  }
  const bool mostly_parts = notes[At(joined)].good * 4 <= (total + largest) * 5;
  return mostly_parts && CountMainHeadings(tree, joined) <= 1 ? joined : named;
}

// Of a page that shows other articles in full or in short beside its own, the element of its own:
// most of the prose in `from`, and much more than any other has.
int MainArticle(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int from) {
  int best = -1;
  int second = 0;
  for (int i = from + 1; i < tree[from].end; ++i) {
    if (tree[i].tag != "article" || notes[At(i)].in_chrome) continue;
    const int good = notes[At(i)].good;
    if (best < 0 || good > notes[At(best)].good) {
      second = best < 0 ? 0 : notes[At(best)].good;
      best = i;
    } else {
      second = std::max(second, good);
    }
    i = tree[i].end - 1;
  }
  if (best < 0) return from;
  const int good = notes[At(best)].good;
  return good * 2 > notes[At(from)].good && good > second * 3 ? Descend(tree, notes, best) : from;
}

}  // namespace

std::vector<NodeNotes> MakeNotes(const HtmlTree& tree, TextArena* words) {
  NameReader names(words);
  std::vector<NodeNotes> notes(At(tree.size()));
  for (int i = 0; i < tree.size(); ++i) {
    if (tree[i].is_text()) continue;
    NodeNotes& own = notes[At(i)];
    const bool boxed = tree[i].tag_class == TagClass::kBlock;
    const Names& named = names.Of({tree.Attribute(i, "class"), tree.Attribute(i, "id"),
                                   boxed ? tree.Attribute(i, "type") : absl::string_view()});
    own.words = named.words;
    if (tree[i].tag != "html" && tree[i].tag != "body") own.body_strength = named.body_strength;
    if (absl::StrContains(tree.Attribute(i, "itemprop"), "articleBody")) own.body_strength = 3;
    own.chrome = ChromeOf(tree, i, named.chrome);
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

int FindBody(const HtmlTree& tree, const std::vector<NodeNotes>& notes) {
  if (tree.size() == 0) return -1;
  const int generic = MainArticle(tree, notes, Descend(tree, notes, 0));
  const int named = JoinParts(tree, notes, FindNamed(tree, notes));
  if (named < 0) return generic;
  return notes[At(named)].good * 3 >= notes[0].good ? named : generic;
}

}  // namespace khotin::extract
