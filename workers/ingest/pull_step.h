// The part of a run that fetches what is then taken in.
#ifndef KHOTIN_INGEST_PULL_STEP_H_
#define KHOTIN_INGEST_PULL_STEP_H_

#include "absl/status/statusor.h"
#include "ingest/options.h"

namespace khotin::ingest {

// Pulls when the options say so, with the report on stderr: for a person, or with --json as one
// JSON object on one line (pull/report.h). Gives kExitTaken, or kExitSomeRefused when a feed,
// sitemap or source failed. Errors are those of pull::Pull. A signal ends it early and in good
// order.
absl::StatusOr<int> PullSources(const Options& options);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_PULL_STEP_H_
