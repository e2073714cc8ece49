#include "extract/page_url.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace khotin::extract {
namespace {

// Up to and including "://"; 0 when `url` is no web URL.
size_t SchemeEnd(absl::string_view url) {
  if (absl::StartsWithIgnoreCase(url, "https://")) return 8;
  if (absl::StartsWithIgnoreCase(url, "http://")) return 7;
  return 0;
}

size_t AuthorityEnd(absl::string_view url, size_t scheme_end) {
  return std::min(url.find_first_of("/?#", scheme_end), url.size());
}

bool HasOtherScheme(absl::string_view reference) {
  const size_t colon = reference.find(':');
  return colon != absl::string_view::npos && reference.find_first_of("/?#") > colon;
}

}  // namespace

bool IsWebUrl(absl::string_view url) {
  const size_t scheme_end = SchemeEnd(url);
  return scheme_end > 0 && AuthorityEnd(url, scheme_end) > scheme_end;
}

std::string HostOf(absl::string_view url) {
  const size_t scheme_end = SchemeEnd(url);
  if (scheme_end == 0) return "";
  absl::string_view host = url.substr(scheme_end, AuthorityEnd(url, scheme_end) - scheme_end);
  const size_t user_end = host.rfind('@');
  if (user_end != absl::string_view::npos) host.remove_prefix(user_end + 1);
  if (!absl::StartsWith(host, "[")) host = host.substr(0, host.find(':'));
  std::string lower = absl::AsciiStrToLower(host);
  return std::string(absl::StripPrefix(lower, "www."));
}

std::string ResolveUrl(absl::string_view base, absl::string_view reference) {
  reference = absl::StripAsciiWhitespace(reference);
  if (reference.empty() || IsWebUrl(reference)) return std::string(reference);
  const size_t scheme_end = SchemeEnd(base);
  if (HasOtherScheme(reference) || scheme_end == 0 || absl::StartsWith(reference, "#")) return "";
  if (absl::StartsWith(reference, "//")) {
    return absl::StrCat(base.substr(0, scheme_end - 2), reference);
  }
  const size_t authority_end = AuthorityEnd(base, scheme_end);
  if (absl::StartsWith(reference, "/")) {
    return absl::StrCat(base.substr(0, authority_end), reference);
  }
  const absl::string_view path = base.substr(0, base.find_first_of("?#", scheme_end));
  const size_t slash = path.rfind('/');
  if (slash == absl::string_view::npos || slash < authority_end) {
    return absl::StrCat(base.substr(0, authority_end), "/", reference);
  }
  return absl::StrCat(path.substr(0, slash + 1), reference);
}

}  // namespace khotin::extract
