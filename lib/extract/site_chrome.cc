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

bool ByFingerprint(const ChromeLine& a, const ChromeLine& b) {
  return a.fingerprint < b.fingerprint;
}

// Runs of words that are numbers become one '#': "1.234 lượt xem" has two of them.
std::string FoldNumbers(absl::string_view key, bool* has_word) {
  std::string folded;
  folded.reserve(key.size());
  for (const absl::string_view word : absl::StrSplit(key, ' ')) {
    const bool number = std::all_of(word.begin(), word.end(), [](char c) {
      return absl::ascii_isdigit(static_cast<unsigned char>(c));
    });
    if (number && absl::EndsWith(folded, "#")) continue;
    if (!folded.empty()) folded.push_back(' ');
    folded += number ? "#" : std::string(word);
    *has_word |= !number;
  }
  return folded;
}

}  // namespace

absl::optional<LineFingerprint> FingerprintLine(absl::string_view line) {
  return FingerprintKey(LineKey(line));
}

absl::optional<LineFingerprint> FingerprintKey(absl::string_view key) {
  if (key.empty()) return absl::nullopt;
  if (std::count(key.begin(), key.end(), ' ') >= kMaxLearnedWords) return absl::nullopt;
  bool has_word = false;
  const std::string folded = FoldNumbers(key, &has_word);
  if (!has_word) return absl::nullopt;
  return std::max<LineFingerprint>(base::Hash64(folded), 1);
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
  return std::max<LineFingerprint>(base::Hash64(key), 1);
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
