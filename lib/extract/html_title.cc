#include "extract/html_title.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "extract/html_entity.h"
#include "extract/html_page_lines.h"
#include "extract/page_url.h"
#include "text/syllable.h"

namespace khotin::extract {
namespace {

constexpr absl::string_view kSeparators[] = {
    " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " « ", " ‹ "};
constexpr size_t kMaxSiteWords = 5;

size_t CountWords(absl::string_view text) {
  return static_cast<size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

bool SameName(absl::string_view part, absl::string_view site) {
  const std::string a = LettersKey(part);
  const std::string b = LettersKey(site);
  if (a.empty() || b.empty()) return false;
  const size_t shorter = std::min(a.size(), b.size());
  const size_t longer = std::max(a.size(), b.size());
  return a == b || (shorter >= 4 && longer <= 2 * shorter &&
                    (absl::StrContains(a, b) || absl::StrContains(b, a)));
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

struct Heading {
  std::string text;
  bool confirmed = false;  // what the page's head says of the title agrees
};

// Finds the heading that stands for the article.
class HeadingFinder {
 public:
  HeadingFinder(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                const std::vector<std::string>& offers, absl::string_view source)
      : tree_(tree), notes_(notes), offers_(offers), source_(source) {
    for (const std::string& offer : offers) keys_.push_back(LettersKey(offer));
  }

  // The h1 that repeats an offer; else the first one outside of chrome that is like one; else a
  // lower heading that repeats an offer; else, not confirmed, the first h1 outside of chrome.
  Heading Find() const {
    std::string first, similar;
    int read = 0;
    for (int i = 0; i < tree_.size() && read < kMaxHeadings; ++i) {
      if (tree_[i].tag != "h1" || !IsShortText(tree_, i)) continue;
      ++read;
      if (NamesSite(i)) continue;
      std::string text = tree_.TextOf(i);
      if (Repeats(text)) return {text, true};
      if (InChrome(i)) continue;
      if (similar.empty() && IsLikeOffer(text)) similar = text;
      if (first.empty()) first = std::move(text);
    }
    if (!similar.empty()) return {similar, true};
    std::string lower = LowerHeading();
    return lower.empty() ? Heading{first, false} : Heading{lower, true};
  }

 private:
  static constexpr double kMinOverlap = 0.35;
  static constexpr size_t kMinRepeated = 10;
  static constexpr int kMaxHeadings = 200;

  bool InChrome(int i) const { return notes_[static_cast<size_t>(i)].in_chrome; }

  // The site's name, or a link to its front page, or nothing.
  bool NamesSite(int i) const {
    const std::string text = tree_.TextOf(i);
    if (LettersKey(text).empty()) return true;
    if (CountWords(text) <= kMaxSiteWords && SameName(text, source_)) return true;
    for (int k = i + 1; k < tree_[i].end; ++k) {
      if (tree_[k].tag == "a" && IsFrontPage(tree_.Attribute(k, "href"))) return true;
    }
    return false;
  }

  bool IsLikeOffer(absl::string_view text) const {
    return std::any_of(offers_.begin(), offers_.end(), [text](const std::string& offer) {
      return Overlap(text, offer) >= kMinOverlap;
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
      if (key.size() < kMinRepeated || SameName(text, source_)) continue;
      for (const std::string& whole : keys_) {
        if (absl::StartsWith(whole, key) || absl::EndsWith(whole, key)) return text;
      }
    }
    return "";
  }

  const HtmlTree& tree_;
  const std::vector<NodeNotes>& notes_;
  const std::vector<std::string>& offers_;
  const absl::string_view source_;
  std::vector<std::string> keys_;  // of the offers
};

// The offer that the most of `voices` contain.
std::string MostAgreed(const std::vector<std::string>& offers,
                       const std::vector<std::string>& voices) {
  std::string best;
  int best_votes = -1;
  for (const std::string& offer : offers) {
    const std::string key = LettersKey(offer);
    if (key.empty()) continue;
    int votes = 0;
    for (const std::string& voice : voices) {
      const std::string whole = LettersKey(voice);
      if (whole == key || (key.size() >= 10 && absl::StrContains(whole, key))) ++votes;
    }
    if (votes > best_votes) {
      best = offer;
      best_votes = votes;
    }
  }
  return best;
}

bool BeginsWithSeparator(absl::string_view text) {
  return std::any_of(std::begin(kSeparators), std::end(kSeparators),
                     [text](absl::string_view mark) { return absl::StartsWith(text, mark); });
}

// Structured data may hold a headline cut at some length; the offer that goes on where `title`
// stops is then the title.
std::string Untruncated(std::string title, const std::vector<std::string>& offers) {
  constexpr size_t kMinCut = 60;
  absl::string_view stem = title;
  if (!absl::ConsumeSuffix(&stem, "…")) absl::ConsumeSuffix(&stem, "...");
  if (stem.size() < kMinCut) return title;
  for (const std::string& offer : offers) {
    if (offer.size() <= title.size() || !absl::StartsWith(offer, stem)) continue;
    if (!BeginsWithSeparator(absl::string_view(offer).substr(stem.size()))) return offer;
  }
  return title;
}

// A title as the page's head gives it; one too long to be a title is none.
std::string Offer(absl::string_view text) {
  constexpr size_t kLongest = 1000;
  return text.size() > kLongest ? std::string() : DecodeEntities(Collapse(text));
}

// Takes the site's own name off the end of a heading, and nothing else.
std::string StripSiteOnly(absl::string_view title, absl::string_view site) {
  for (const absl::string_view separator : kSeparators) {
    const size_t last = title.rfind(separator);
    if (last == absl::string_view::npos) continue;
    if (LettersKey(title.substr(last + separator.size())) != LettersKey(site)) continue;
    return std::string(absl::StripAsciiWhitespace(title.substr(0, last)));
  }
  return std::string(title);
}

}  // namespace

std::string DocumentTitle(const HtmlTree& tree) {
  for (int i = 0; i < tree.size(); ++i) {
    if (tree[i].tag == "title" && tree[tree[i].parent].tag != "svg") {
      return Collapse(tree.RawTextOf(i));
    }
  }
  return "";
}

std::string LettersKey(absl::string_view line) {
  std::string key;
  for (const char c : text::ToLower(line)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || absl::ascii_isalnum(byte)) key.push_back(c);
  }
  return key;
}

std::string StripSiteName(absl::string_view title, absl::string_view site) {
  for (const absl::string_view separator : kSeparators) {
    const size_t last = title.rfind(separator);
    if (last == absl::string_view::npos) continue;
    const absl::string_view head = absl::StripAsciiWhitespace(title.substr(0, last));
    const absl::string_view tail = title.substr(last + separator.size());
    if (SameName(tail, site)) return StripSiteName(head, site);
    const size_t first = title.find(separator);
    if (SameName(title.substr(0, first), site)) {
      return std::string(title.substr(first + separator.size()));
    }
    if (CountWords(tail) <= kMaxSiteWords && CountWords(head) >= 2 * CountWords(tail)) {
      return std::string(head);
    }
  }
  return std::string(title);
}

std::string ChooseTitle(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                        const PageHints& hints, absl::string_view source) {
  const std::vector<std::string> raw = {Offer(hints.headline), Offer(hints.shared_title),
                                        Offer(DocumentTitle(tree))};
  Heading heading = HeadingFinder(tree, notes, raw, source).Find();
  heading.text = StripSiteOnly(DecodeEntities(heading.text), source);
  if (heading.confirmed) return heading.text;
  return Untruncated(MostAgreed({heading.text, raw[0], StripSiteName(raw[1], source),
                                 StripSiteName(raw[2], source)},
                                {heading.text, raw[0], raw[1], raw[2]}),
                     {raw[0], StripSiteName(raw[1], source), StripSiteName(raw[2], source)});
}

}  // namespace khotin::extract
