#include "extract/http_payload.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "extract/charset.h"
#include "extract/content_coding.h"
#include "extract/refusal.h"

namespace khotin::extract {
namespace {

constexpr size_t kMaxCodings = 4;
constexpr size_t kMaxHeaderBytes = size_t{64} << 10;

struct Response {
  absl::string_view status_line;
  absl::string_view headers;
  absl::string_view body;
};

absl::StatusOr<Response> SplitResponse(absl::string_view message) {
  if (!absl::StartsWith(message, "HTTP/")) {
    return UnreadableDocument("the record holds no HTTP response");
  }
  Response response;
  const size_t line_end = std::min(message.find('\n'), message.size());
  response.status_line = absl::StripAsciiWhitespace(message.substr(0, line_end));
  size_t at = std::min(line_end + 1, message.size());
  const size_t headers_begin = at;
  while (at < message.size()) {
    const size_t end = std::min(message.find('\n', at), message.size());
    if (end > kMaxHeaderBytes) return OverLimit("the HTTP headers are too long");
    const bool empty = absl::StripAsciiWhitespace(message.substr(at, end - at)).empty();
    if (empty) {
      response.headers = message.substr(headers_begin, at - headers_begin);
      response.body = message.substr(std::min(end + 1, message.size()));
      return response;
    }
    at = end + 1;
  }
  return UnreadableDocument("the HTTP headers are truncated");
}

absl::string_view TypeAlone(absl::string_view content_type) {
  return absl::StripAsciiWhitespace(content_type.substr(0, content_type.find(';')));
}

int StatusCode(absl::string_view status_line) {
  const std::vector<absl::string_view> parts = absl::StrSplit(status_line, absl::MaxSplits(' ', 2));
  int code = 0;
  return parts.size() >= 2 && absl::SimpleAtoi(parts[1], &code) ? code : 0;
}

// Some crawlers store the decoded page under the headers of the coded one.
bool LooksDecoded(absl::string_view body) {
  return absl::StartsWith(absl::StripLeadingAsciiWhitespace(body), "<");
}

bool IsChunked(const Response& response) {
  const std::string coding =
      absl::AsciiStrToLower(HeaderValue(response.headers, "Transfer-Encoding"));
  return absl::StrContains(coding, "chunked") && !LooksDecoded(response.body);
}

absl::StatusOr<std::string> UndoCodings(const Response& response, size_t limit) {
  std::string decoded;
  absl::string_view body = response.body;
  if (IsChunked(response)) {
    KHOTIN_ASSIGN_OR_RETURN(decoded, DecodeChunked(body));
    body = decoded;
  }
  std::vector<absl::string_view> codings = absl::StrSplit(
      HeaderValue(response.headers, "Content-Encoding"), ',', absl::SkipWhitespace());
  if (codings.size() > kMaxCodings) return OverLimit("too many content codings");
  std::reverse(codings.begin(), codings.end());  // the last one applied is undone first
  for (const absl::string_view coding : codings) {
    if (LooksDecoded(body)) break;
    KHOTIN_ASSIGN_OR_RETURN(decoded, DecodeContent(coding, body, limit));
    body = decoded;
  }
  if (body.size() > limit) {
    return OverLimit(absl::StrCat("over ", limit, " bytes"));
  }
  return std::string(body);
}

// Only a body sent as it is can be compared with the length its sender meant.
absl::Status CheckLength(const Response& response) {
  size_t length = 0;
  const bool coded = !HeaderValue(response.headers, "Transfer-Encoding").empty() ||
                     !HeaderValue(response.headers, "Content-Encoding").empty();
  const absl::string_view text = HeaderValue(response.headers, "Content-Length");
  if (coded || !absl::SimpleAtoi(text, &length) || length <= response.body.size()) {
    return absl::OkStatus();
  }
  return UnreadableDocument(absl::StrCat("the HTTP body is truncated: ", length,
                                         " bytes announced, ", response.body.size(), " there"));
}

}  // namespace

absl::string_view HeaderValue(absl::string_view headers, absl::string_view name) {
  absl::string_view value;
  for (const absl::string_view line : absl::StrSplit(headers, '\n')) {
    const size_t colon = line.find(':');
    if (colon == absl::string_view::npos) continue;
    if (!absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(line.substr(0, colon)), name)) continue;
    value = absl::StripAsciiWhitespace(line.substr(colon + 1));
  }
  return value;
}

absl::string_view CharsetParameter(absl::string_view content_type) {
  for (absl::string_view part : absl::StrSplit(content_type, ';')) {
    part = absl::StripAsciiWhitespace(part);
    if (!absl::StartsWithIgnoreCase(part, "charset=")) continue;
    part.remove_prefix(8);
    while (!part.empty() && (part.front() == '"' || part.front() == '\'')) part.remove_prefix(1);
    while (!part.empty() && (part.back() == '"' || part.back() == '\'')) part.remove_suffix(1);
    return part;
  }
  return "";
}

bool IsHtmlType(absl::string_view content_type) {
  const absl::string_view type = TypeAlone(content_type);
  return absl::EqualsIgnoreCase(type, "text/html") ||
         absl::EqualsIgnoreCase(type, "application/xhtml+xml");
}

bool IsPlainTextType(absl::string_view content_type) {
  return absl::EqualsIgnoreCase(TypeAlone(content_type), "text/plain");
}

absl::StatusOr<absl::optional<std::string>> HtmlOfResponse(absl::string_view message,
                                                           size_t limit) {
  KHOTIN_ASSIGN_OR_RETURN(const Response response, SplitResponse(message));
  const int code = StatusCode(response.status_line);
  const absl::string_view type = HeaderValue(response.headers, "Content-Type");
  if (code < 200 || code >= 300 || !IsHtmlType(type)) return absl::optional<std::string>();
  KHOTIN_RETURN_IF_ERROR(CheckLength(response));
  KHOTIN_ASSIGN_OR_RETURN(std::string page, UndoCodings(response, limit));
  if (absl::StripAsciiWhitespace(page).empty()) return absl::optional<std::string>();
  const absl::string_view charset = CharsetParameter(type);
  if (charset.empty()) return absl::make_optional(std::move(page));
  return absl::make_optional(WithDeclaredCharset(std::move(page), charset));
}

}  // namespace khotin::extract
