#include "pull/url.h"

#include <curl/curl.h>

#include <cstddef>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace khotin::pull {
namespace {

// As much as a WARC reader takes.
constexpr size_t kMaxUrlBytes = size_t{8} << 10;
constexpr size_t kQuotedBytes = 200;

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Handle = std::unique_ptr<CURLU, FreeUrl>;

std::string Part(CURLU* url, CURLUPart part, unsigned int flags = 0) {
  char* value = nullptr;
  std::string out;
  if (curl_url_get(url, part, &value, flags) == CURLUE_OK && value != nullptr) out = value;
  curl_free(value);
  return out;
}

absl::Status Refuse(absl::string_view text, absl::string_view reason) {
  return absl::InvalidArgumentError(
      absl::StrCat("'", absl::Utf8SafeCEscape(text.substr(0, kQuotedBytes)), "': ", reason));
}

absl::Status Set(CURLU* url, absl::string_view text) {
  const std::string trimmed(absl::StripAsciiWhitespace(text));
  if (trimmed.empty()) return Refuse(text, "an empty address");
  if (trimmed.size() > kMaxUrlBytes || trimmed.find('\0') != std::string::npos) {
    return Refuse(text, "too long for an address");
  }
  const CURLUcode code =
      curl_url_set(url, CURLUPART_URL, trimmed.c_str(), CURLU_URLENCODE | CURLU_DISALLOW_USER);
  if (code == CURLUE_UNSUPPORTED_SCHEME) return Refuse(text, "only http and https are fetched");
  if (code != CURLUE_OK) return Refuse(text, absl::StrCat("no URL: ", curl_url_strerror(code)));
  return absl::OkStatus();
}

absl::StatusOr<Url> Finish(CURLU* url, absl::string_view text) {
  const std::string scheme = Part(url, CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https") return Refuse(text, "only http and https are fetched");
  Url out;
  out.host = absl::AsciiStrToLower(Part(url, CURLUPART_HOST));
  curl_url_set(url, CURLUPART_HOST, out.host.c_str(), 0);
  curl_url_set(url, CURLUPART_FRAGMENT, nullptr, 0);
  out.text = Part(url, CURLUPART_URL, CURLU_NO_DEFAULT_PORT);
  if (out.host.empty() || out.text.empty()) return Refuse(text, "an address without a host");
  const std::string port = Part(url, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
  out.origin = absl::StrCat(scheme, "://", out.host, port.empty() ? "" : ":", port);
  const std::string query = Part(url, CURLUPART_QUERY);
  out.target = absl::StrCat(Part(url, CURLUPART_PATH), query.empty() ? "" : "?", query);
  return out;
}

}  // namespace

absl::StatusOr<Url> ParseUrl(absl::string_view text) {
  const Handle handle(curl_url());
  if (handle == nullptr) return absl::ResourceExhaustedError("no memory for an address");
  absl::Status status = Set(handle.get(), text);
  if (!status.ok()) return status;
  return Finish(handle.get(), text);
}

absl::StatusOr<Url> ResolveUrl(const Url& base, absl::string_view reference) {
  const Handle handle(curl_url());
  if (handle == nullptr) return absl::ResourceExhaustedError("no memory for an address");
  absl::Status status = Set(handle.get(), base.text);
  if (status.ok()) status = Set(handle.get(), reference);
  if (!status.ok()) return status;
  return Finish(handle.get(), reference);
}

}  // namespace khotin::pull
