#include "extract/site_chrome.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "base/hash.h"
#include "extract/line.h"
#include "extract/page_url.h"

namespace khotin::extract {
namespace {

constexpr size_t kMaxLabelBytes = 60;
constexpr int64_t kMaxLabelWords = 6;
// Counters have few words beside their numbers: "Bài này đã có 12 lượt xem".
constexpr int kMaxCounterWords = 7;
constexpr int kSeriesWords = 3;

bool ByFingerprint(const ChromeLine& a, const ChromeLine& b) {
  return a.fingerprint < b.fingerprint;
}

bool IsNumber(absl::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

struct FoldedKey {
  std::string text;
  int words = 0;  // that are no numbers
  int numbers = 0;
};

// Runs of words that are numbers become one '#': "1.234 lượt xem" has two of them. Stops behind
// `most_words` words.
FoldedKey FoldNumbers(absl::string_view key, int most_words) {
  FoldedKey folded;
  folded.text.reserve(key.size());
  for (const absl::string_view word : absl::StrSplit(key, ' ')) {
    const bool number = IsNumber(word);
    if (number) ++folded.numbers;
    if (number && absl::EndsWith(folded.text, "#")) continue;
    if (!number && folded.words++ == most_words) break;
    if (!folded.text.empty()) folded.text.push_back(' ');
    folded.text += number ? "#" : std::string(word);
  }
  return folded;
}

bool MayBeLearned(absl::string_view key) {
  return !key.empty() && std::count(key.begin(), key.end(), ' ') < kMaxLearnedWords;
}

LineFingerprint Hash(absl::string_view key) {
  return std::max<LineFingerprint>(base::Hash64(key), 1);
}

}  // namespace

absl::optional<LineFingerprint> FingerprintLine(absl::string_view line) {
  return FingerprintKey(LineKey(line), EndOf(line) == LineEnd::kStop);
}

absl::optional<LineFingerprint> FingerprintKey(absl::string_view key, bool ends_sentence) {
  if (!MayBeLearned(key)) return absl::nullopt;
  const FoldedKey folded = FoldNumbers(key, kMaxCounterWords);
  if (folded.words == 0) return absl::nullopt;
  const bool counter = !ends_sentence && folded.words <= kMaxCounterWords;
  return Hash(counter ? absl::string_view(folded.text) : key);
}

absl::optional<LineFingerprint> FingerprintTitle(absl::string_view title) {
  return FingerprintTitleKey(LineKey(title));
}

absl::optional<LineFingerprint> FingerprintTitleKey(absl::string_view key) {
  if (!MayBeLearned(key) || FoldNumbers(key, 1).words == 0) return absl::nullopt;
  return Hash(key);
}

uint32_t SeriesOf(absl::string_view title) {
  const std::string key = LineKey(title);
  if (key.empty() || FoldNumbers(key, kMaxLearnedWords).numbers == 0) return 0;
  const FoldedKey begin = FoldNumbers(key, kSeriesWords);
  if (begin.words < 2) return 0;
  return std::max<uint32_t>(static_cast<uint32_t>(base::Hash64(begin.text)), 1);
}

absl::optional<LineFingerprint> FingerprintLabel(absl::string_view line) {
  const size_t colon = line.find(':');
  if (colon == absl::string_view::npos || colon == 0 || colon > kMaxLabelBytes)
    return absl::nullopt;
  if (colon + 1 == line.size() || line[colon + 1] != ' ') return absl::nullopt;
  std::string key = LineKey(line.substr(0, colon));
  const auto words = std::count(key.begin(), key.end(), ' ') + 1;
  if (key.empty() || words > kMaxLabelWords) return absl::nullopt;
  key.push_back(':');
  return Hash(key);
}

std::string SourceKey(absl::string_view url, absl::string_view source) {
  std::string key = HostOf(url);
  if (key.empty()) return absl::AsciiStrToLower(absl::StripAsciiWhitespace(source));
  absl::string_view host = key;
  for (const absl::string_view prefix : {"m.", "amp."}) absl::ConsumePrefix(&host, prefix);
  return std::string(host);
}

SiteChrome::SiteChrome(std::vector<ChromeLine> lines, int64_t number)
    : lines_(std::move(lines)), number_(number) {
  std::sort(lines_.begin(), lines_.end(), ByFingerprint);
}

ChromeUse SiteChrome::Find(LineFingerprint fingerprint) const {
  const auto found =
      std::lower_bound(lines_.begin(), lines_.end(), ChromeLine{fingerprint}, ByFingerprint);
  if (found == lines_.end() || found->fingerprint != fingerprint) return ChromeUse::kNone;
  return found->use;
}

const SiteChrome* ChromeSnapshot::Find(absl::string_view source_key) const {
  const auto found = sources().find(source_key);
  return found == sources().end() ? nullptr : found->second.get();
}

const ChromeSnapshot::Sources& ChromeSnapshot::sources() const {
  static const Sources* const kNone = new Sources;
  return sources_ == nullptr ? *kNone : *sources_;
}

}  // namespace khotin::extract
