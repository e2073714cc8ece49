// HttpClient over libcurl.
#ifndef KHOTIN_PULL_CURL_CLIENT_H_
#define KHOTIN_PULL_CURL_CLIENT_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "pull/http_client.h"

namespace khotin::pull {

struct CurlOptions {
  std::string user_agent;
  // Else connections are made to public addresses alone (address_policy.h). It is the address
  // itself that is looked at, after the name was resolved.
  bool allow_private_addresses = false;
  absl::Duration timeout;      // of a whole request; connecting gets 10 s of it at most
  std::function<bool()> stop;  // may be null; breaks requests off once it is true
};

// http and https alone; certificates are checked. No cookies, no credentials, and no proxy, not
// even that of the environment: behind one nobody could say which addresses are asked.
std::unique_ptr<HttpClient> NewCurlClient(CurlOptions options);

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_CURL_CLIENT_H_
