// khotin-server: owns the store and serves it.
#include <cstdio>
#include <string>

#include "options.h"
#include "server.h"
#include "spdlog/sinks/stdout_sinks.h"
#include "spdlog/spdlog.h"

int main(int argc, char** argv) {
  int exit_code = 0;
  const auto options = khotin::server::ParseOptions(argc, argv, &exit_code);
  if (!options.has_value()) return exit_code;
  spdlog::set_default_logger(spdlog::stderr_logger_mt("khotin-server"));
  spdlog::set_level(spdlog::level::from_str(options->log_level));
  const absl::Status status = khotin::server::RunServer(*options);
  if (status.ok()) return 0;
  std::fprintf(stderr, "khotin-server: %s\n", std::string(status.message()).c_str());
  return 1;
}
