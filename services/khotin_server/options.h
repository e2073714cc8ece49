// What the server can be told when it starts.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_OPTIONS_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_OPTIONS_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "log.h"
#include "tls_credentials.h"

namespace khotin::server {

// Of the API's port.
struct CallLimits {
  int max_message_mib = 40;  // of a request; base::kMaxMessageBytes at most
  int max_calls = 256;       // handled at once; those beyond are RESOURCE_EXHAUSTED
  int max_streams = 256;     // calls of one connection at once; those beyond wait
  int max_watches = 64;      // calls of WatchService.Watch at once; half of max_calls at most
  int max_connection_seconds = 3600;  // then it takes no new calls; 0: no limit
};

struct Options {
  std::string store = "khotin-data";
  std::string listen = "127.0.0.1:50051";
  bool allow_insecure = false;  // listen beyond loopback without TLS
  TlsFiles tls;
  // Where metrics and health are served, HOST:PORT; empty: nowhere.
  std::string metrics_listen = "127.0.0.1:9464";
  std::string health_listen = "127.0.0.1:50052";
  bool metrics_required = false;   // asked for: the server does not start without them
  bool health_required = false;    // as well
  std::string abbreviations;       // a file of more rows for query::AbbreviationTable; may be empty
  std::vector<std::string> names;  // files for entity::LoadNames
  bool only_vietnamese = false;    // refuse articles in other languages
  int jobs = 0;                    // threads that analyze documents; 0 is one per core
  int cache_mib = 128;
  int index_cache_mib = 320;
  int flush_documents = 4096;  // as store::StoreOptions
  int window = 256;            // documents in flight per ingest stream
  CallLimits limits;
  int drain_seconds = 0;   // between being told to stop, when readiness ends, and stopping
  int grace_seconds = 20;  // for calls in flight after that
  std::string log_level = "info";
  LogFormat log_format = LogFormat::kText;
};

// Reads the command line, environment (KHOTIN_STORE, KHOTIN_LISTEN, …) and a file given by
// --config. nullopt when the program is to end with *exit_code: help was asked for, or the usage
// was wrong and has been explained on standard error. Listening beyond loopback without TLS is
// wrong usage unless it was asked for by name, and so is a file for TLS whose name is empty.
absl::optional<Options> ParseOptions(int argc, char** argv, int* exit_code);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_OPTIONS_H_
