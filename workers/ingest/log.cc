#include "ingest/log.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "nlohmann/json.hpp"

namespace khotin::ingest {

void Log::Warn(absl::string_view event, absl::string_view message) const {
  std::string line = absl::StrCat("khotin-ingest: ", message);
  if (json_) {
    const nlohmann::ordered_json object = {
        {"time", absl::FormatTime(absl::RFC3339_sec, absl::Now(), absl::UTCTimeZone())},
        {"level", "warn"},
        {"event", std::string(event)},
        {"message", std::string(message)},
    };
    line = object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
  std::fputs(absl::StrCat(line, "\n").c_str(), out_);
}

}  // namespace khotin::ingest
