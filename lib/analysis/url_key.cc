#include "analysis/url_key.h"

#include <curl/curl.h>

#include <memory>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace khotin::analysis {
namespace {

struct UrlDeleter {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using UrlHandle = std::unique_ptr<CURLU, UrlDeleter>;

std::string Part(CURLU* url, CURLUPart part) {
  char* value = nullptr;
  std::string out;
  if (curl_url_get(url, part, &value, 0) == CURLUE_OK && value != nullptr) out = value;
  curl_free(value);
  return out;
}

bool IsTrackingParameter(absl::string_view pair) {
  static constexpr absl::string_view kNames[] = {"fbclid", "gclid",  "dclid",  "msclkid", "igshid",
                                                 "mc_cid", "mc_eid", "zarsrc", "gidzl"};
  const absl::string_view name = pair.substr(0, pair.find('='));
  if (absl::StartsWithIgnoreCase(name, "utm_")) return true;
  for (absl::string_view known : kNames) {
    if (absl::EqualsIgnoreCase(name, known)) return true;
  }
  return false;
}

absl::StatusOr<UrlHandle> Parse(absl::string_view url) {
  const std::string trimmed(absl::StripAsciiWhitespace(url));
  UrlHandle handle(curl_url());
  if (handle == nullptr || trimmed.find('\0') != std::string::npos ||
      curl_url_set(handle.get(), CURLUPART_URL, trimmed.c_str(), CURLU_URLENCODE) != CURLUE_OK) {
    return absl::InvalidArgumentError(absl::StrCat("not a URL: \"", trimmed, "\""));
  }
  const std::string scheme = Part(handle.get(), CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https") {
    return absl::InvalidArgumentError(absl::StrCat("not an http or https URL: \"", trimmed, "\""));
  }
  return handle;
}

std::string Host(CURLU* url) {
  std::string host = absl::AsciiStrToLower(Part(url, CURLUPART_HOST));
  return std::string(absl::StripPrefix(host, "www."));
}

}  // namespace

absl::StatusOr<std::string> UrlKey(absl::string_view url) {
  absl::StatusOr<UrlHandle> handle = Parse(url);
  if (!handle.ok()) return handle.status();
  CURLU* const parsed = handle->get();
  std::string key = Host(parsed);
  const std::string port = Part(parsed, CURLUPART_PORT);
  if (!port.empty() && port != "80" && port != "443") absl::StrAppend(&key, ":", port);
  std::string path = Part(parsed, CURLUPART_PATH);
  absl::StrAppend(&key, absl::StripSuffix(path, "/"));

  std::vector<std::string> kept;
  for (absl::string_view pair :
       absl::StrSplit(Part(parsed, CURLUPART_QUERY), '&', absl::SkipEmpty())) {
    if (!IsTrackingParameter(pair)) kept.emplace_back(pair);
  }
  if (!kept.empty()) absl::StrAppend(&key, "?", absl::StrJoin(kept, "&"));
  return key;
}

std::string UrlHost(absl::string_view url) {
  absl::StatusOr<UrlHandle> handle = Parse(url);
  return handle.ok() ? Host(handle->get()) : std::string();
}

}  // namespace khotin::analysis
