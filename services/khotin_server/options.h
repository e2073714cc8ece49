// What the server can be told when it starts.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_OPTIONS_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_OPTIONS_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"

namespace khotin::server {

struct Options {
  std::string store = "khotin-data";
  std::string listen = "127.0.0.1:50051";
  // Where metrics are served, HOST:PORT; empty: nowhere.
  std::string metrics_listen = "127.0.0.1:9464";
  bool metrics_required = false;   // asked for: the server does not start without them
  std::string abbreviations;       // a file of more rows for query::AbbreviationTable; may be empty
  std::vector<std::string> names;  // files for entity::LoadNames
  bool only_vietnamese = false;    // refuse articles in other languages
  int jobs = 0;                    // threads that analyze documents; 0 is one per core
  int cache_mib = 128;
  int flush_documents = 4096;  // as store::StoreOptions
  int window = 256;            // documents in flight per ingest stream
  int max_watches = 64;        // streams of WatchService
  int grace_seconds = 20;      // for calls in flight when the server is told to stop
  std::string log_level = "info";
};

// Reads the command line, environment (KHOTIN_STORE, KHOTIN_LISTEN, …) and a file given by
// --config. nullopt when the program is to end with *exit_code: help was asked for, or the usage
// was wrong and has been explained on standard error.
absl::optional<Options> ParseOptions(int argc, char** argv, int* exit_code);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_OPTIONS_H_
