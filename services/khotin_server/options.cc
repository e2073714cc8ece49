#include "options.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include "CLI/CLI.hpp"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/version.h"
#include "listen_address.h"

namespace khotin::server {
namespace {

constexpr int kMaxMessageMib = static_cast<int>(base::kMaxMessageBytes >> 20);

struct OptionalPorts {
  CLI::Option* metrics;
  CLI::Option* health;
};

void AddStore(CLI::App* app, Options* options) {
  app->add_option("--store", options->store, "Folder of the store; made if it is not there")
      ->envname("KHOTIN_STORE")
      ->capture_default_str();
  app->add_option("--cache-mib", options->cache_mib,
                  "Memory for cached blocks of the store, in MiB")
      ->envname("KHOTIN_CACHE_MIB")
      ->check(CLI::Range(8, 1 << 20))
      ->capture_default_str();
  app->add_option("--index-cache-mib", options->index_cache_mib,
                  "Memory for cached blocks of the search index, in MiB")
      ->envname("KHOTIN_INDEX_CACHE_MIB")
      ->check(CLI::Range(8, 1 << 20))
      ->capture_default_str();
  app->add_option("--flush-documents", options->flush_documents,
                  "Documents that the index keeps in memory before it writes a segment")
      ->envname("KHOTIN_FLUSH_DOCUMENTS")
      ->check(CLI::Range(1, 1 << 20))
      ->capture_default_str();
}

OptionalPorts AddPorts(CLI::App* app, Options* options) {
  constexpr char kGroup[] = "Ports";
  app->add_option("--listen", options->listen,
                  "Address to serve gRPC on, HOST:PORT (port 0: any) or unix:PATH")
      ->envname("KHOTIN_LISTEN")
      ->take_last()
      ->group(kGroup)
      ->capture_default_str();
  OptionalPorts ports{};
  ports.health = app->add_option("--health-listen", options->health_listen,
                                 "Address to serve grpc.health.v1 on without TLS, HOST:PORT; "
                                 "empty: none. Unless given, a port in use is no reason not to "
                                 "start");
  ports.health->envname("KHOTIN_HEALTH_LISTEN")->take_last()->group(kGroup)->capture_default_str();
  ports.metrics = app->add_option("--metrics-listen", options->metrics_listen,
                                  "Address to serve metrics on over HTTP, HOST:PORT; empty: none. "
                                  "Unless given, a port in use is no reason not to start");
  ports.metrics->envname("KHOTIN_METRICS_LISTEN")
      ->take_last()
      ->group(kGroup)
      ->capture_default_str();
  return ports;
}

// KHOTIN_TLS_CERT and KHOTIN_TLS_KEY are a client's own: where a server and clients share an
// environment, the clients must not show the server's.
void AddTls(CLI::App* app, Options* options) {
  constexpr char kGroup[] = "TLS";
  CLI::Option* const cert =
      app->add_option("--tls-cert", options->tls.cert,
                      "Certificate of the server, and what leads from it to a root, in PEM")
          ->envname("KHOTIN_SERVER_TLS_CERT")
          ->type_name("FILE")
          ->group(kGroup);
  CLI::Option* const key = app->add_option("--tls-key", options->tls.key, "The key to it")
                               ->envname("KHOTIN_SERVER_TLS_KEY")
                               ->type_name("FILE")
                               ->group(kGroup);
  cert->needs(key);
  key->needs(cert);
  app->add_option("--tls-client-ca", options->tls.client_ca,
                  "Roots of which a client must show a certificate (mutual TLS)")
      ->envname("KHOTIN_TLS_CLIENT_CA")
      ->type_name("FILE")
      ->group(kGroup)
      ->needs(cert);
  app->add_flag("--allow-insecure", options->allow_insecure,
                "Listen beyond this machine without TLS: whoever reaches the port reads and writes")
      ->envname("KHOTIN_ALLOW_INSECURE")
      ->group(kGroup);
}

void AddIngestion(CLI::App* app, Options* options) {
  constexpr char kGroup[] = "Ingestion";
  app->add_flag("--only-vietnamese", options->only_vietnamese,
                "Refuse articles in other languages (they go into quarantine)")
      ->envname("KHOTIN_ONLY_VIETNAMESE")
      ->group(kGroup);
  app->add_option("--abbreviations", options->abbreviations,
                  "File of more abbreviations for searches, in the form of models/abbreviations")
      ->envname("KHOTIN_ABBREVIATIONS")
      ->group(kGroup);
  app->add_option("--names", options->names,
                  "File of name rows that win over the built-in lists (docs/formats/names.md);\n"
                  "may be given again")
      ->envname("KHOTIN_NAMES")
      ->type_name("FILE")
      ->group(kGroup)
      ->allow_extra_args(false);
  app->add_option("--jobs", options->jobs, "Threads that analyze documents; 0 is one per core")
      ->envname("KHOTIN_JOBS")
      ->check(CLI::Range(0, 1024))
      ->group(kGroup)
      ->capture_default_str();
  app->add_option("--window", options->window, "Documents an ingest stream may have in flight")
      ->envname("KHOTIN_WINDOW")
      ->check(CLI::Range(1, 10000))
      ->group(kGroup)
      ->capture_default_str();
}

void AddNumber(CLI::App* app, const char* flag, const char* variable, int* value, int least,
               int most, const std::string& help) {
  app->add_option(flag, *value, help)
      ->envname(variable)
      ->check(CLI::Range(least, most))
      ->group("Limits")
      ->capture_default_str();
}

void AddLimits(CLI::App* app, CallLimits* limits) {
  AddNumber(app, "--max-calls", "KHOTIN_MAX_CALLS", &limits->max_calls, 1, 4096,
            "Calls that are handled at once; more are refused (RESOURCE_EXHAUSTED)");
  AddNumber(app, "--max-streams", "KHOTIN_MAX_STREAMS", &limits->max_streams, 1, 65536,
            "Calls that a connection may have open; more wait at the client");
  AddNumber(app, "--max-watches", "KHOTIN_MAX_WATCHES", &limits->max_watches, 0, 2048,
            "Watch streams that are served at once, at most half of --max-calls");
  AddNumber(app, "--max-message-mib", "KHOTIN_MAX_MESSAGE_MIB", &limits->max_message_mib, 1,
            kMaxMessageMib,
            "Largest request, in MiB; larger ones are refused "
            "(RESOURCE_EXHAUSTED)");
  AddNumber(app, "--max-connection-seconds", "KHOTIN_MAX_CONNECTION_SECONDS",
            &limits->max_connection_seconds, 0, 2'000'000,
            "Age at which a connection takes no new calls, and its client opens another one; 0: "
            "none. Calls in flight go on");
}

void AddStopping(CLI::App* app, Options* options) {
  AddNumber(app, "--drain-seconds", "KHOTIN_DRAIN_SECONDS", &options->drain_seconds, 0, 3600,
            "Seconds from SIGTERM, when readiness ends, in which calls are still taken");
  AddNumber(app, "--grace-seconds", "KHOTIN_GRACE_SECONDS", &options->grace_seconds, 0, 3600,
            "Seconds that calls in flight get after that");
}

void AddLogging(CLI::App* app, Options* options) {
  constexpr char kGroup[] = "Log";
  app->add_option("--log-level", options->log_level, "debug, info, warn or error")
      ->envname("KHOTIN_LOG_LEVEL")
      ->check(CLI::IsMember({"debug", "info", "warn", "error"}))
      ->group(kGroup)
      ->capture_default_str();
  const auto set_format = [options](const std::string& format) {
    options->log_format = format == "json" ? LogFormat::kJson : LogFormat::kText;
  };
  app->add_option_function<std::string>("--log-format", set_format,
                                        "text, or json: one object a line")
      ->envname("KHOTIN_LOG_FORMAT")
      ->check(CLI::IsMember({"text", "json"}))
      ->group(kGroup)
      ->default_str("text");
}

// An empty value would turn off what it was given for, such as when the variable that a script
// puts in its place is not set. Throws CLI::ParseError, as CLI::App::parse does.
void CheckTls(const CLI::App& app, const TlsFiles& files) {
  const std::pair<const char*, const std::string*> given[] = {
      {"--tls-cert", &files.cert},
      {"--tls-key", &files.key},
      {"--tls-client-ca", &files.client_ca}};
  for (const auto& [name, file] : given) {
    const CLI::Option& option = *app.get_option(name);
    const std::string variable = option.get_envname();
    if (!file->empty() || (option.empty() && std::getenv(variable.c_str()) == nullptr)) continue;
    throw CLI::ValidationError(
        name, absl::StrCat("names no file; leave it and ", variable, " out to go without"));
  }
}

// Throws as well.
void CheckExposure(const Options& options) {
  if (options.tls.cert.empty() && !options.allow_insecure && !IsLoopback(options.listen)) {
    throw CLI::ValidationError(
        "--listen", absl::StrCat(options.listen,
                                 " can be reached from other machines: give --tls-cert and "
                                 "--tls-key, or --allow-insecure if something else protects it"));
  }
}

}  // namespace

absl::optional<Options> ParseOptions(int argc, char** argv, int* exit_code) {
  constexpr int kUsage = 2;
  Options options;
  CLI::App app("Serves a Khotin store over gRPC: lookups, search, entities, ingestion.",
               "khotin-server");
  app.set_version_flag("--version", absl::StrCat("khotin-server ", base::kVersion));
  app.set_config("--config", "", "Read options from this file (TOML or INI)");
  AddStore(&app, &options);
  const OptionalPorts ports = AddPorts(&app, &options);
  AddTls(&app, &options);
  AddIngestion(&app, &options);
  AddLimits(&app, &options.limits);
  AddStopping(&app, &options);
  AddLogging(&app, &options);
  try {
    app.parse(argc, argv);
    CheckTls(app, options.tls);
    CheckExposure(options);
  } catch (const CLI::ParseError& error) {
    *exit_code = app.exit(error) == 0 ? 0 : kUsage;
    return absl::nullopt;
  }
  options.limits.max_watches = std::min(options.limits.max_watches, options.limits.max_calls / 2);
  options.metrics_required = !ports.metrics->empty() && !options.metrics_listen.empty();
  options.health_required = !ports.health->empty() && !options.health_listen.empty();
  return options;
}

}  // namespace khotin::server
