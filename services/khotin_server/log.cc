#include "log.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "grpc/support/log.h"
#include "nlohmann/json.hpp"
#include "spdlog/formatter.h"
#include "spdlog/sinks/stdout_sinks.h"
#include "spdlog/spdlog.h"

namespace khotin::server {
namespace {

bool json_lines = false;  // set before there are threads

// Fields of the line that this thread is writing: spdlog has no place for them.
thread_local absl::Span<const LogField> current_fields;

void Append(absl::string_view text, spdlog::memory_buf_t* line) {
  line->append(text.data(), text.data() + text.size());
}

// As a string of JSON.
std::string Quoted(absl::string_view text) {
  return nlohmann::json(std::string(text))
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// True for what can stand in a line of text as it is.
bool IsPlain(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isgraph(static_cast<unsigned char>(c)) && c != '=' && c != '"' && c != '\\';
  });
}

class JsonFormatter : public spdlog::formatter {
 public:
  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& line) override {
    const absl::Time time = absl::FromChrono(message.time);
    Append("{\"time\":\"", &line);
    Append(absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", time, absl::UTCTimeZone()), &line);
    const spdlog::string_view_t level = spdlog::level::to_string_view(message.level);
    Append("\",\"level\":\"", &line);
    Append({level.data(), level.size()}, &line);
    Append("\",\"message\":", &line);
    Append(Quoted({message.payload.data(), message.payload.size()}), &line);
    for (const LogField& field : current_fields) {
      Append(absl::StrCat(",\"", field.name, "\":"), &line);
      if (const auto* const text = std::get_if<absl::string_view>(&field.value)) {
        Append(Quoted(*text), &line);
      } else if (const auto* const whole = std::get_if<int64_t>(&field.value)) {
        Append(absl::StrCat(*whole), &line);
      } else {
        Append(absl::StrCat(std::get<double>(field.value)), &line);
      }
    }
    Append("}\n", &line);
  }

  std::unique_ptr<spdlog::formatter> clone() const override {
    return std::make_unique<JsonFormatter>();
  }
};

void TakeGrpcLine(gpr_log_func_args* args) {
  const auto level = args->severity == GPR_LOG_SEVERITY_ERROR  ? spdlog::level::warn
                     : args->severity == GPR_LOG_SEVERITY_INFO ? spdlog::level::info
                                                               : spdlog::level::debug;
  spdlog::log(level, "gRPC: {}", args->message);
}

}  // namespace

std::string TextLine(absl::string_view message, absl::Span<const LogField> fields) {
  std::string line(message);
  for (const LogField& field : fields) {
    absl::StrAppend(&line, " ", field.name, "=");
    if (const auto* const text = std::get_if<absl::string_view>(&field.value)) {
      absl::StrAppend(&line, IsPlain(*text) ? std::string(*text) : Quoted(*text));
    } else if (const auto* const whole = std::get_if<int64_t>(&field.value)) {
      absl::StrAppend(&line, *whole);
    } else {
      absl::StrAppend(&line, std::get<double>(field.value));
    }
  }
  return line;
}

void StartLog(LogFormat format, const std::string& level) {
  json_lines = format == LogFormat::kJson;
  spdlog::set_default_logger(spdlog::stderr_logger_mt("khotin-server"));
  if (json_lines) spdlog::set_formatter(std::make_unique<JsonFormatter>());
  spdlog::set_level(spdlog::level::from_str(level));
  gpr_set_log_function(&TakeGrpcLine);
}

bool IsLogged(spdlog::level::level_enum level) {
  return spdlog::default_logger_raw()->should_log(level);
}

void Log(spdlog::level::level_enum level, absl::string_view message,
         absl::Span<const LogField> fields) {
  if (!IsLogged(level)) return;
  if (!json_lines) {
    spdlog::log(level, "{}", TextLine(message, fields));
    return;
  }
  current_fields = fields;
  spdlog::log(level, "{}", std::string(message));
  current_fields = {};
}

}  // namespace khotin::server
