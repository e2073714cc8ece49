// One HTTP request and its response, behind an interface, so that tests need no network.
#ifndef KHOTIN_PULL_HTTP_CLIENT_H_
#define KHOTIN_PULL_HTTP_CLIENT_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"

namespace khotin::pull {

struct HttpRequest {
  std::string url;
  // Validators of the last response, sent as they came (RFC 9110, 13.1); empty ones are not sent.
  std::string etag;
  std::string last_modified;
  size_t max_bytes = 0;  // of the body as it is sent
  // The body is of use only when the response is 2xx and HTML; else it is not downloaded.
  bool pages_only = false;
};

struct HttpResponse {
  int status = 0;
  std::string reason;   // of the status line; may be empty
  std::string headers;  // lines "Name: value\n", as extract::HeaderValue reads them
  std::string body;     // transfer codings undone, content codings not
};

// Thread-safe.
class HttpClient {
 public:
  virtual ~HttpClient() = default;

  // One GET; redirects come back as they are. Errors, without the address in front: UNAVAILABLE
  // (no connection, or it broke), DEADLINE_EXCEEDED (too slow), RESOURCE_EXHAUSTED (a body of more
  // than max_bytes, of which so many were received), INVALID_ARGUMENT (no address, or headers over
  // 64 KiB), PERMISSION_DENIED (the host's address is not public), CANCELLED (told to stop).
  virtual absl::StatusOr<HttpResponse> Get(const HttpRequest& request) = 0;
};

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_HTTP_CLIENT_H_
