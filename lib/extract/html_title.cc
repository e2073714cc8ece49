#include "extract/html_title.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
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
  return a == b || (std::min(a.size(), b.size()) >= 4 &&
                    (absl::StrContains(a, b) || absl::StrContains(b, a)));
}

// The h1 that stands for the article: the first one outside of chrome that is not the site's name.
std::string MainHeading(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                        const std::string& others, absl::string_view source) {
  std::string first;
  for (int i = 0; i < tree.size(); ++i) {
    if (tree[i].tag != "h1") continue;
    std::string text = tree.TextOf(i);
    const std::string key = LettersKey(text);
    if (key.empty() || SameName(text, source)) continue;
    if (key.size() >= 10 && absl::StrContains(others, key)) return text;
    if (first.empty() && !notes[static_cast<size_t>(i)].in_chrome) first = std::move(text);
  }
  return first;
}

std::string DocumentTitle(const HtmlTree& tree) {
  for (int i = 0; i < tree.size(); ++i) {
    if (tree[i].tag == "title" && tree[tree[i].parent].tag != "svg") {
      return Collapse(tree.RawTextOf(i));
    }
  }
  return "";
}

}  // namespace

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
  const std::string document = DocumentTitle(tree);
  const std::string heading =
      MainHeading(tree, notes,
                  LettersKey(document) + " " + LettersKey(hints.shared_title) + " " +
                      LettersKey(hints.headline),
                  source);
  const std::string offers[] = {heading, Collapse(hints.headline),
                                StripSiteName(Collapse(hints.shared_title), source),
                                StripSiteName(document, source)};
  const std::string raw_keys[] = {LettersKey(heading), LettersKey(hints.headline),
                                  LettersKey(hints.shared_title), LettersKey(document)};
  std::string best;
  int best_votes = -1;
  for (const std::string& offer : offers) {
    const std::string key = LettersKey(offer);
    if (key.empty()) continue;
    int votes = 0;
    for (const std::string& raw : raw_keys) {
      if (raw == key || (key.size() >= 10 && absl::StrContains(raw, key))) ++votes;
    }
    if (votes > best_votes) {
      best = offer;
      best_votes = votes;
    }
  }
  return best;
}

}  // namespace khotin::extract
