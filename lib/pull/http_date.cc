#include "pull/http_date.h"

#include <curl/curl.h>

#include <ctime>
#include <string>

namespace khotin::pull {

absl::Time ParseHttpDate(absl::string_view text) {
  const std::time_t seconds = curl_getdate(std::string(text).c_str(), nullptr);
  return seconds == -1 ? absl::InfinitePast() : absl::FromTimeT(seconds);
}

}  // namespace khotin::pull
