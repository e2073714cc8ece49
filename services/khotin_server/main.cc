// khotin-server: owns the store and serves it.
#include <cstdio>
#include <string>

#include "log.h"
#include "options.h"
#include "server.h"
#include "spdlog/spdlog.h"

int main(int argc, char** argv) {
  int exit_code = 0;
  const auto options = khotin::server::ParseOptions(argc, argv, &exit_code);
  if (!options.has_value()) return exit_code;
  khotin::server::StartLog(options->log_format, options->log_level);
  const absl::Status status = khotin::server::RunServer(*options);
  if (status.ok()) return 0;
  const std::string reason(status.message());
  if (options->log_format == khotin::server::LogFormat::kJson) {
    spdlog::critical("{}", reason);
  } else {
    std::fprintf(stderr, "khotin-server: %s\n", reason.c_str());
  }
  return 1;
}
