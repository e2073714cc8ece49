#include "extract/site_chrome.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "base/hash.h"
#include "extract/line.h"
#include "extract/page_url.h"

namespace khotin::extract {
namespace {

bool ByFingerprint(const ChromeLine& a, const ChromeLine& b) {
  return a.fingerprint < b.fingerprint;
}

}  // namespace

absl::optional<LineFingerprint> FingerprintLine(absl::string_view line) {
  const std::string key = LineKey(line);
  if (key.empty()) return absl::nullopt;
  if (std::count(key.begin(), key.end(), ' ') >= kMaxLearnedWords) return absl::nullopt;
  return base::Hash64(key);
}

std::string SourceKey(absl::string_view url, absl::string_view source) {
  std::string key = HostOf(url);
  if (key.empty()) return absl::AsciiStrToLower(absl::StripAsciiWhitespace(source));
  absl::string_view host = key;
  for (const absl::string_view prefix : {"m.", "amp."}) absl::ConsumePrefix(&host, prefix);
  return std::string(host);
}

SiteChrome::SiteChrome(std::vector<ChromeLine> lines) : lines_(std::move(lines)) {
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
