#include "extract/html_title.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "extract/html_entity.h"
#include "extract/html_heading.h"
#include "text/syllable.h"

namespace khotin::extract {
namespace {

constexpr absl::string_view kSeparators[] = {
    " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " « ", " ‹ "};
constexpr size_t kMaxSiteWords = 5;

size_t CountWords(absl::string_view text) {
  return static_cast<size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

// The offer that the most of `voices` contain; the site's own name when there is nothing else.
std::string MostAgreed(const std::vector<std::string>& offers,
                       const std::vector<std::string>& voices, absl::string_view site) {
  std::string best, own;
  int best_votes = -1;
  for (const std::string& offer : offers) {
    const std::string key = LettersKey(offer);
    if (key.empty()) continue;
    if (key == site) {
      own = offer;
      continue;
    }
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
  return best.empty() ? own : best;
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

bool IsSameSite(absl::string_view part, absl::string_view site) {
  const std::string a = LettersKey(part);
  const std::string b = LettersKey(site);
  if (a.empty() || b.empty()) return false;
  const size_t shorter = std::min(a.size(), b.size());
  const size_t longer = std::max(a.size(), b.size());
  return a == b || (shorter >= 4 && longer <= 2 * shorter &&
                    (absl::StrContains(a, b) || absl::StrContains(b, a)));
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
    if (IsSameSite(tail, site)) return StripSiteName(head, site);
    const size_t first = title.find(separator);
    if (IsSameSite(title.substr(0, first), site)) {
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
  const std::vector<std::string> offers = {raw[0], StripSiteName(raw[1], source),
                                           StripSiteName(raw[2], source)};
  const Heading heading = FindHeading(tree, notes, raw, source);
  const std::string shown = StripSiteOnly(DecodeEntities(heading.text), source);
  if (heading.confirmed) return shown;
  std::vector<std::string> all = {shown};
  all.insert(all.end(), offers.begin(), offers.end());
  return Untruncated(MostAgreed(all, {shown, raw[0], raw[1], raw[2]}, LettersKey(source)), offers);
}

}  // namespace khotin::extract
