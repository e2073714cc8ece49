// The server's log: lines on standard error, for people or as JSON.
//
// spdlog's own functions write to it as well: their message is the line's.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_LOG_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_LOG_H_

#include <cstdint>
#include <string>
#include <variant>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "spdlog/common.h"

namespace khotin::server {

enum class LogFormat {
  kText,  // time and level, then TextLine
  // One object a line: "time" (RFC 3339, UTC), "level", "message", and the fields beside them.
  kJson,
};

struct LogField {
  absl::string_view name;  // [a-z_]+, none of the above
  std::variant<absl::string_view, int64_t, double> value;
};

// Call once, before anything is logged and any thread is made. `level` is "debug", "info", "warn"
// or "error". What gRPC has to say goes to the same log.
void StartLog(LogFormat format, const std::string& level);

// The message, then " name=value" for each field. Text that is not all printable ASCII, or has a
// space, '=', '"' or '\' in it, is quoted as in JSON, so that no value looks like further fields.
std::string TextLine(absl::string_view message, absl::Span<const LogField> fields);

bool IsLogged(spdlog::level::level_enum level);

// Thread-safe. Bytes that are no UTF-8 are replaced.
void Log(spdlog::level::level_enum level, absl::string_view message,
         absl::Span<const LogField> fields);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_LOG_H_
