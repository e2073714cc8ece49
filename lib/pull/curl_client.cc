#include "pull/curl_client.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <sys/socket.h>

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/mutex.h"
#include "base/status.h"
#include "extract/http_payload.h"
#include "pull/address_policy.h"
#include "pull/url.h"

namespace khotin::pull {
namespace {

constexpr absl::Duration kMaxConnectTime = absl::Seconds(10);
constexpr long kLowSpeedBytes = 256;
constexpr long kLowSpeedSeconds = 20;
constexpr size_t kMaxHeaderBytes = size_t{64} << 10;
// Connections that wait for the next request to their host.
constexpr size_t kMaxIdleHandles = 64;

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

void Append(const std::string& line, HeaderList* list) {
  curl_slist* const longer = curl_slist_append(list->get(), line.c_str());
  if (longer == nullptr) return;
  static_cast<void>(list->release());
  list->reset(longer);
}

// One request on its way.
struct Transfer {
  const HttpRequest* request = nullptr;
  const CurlOptions* options = nullptr;
  HttpResponse response;
  bool headers_over_limit = false;
  bool over_limit = false;
  bool not_wanted = false;
  bool private_address = false;
};

void StartResponse(absl::string_view status_line, HttpResponse* response) {
  *response = HttpResponse();
  const std::vector<absl::string_view> parts = absl::StrSplit(status_line, absl::MaxSplits(' ', 2));
  if (parts.size() < 2 || !absl::SimpleAtoi(parts[1], &response->status)) response->status = 0;
  if (parts.size() == 3) response->reason = std::string(absl::StripAsciiWhitespace(parts[2]));
}

size_t OnHeader(char* data, size_t /*size*/, size_t count, void* user) {
  auto* const transfer = static_cast<Transfer*>(user);
  const absl::string_view line(data, count);
  if (absl::StartsWith(line, "HTTP/")) {
    StartResponse(line, &transfer->response);
    return count;
  }
  std::string& headers = transfer->response.headers;
  if (headers.size() + count > kMaxHeaderBytes) {
    transfer->headers_over_limit = true;
    return 0;
  }
  const absl::string_view text = absl::StripTrailingAsciiWhitespace(line);
  if (!text.empty()) absl::StrAppend(&headers, text, "\n");
  return count;
}

bool IsWanted(const Transfer& transfer) {
  const HttpResponse& response = transfer.response;
  return !transfer.request->pages_only ||
         (response.status >= 200 && response.status < 300 &&
          extract::IsHtmlType(extract::HeaderValue(response.headers, "Content-Type")));
}

size_t OnBody(char* data, size_t /*size*/, size_t count, void* user) {
  auto* const transfer = static_cast<Transfer*>(user);
  std::string& body = transfer->response.body;
  transfer->not_wanted = !IsWanted(*transfer);
  transfer->over_limit = body.size() + count > transfer->request->max_bytes;
  if (transfer->not_wanted || transfer->over_limit) return 0;
  body.append(data, count);
  return count;
}

int OnProgress(void* user, curl_off_t /*total*/, curl_off_t /*now*/, curl_off_t /*up_total*/,
               curl_off_t /*up_now*/) {
  const auto* const transfer = static_cast<const Transfer*>(user);
  return transfer->options->stop != nullptr && transfer->options->stop() ? 1 : 0;
}

curl_socket_t OnSocket(void* user, curlsocktype /*purpose*/, curl_sockaddr* address) {
  auto* const transfer = static_cast<Transfer*>(user);
  if (!transfer->options->allow_private_addresses && !IsPublicAddress(address->addr)) {
    transfer->private_address = true;
    return CURL_SOCKET_BAD;
  }
  transfer->private_address = false;
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

long Milliseconds(absl::Duration duration) {
  return static_cast<long>(absl::ToInt64Milliseconds(duration));
}

HeaderList MakeHeaders(const HttpRequest& request) {
  HeaderList headers;
  Append("Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", &headers);
  // Those that extract::DecodeContent undoes. Bodies stay coded: archives keep what was sent.
  Append("Accept-Encoding: gzip, deflate, br", &headers);
  if (!request.etag.empty()) Append(absl::StrCat("If-None-Match: ", request.etag), &headers);
  if (!request.last_modified.empty()) {
    Append(absl::StrCat("If-Modified-Since: ", request.last_modified), &headers);
  }
  return headers;
}

void SetUp(CURL* curl, Transfer* transfer, const HeaderList& headers) {
  const CurlOptions& options = *transfer->options;
  curl_easy_reset(curl);  // connections stay
  curl_easy_setopt(curl, CURLOPT_URL, transfer->request->url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXCONNECTS, 1L);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, options.user_agent.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                   Milliseconds(std::min(options.timeout, kMaxConnectTime)));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, Milliseconds(options.timeout));
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, kLowSpeedBytes);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, kLowSpeedSeconds);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, OnHeader);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, transfer);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, OnBody);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, transfer);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, OnSocket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, transfer);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, OnProgress);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, transfer);
}

