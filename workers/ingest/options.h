// The command line of khotin-ingest.
#ifndef KHOTIN_INGEST_OPTIONS_H_
#define KHOTIN_INGEST_OPTIONS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "extract/json_field_map.h"
#include "extract/raw_document.h"
#include "ingest/inbox_options.h"
#include "rpc/channel.h"

namespace khotin::ingest {

// Everything is in, or refused and in quarantine where that will do; or --watch was told to stop.
inline constexpr int kExitTaken = 0;
inline constexpr int kExitSomeRefused = 1;  // some inputs were refused or failed, the rest is in
inline constexpr int kExitUsage = 2;
inline constexpr int kExitBrokenOff = 3;  // it could not start, or broke off: run it again

struct Options {
  // One of store and server, but for a dry run, which only reads there and needs neither.
  bool dry_run = false;
  std::string store;
  std::string server;
  rpc::ChannelSecurity security;  // of the connection to `server`

  bool json = false;
  extract::Format format = extract::Format::kAuto;
  std::string source;
  std::shared_ptr<const extract::JsonFieldMap> fields;  // null without --map
  bool only_vietnamese = false;                         // refuse articles in other languages
  bool quarantine_ok = false;                           // what is whole in quarantine is no failure
  std::vector<std::string> names;                       // files for entity::LoadNames
  int jobs = 1;
  int batch_size = 256;
  int progress_seconds = 10;
  std::string pull;     // sources file; empty: nothing is pulled
  std::string pull_to;  // where to, one of `paths`, when something is pulled
  std::vector<std::string> paths;
  InboxOptions inbox;
  // Everything here that decides which documents a file gives: the ledger counts the same file read
  // in another way as another.
  std::string reading;
};

// Reads the command line, for what it leaves out the file of --config, and for the rest the
// environment. A target on the command line makes those of file and environment void, and a path
// makes their inbox void. nullopt when there is nothing to run: help or the mistake has been
// printed and `*exit_code` set.
absl::optional<Options> ParseOptions(int argc, const char* const* argv, int* exit_code);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_OPTIONS_H_
