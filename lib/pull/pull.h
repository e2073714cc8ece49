// Fetches what feeds and sitemaps list and no run has fetched before, into web archives.
#ifndef KHOTIN_PULL_PULL_H_
#define KHOTIN_PULL_PULL_H_

#include <cstddef>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "pull/http_client.h"
#include "pull/report.h"
#include "pull/sources.h"
#include "pull/timer.h"

namespace khotin::pull {

// Called when `source` is done, the `done`th of `total`: by any thread, but one call at a time. Not
// called any more once the run is told to end.
using OnSourceDone = std::function<void(const SourceReport& source, size_t done, size_t total)>;

struct PullOptions {
  std::string sources_file;  // docs/formats/sources.md
  // Where archives go (TIME-SOURCE-NUMBER.warc.gz); made when it is not there. Hidden entries
  // in it hold the state: `.khotin-pull/NAME.json` of each source and a lock.
  std::string folder;
  // Asked several times a second by any thread; once it is true, the run ends soon and in good
  // order. May be null.
  std::function<bool()> stop;
  OnSourceDone on_source_done;  // may be null
};

// One run over all sources. Call from one thread; it starts `settings.threads` of its own.
//
// Archives appear whole, under their names, and on disk; a source's state is replaced after that.
// So a run that is killed at any moment leaves nothing half and loses nothing: what it has fetched
// beyond its last archive, and no more, is fetched again by the next one. What one source's
// archives hold and in which order does not depend on the others.
//
// What fails in the network is in the report, not an error. Errors, each naming the file:
// INVALID_ARGUMENT, NOT_FOUND, PERMISSION_DENIED for the sources file; FAILED_PRECONDITION when
// another run works in `folder`; what the system says when `folder` cannot be written. A source
// whose state or archive cannot be read or written has that in its report.
absl::StatusOr<PullReport> Pull(const PullOptions& options);

// The same with sources, network and time given.
absl::StatusOr<PullReport> Pull(const SourcesFile& file, const std::string& folder,
                                HttpClient* client, Timer* timer,
                                const OnSourceDone& on_source_done = nullptr);

// "Khotin/VERSION (+CONTACT)"; robots.txt calls the crawler "khotin".
std::string UserAgent(const PullSettings& settings);

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_PULL_H_
