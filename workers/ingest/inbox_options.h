// The part of the command line that says which files are taken, and how it is kept track of them.
#ifndef KHOTIN_INGEST_INBOX_OPTIONS_H_
#define KHOTIN_INGEST_INBOX_OPTIONS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "ingest/disposal.h"
#include "ingest/file_filter.h"

namespace CLI {
class App;
}

namespace khotin::ingest {

struct InboxOptions {
  // That is worked through, where a link led to it; empty for paths that were named.
  std::string folder;
  FilterOptions filter;
  bool counted = false;  // the ledger is asked before a file is read, and told what is in
  Disposal done;
  Disposal failed;  // of files that cannot be read
  bool watch = false;
  int poll_seconds = 0;   // 0: inotify
  int retry_seconds = 0;  // how long a server may be out of reach
};

// The options as they are typed, until the command line is parsed.
struct InboxTexts {
  std::string inbox;
  std::string since;
  std::string done = "keep";
  std::string failed = "keep";
  bool ledger = false;
  bool again = false;
  bool watch = false;
  int settle_seconds = -1;
  int poll_seconds = 0;
  int retry_seconds = -1;
  std::vector<std::string> include;
  std::vector<std::string> exclude;
};

// `texts` outlives the parsing.
void AddInboxOptions(CLI::App* app, InboxTexts* texts);

// An inbox of the environment or of the file of --config gives way, with all that goes with it, to
// paths on the command line. CLI::ValidationError for --ledger and --again on the command line;
// else
// --again wins.
void PreferCommandLine(const CLI::App& app, InboxTexts* texts);

// INVALID_ARGUMENT for a mistake, as a sentence for the user. A dry run counts and moves nothing.
absl::Status ResolveInboxOptions(const InboxTexts& texts, bool dry_run,
                                 const std::vector<std::string>& paths, InboxOptions* options);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_INBOX_OPTIONS_H_
