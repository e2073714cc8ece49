#include "tools/khotin/error_line.h"

#include "nlohmann/json.hpp"

namespace khotin::cli {

std::string ErrorLine(absl::string_view message) {
  const nlohmann::json line = {{"error", std::string(message)}};
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace khotin::cli
