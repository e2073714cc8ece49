#include "ingest/pull_step.h"

#include <unistd.h>

#include <cstdio>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "ingest/stop.h"
#include "pull/pull.h"
#include "pull/report.h"

namespace khotin::ingest {
namespace {

bool OnTerminal() { return isatty(STDERR_FILENO) != 0; }

// Null when nobody wants progress.
pull::OnSourceDone ProgressOf(const Options& options) {
  const bool text = OnTerminal();
  if (!text && options.progress_seconds == 0) return nullptr;
  return [text](const pull::SourceReport& source, size_t done, size_t total) {
    const std::string line = text ? pull::SourceDoneText(source, done, total)
                                  : absl::StrCat(pull::SourceDoneJson(source, done, total), "\n");
    std::fputs(line.c_str(), stderr);
  };
}

}  // namespace

absl::StatusOr<int> PullSources(const Options& options) {
  if (options.pull.empty()) return kExitTaken;
  pull::PullOptions pulling;
  pulling.sources_file = options.pull;
  pulling.folder = options.pull_to;
  pulling.stop = StopRequested;
  pulling.on_source_done = ProgressOf(options);
  KHOTIN_ASSIGN_OR_RETURN(const pull::PullReport report, pull::Pull(pulling));
  // As the summary of the run (app.cc): a scheduler reads lines of JSON.
  const bool json = options.json || (options.inbox.counted && !OnTerminal());
  const std::string text =
      json ? absl::StrCat(pull::PullReportJson(report), "\n") : pull::PullReportText(report);
  std::fputs(text.c_str(), stderr);
  return report.HasFailures() ? kExitSomeRefused : kExitTaken;
}

}  // namespace khotin::ingest
