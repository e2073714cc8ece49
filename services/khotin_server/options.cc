#include "options.h"

#include "CLI/CLI.hpp"

namespace khotin::server {

absl::optional<Options> ParseOptions(int argc, char** argv, int* exit_code) {
  constexpr int kUsage = 2;
  Options options;
  CLI::App app("Serves a Khotin store over gRPC: lookups, search, entities, ingestion.",
               "khotin-server");
  app.set_config("--config", "", "Read options from this file (TOML or INI)");
  app.add_option("--store", options.store, "Folder of the store; made if it is not there")
      ->envname("KHOTIN_STORE")
      ->capture_default_str();
  app.add_option("--listen", options.listen, "Address to serve gRPC on, HOST:PORT (port 0: any)")
      ->envname("KHOTIN_LISTEN")
      ->capture_default_str();
  const CLI::Option* metrics =
      app.add_option(
             "--metrics-listen", options.metrics_listen,
             "Address to serve metrics on over HTTP, HOST:PORT; empty: none. Unless given, a "
             "port in use is no reason not to start")
          ->envname("KHOTIN_METRICS_LISTEN")
          ->take_last()
          ->capture_default_str();
  app.add_flag("--only-vietnamese", options.only_vietnamese,
               "Refuse articles in other languages (they go into quarantine)")
      ->envname("KHOTIN_ONLY_VIETNAMESE");
  app.add_option("--abbreviations", options.abbreviations,
                 "File of more abbreviations for searches, in the form of models/abbreviations")
      ->envname("KHOTIN_ABBREVIATIONS");
  app.add_option("--names", options.names,
                 "File of name rows that win over the built-in lists (docs/formats/names.md);\n"
                 "may be given again")
      ->envname("KHOTIN_NAMES")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_option("--jobs", options.jobs, "Threads that analyze documents; 0 is one per core")
      ->envname("KHOTIN_JOBS")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  app.add_option("--cache-mib", options.cache_mib, "Memory for cached blocks of the store, in MiB")
      ->envname("KHOTIN_CACHE_MIB")
      ->check(CLI::Range(8, 1 << 20))
      ->capture_default_str();
  app.add_option("--flush-documents", options.flush_documents,
                 "Documents that the index keeps in memory before it writes a segment")
      ->envname("KHOTIN_FLUSH_DOCUMENTS")
      ->check(CLI::Range(1, 1 << 20))
      ->capture_default_str();
  app.add_option("--window", options.window, "Documents an ingest stream may have in flight")
      ->envname("KHOTIN_WINDOW")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  app.add_option("--max-watches", options.max_watches, "Watch streams that are served at a time")
      ->envname("KHOTIN_MAX_WATCHES")
      ->check(CLI::Range(0, 128))
      ->capture_default_str();
  app.add_option("--grace", options.grace_seconds, "Seconds that calls in flight get at shutdown")
      ->envname("KHOTIN_GRACE")
      ->check(CLI::Range(0, 3600))
      ->capture_default_str();
  app.add_option("--log-level", options.log_level, "debug, info, warn or error")
      ->envname("KHOTIN_LOG_LEVEL")
      ->check(CLI::IsMember({"debug", "info", "warn", "error"}))
      ->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    *exit_code = app.exit(error) == 0 ? 0 : kUsage;
    return absl::nullopt;
  }
  options.metrics_required = !metrics->empty() && !options.metrics_listen.empty();
  return options;
}

}  // namespace khotin::server
