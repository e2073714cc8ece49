// The part of a run that fetches what is then taken in.
#ifndef KHOTIN_INGEST_PULL_STEP_H_
#define KHOTIN_INGEST_PULL_STEP_H_

#include "absl/status/statusor.h"
#include "ingest/options.h"

namespace khotin::ingest {

// Pulls when the options say so. Writes to stderr a line for each source that is done, in JSON when
// that is no terminal and then none with --progress-interval=0; and the report: for a person, or as
// one JSON object on one line (pull/report.h) with --json, and where the summary of the run is
// JSON, which is when the ledger is kept and stderr is no terminal. Gives kExitTaken, or
// kExitSomeRefused when a feed, sitemap or source failed. Errors are those of pull::Pull. A signal
// ends it early and in good order.
absl::StatusOr<int> PullSources(const Options& options);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_PULL_STEP_H_
