#include "ingest/pull_step.h"

#include <cstdio>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "ingest/stop.h"
#include "pull/pull.h"
#include "pull/report.h"

namespace khotin::ingest {

absl::StatusOr<int> PullSources(const Options& options) {
  if (options.pull.empty()) return kExitTaken;
  KHOTIN_ASSIGN_OR_RETURN(const pull::PullReport report,
                          pull::Pull({options.pull, options.pull_to, StopRequested}));
  const std::string text = options.json ? absl::StrCat(pull::PullReportJson(report), "\n")
                                        : pull::PullReportText(report);
  std::fputs(text.c_str(), stderr);
  return report.HasFailures() ? kExitSomeRefused : kExitTaken;
}

}  // namespace khotin::ingest