absl::Status Failure(CURLcode code, const Transfer& transfer, const std::string& details) {
  if (transfer.headers_over_limit) {
    return absl::InvalidArgumentError(absl::StrCat("headers over ", kMaxHeaderBytes, " bytes"));
  }
  if (transfer.over_limit) {
    return absl::ResourceExhaustedError(
        absl::StrCat("over ", transfer.request->max_bytes, " bytes"));
  }
  if (transfer.private_address) {
    return absl::PermissionDeniedError("the host's address is not public");
  }
  const std::string reason = details.empty() ? std::string(curl_easy_strerror(code)) : details;
  switch (code) {
    case CURLE_ABORTED_BY_CALLBACK:
      return absl::CancelledError("stopped");
    case CURLE_OPERATION_TIMEDOUT:
      return absl::DeadlineExceededError(reason);
    default:
      return absl::UnavailableError(reason);
  }
}

class CurlClient : public HttpClient {
 public:
  explicit CurlClient(CurlOptions options) : options_(std::move(options)) {
    static const CURLcode initialized = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(initialized);
  }

  absl::StatusOr<HttpResponse> Get(const HttpRequest& request) override {
    KHOTIN_ASSIGN_OR_RETURN(const Url url, ParseUrl(request.url));
    Handle handle = Take(url.origin);
    if (handle == nullptr) return absl::UnavailableError("no memory for a connection");
    Transfer transfer;
    transfer.request = &request;
    transfer.options = &options_;
    const HeaderList headers = MakeHeaders(request);
    SetUp(handle.get(), &transfer, headers);
    char details[CURL_ERROR_SIZE] = "";
    curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, details);
    const CURLcode code = curl_easy_perform(handle.get());
    curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, nullptr);
    if (code != CURLE_OK && !transfer.not_wanted) return Failure(code, transfer, details);
    Give(url.origin, std::move(handle));
    return std::move(transfer.response);
  }

 private:
  // The connection that the last request to `origin` left, or a new one.
  Handle Take(const std::string& origin) {
    base::MutexLock lock(&mutex_);
    const auto found = idle_.find(origin);
    if (found == idle_.end()) return Handle(curl_easy_init());
    Handle handle = std::move(found->second);
    idle_.erase(found);
    return handle;
  }

  void Give(const std::string& origin, Handle handle) {
    base::MutexLock lock(&mutex_);
    if (idle_.size() >= kMaxIdleHandles) idle_.erase(idle_.begin());
    idle_[origin] = std::move(handle);
  }

  const CurlOptions options_;
  base::Mutex mutex_;
  std::map<std::string, Handle> idle_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

std::unique_ptr<HttpClient> NewCurlClient(CurlOptions options) {
  return std::make_unique<CurlClient>(std::move(options));
}

}  // namespace khotin::pull
