#include "extract/html_heading.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "extract/html_page_lines.h"
#include "extract/html_rules.h"
#include "extract/html_title.h"
#include "extract/page_url.h"

namespace khotin::extract {
namespace {

constexpr size_t kMaxSiteWords = 5;
constexpr double kMinOverlap = 0.35;  // of two titles for one article

size_t CountWords(absl::string_view text) {
  return static_cast<size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

bool IsFrontPage(absl::string_view href) {
  href = absl::StripAsciiWhitespace(href);
  if (IsWebUrl(href)) {
    href.remove_prefix(href.find("//") + 2);
    const size_t path = href.find('/');
    if (path == absl::string_view::npos) return true;
    href.remove_prefix(path);
  }
  return href == "/" || absl::StartsWith(href, "/index.");
}

std::vector<std::string> WordsOf(absl::string_view text) {
  std::vector<std::string> words;
  for (const absl::string_view part : absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    std::string key = LettersKey(part);
    if (!key.empty()) words.push_back(std::move(key));
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// The share of words that two titles have in common: of the shorter one, or, where that is no more
// than a name, of both.
double Overlap(absl::string_view a, absl::string_view b) {
  const std::vector<std::string> first = WordsOf(a);
  const std::vector<std::string> second = WordsOf(b);
  std::vector<std::string> both;
  std::set_intersection(first.begin(), first.end(), second.begin(), second.end(),
                        std::back_inserter(both));
  constexpr size_t kNameWords = 3;
  const size_t shorter = std::min(first.size(), second.size());
  const size_t whole = shorter > kNameWords ? shorter : first.size() + second.size() - both.size();
  return whole == 0 ? 0.0 : static_cast<double>(both.size()) / static_cast<double>(whole);
}

bool HoldsLink(const HtmlTree& tree, int i) {
  for (int k = i + 1; k < tree[i].end; ++k) {
    if (tree[k].tag == "a") return true;
  }
  return false;
}

// Finds the heading that stands for the article.
class HeadingFinder {
 public:
  HeadingFinder(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                const std::vector<std::string>& offers, absl::string_view source)
      : tree_(tree), notes_(notes), offers_(offers), source_(source) {
    for (const std::string& offer : offers) keys_.push_back(LettersKey(offer));
  }

  // The h1 that repeats an offer; else the first one outside of chrome that is like one, else in a
  // banner; else a lower heading that repeats an offer; else an element named for the title that is
  // like an offer; else, not confirmed, the first h1 outside of chrome.
  Heading Find() const {
    std::string first, similar, in_banner;
    int read = 0;
    for (int i = 0; i < tree_.size() && read < kMaxHeadings; ++i) {
      if (tree_[i].tag != "h1" || !IsShortText(tree_, i)) continue;
      ++read;
      if (NamesSite(i)) continue;
      std::string text = tree_.TextOf(i);
      if (Repeats(text)) return {text, true};
      const bool chrome = InChrome(i);
      if (chrome && !InBanner(i)) continue;
      std::string& place = chrome ? in_banner : similar;
      if (place.empty() && IsLikeOffer(text, kMinOverlap)) place = text;
      if (first.empty() && !chrome) first = std::move(text);
    }
    for (std::string* found : {&similar, &in_banner}) {
      if (!found->empty()) return {std::move(*found), true};
    }
    std::string other = LowerHeading();
    if (other.empty()) other = NamedTitle();
    return other.empty() ? Heading{first, false} : Heading{other, true};
  }

 private:
  static constexpr double kMinOverlapOfNamed = 0.5;
  static constexpr size_t kMinRepeated = 10;
  static constexpr int kMaxHeadings = 200;

  bool InChrome(int i) const { return notes_[static_cast<size_t>(i)].in_chrome; }

  // Many a page shows its title in a banner or header of its own.
  bool InBanner(int i) const {
    for (int p = i; p >= 0; p = tree_[p].parent) {
      const ChromeRule* rule = notes_[static_cast<size_t>(p)].chrome;
      if (rule != nullptr) return HoldsTitles(*rule);
    }
    return false;
  }

  // The site's name, or a link to its front page, or nothing.
  bool NamesSite(int i) const {
    const std::string text = tree_.TextOf(i);
    if (LettersKey(text).empty()) return true;
    if (CountWords(text) <= kMaxSiteWords && IsSameSite(text, source_)) return true;
    for (int k = i + 1; k < tree_[i].end; ++k) {
      if (tree_[k].tag == "a" && IsFrontPage(tree_.Attribute(k, "href"))) return true;
    }
    return false;
  }

  bool IsLikeOffer(absl::string_view text, double least) const {
    return std::any_of(offers_.begin(), offers_.end(), [text, least](const std::string& offer) {
      return Overlap(text, offer) >= least;
    });
  }

  bool Repeats(absl::string_view text) const {
    const std::string key = LettersKey(text);
    return key.size() >= kMinRepeated &&
           std::any_of(keys_.begin(), keys_.end(),
                       [&key](const std::string& whole) { return absl::StrContains(whole, key); });
  }

  // A section's heading may well repeat words from inside a title; only what starts or ends one
  // stands for it.
  std::string LowerHeading() const {
    int read = 0;
    for (int i = 0; i < tree_.size() && read < kMaxHeadings; ++i) {
      if ((tree_[i].tag != "h2" && tree_[i].tag != "h3") || InChrome(i)) continue;
      if (!IsShortText(tree_, i)) continue;
      ++read;
      std::string text = tree_.TextOf(i);
      const std::string key = LettersKey(text);
      if (key.size() < kMinRepeated || IsSameSite(text, source_)) continue;
      for (const std::string& whole : keys_) {
        if (absl::StartsWith(whole, key) || absl::EndsWith(whole, key)) return text;
      }
    }
    return "";
  }

  bool HasLink(int i) const {
    if (HoldsLink(tree_, i)) return true;
    for (int p = tree_[i].parent; p >= 0; p = tree_[p].parent) {
      if (tree_[p].tag == "a") return true;
    }
    return false;
  }

  // A title that links somewhere is another article's.
  std::string NamedTitle() const {
    int read = 0;
    for (int i = 0; i < tree_.size() && read < kMaxHeadings; ++i) {
      if (tree_[i].is_text() || !NamesTitle(notes_[static_cast<size_t>(i)].words)) continue;
      ++read;
      if (!IsShortText(tree_, i) || HasLink(i) || InForeignChrome(tree_, notes_, i)) continue;
      std::string text = tree_.TextOf(i);
      if (!IsSameSite(text, source_) && IsLikeOffer(text, kMinOverlapOfNamed)) return text;
    }
    return "";
  }

  const HtmlTree& tree_;
  const std::vector<NodeNotes>& notes_;
  const std::vector<std::string>& offers_;
  const absl::string_view source_;
  std::vector<std::string> keys_;  // of the offers
};

}  // namespace

Heading FindHeading(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                    const std::vector<std::string>& offers, absl::string_view source) {
  return HeadingFinder(tree, notes, offers, source).Find();
}

int FindOnlyHeading(const HtmlTree& tree) {
  int heading = -1;
  for (int i = 0; i < tree.size(); ++i) {
    if (tree[i].tag != "h1" || tree[i].end == i + 1) continue;
    if (heading >= 0) return -1;
    heading = i;
  }
  if (heading < 0 || !IsShortText(tree, heading) || HoldsLink(tree, heading)) return -1;
  const bool fits = Overlap(tree.TextOf(heading), DocumentTitle(tree)) >= kMinOverlap;
  return fits ? heading : -1;
}

}  // namespace khotin::extract
