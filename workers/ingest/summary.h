// The closing words of a run.
#ifndef KHOTIN_INGEST_SUMMARY_H_
#define KHOTIN_INGEST_SUMMARY_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "ingest/tally.h"

namespace khotin::ingest {

struct RunFigures {
  Counts counts;
  int64_t files = 0;
  int64_t skipped = 0;    // hidden entries of folders
  int64_t unwanted = 0;   // files passed over by pattern, time or name
  int64_t unsettled = 0;  // files changed too lately
  absl::Duration elapsed;
  int64_t peak_memory_bytes = 0;
};

// Several lines for a person: documents, verdicts, refused inputs with their reasons.
std::string SummaryText(const RunFigures& figures);

// One JSON object on one line for a scheduler: {"time", "level", "event": "summary", "exit_code",
// "error" where the run broke off, "documents", "verdicts", "refused", "quarantined": of those, in
// quarantine with all that there was of them, "not_confirmed", "files",
// "files_done", "files_skipped", "files_failed", "files_unsettled", "bytes", "seconds",
// "refusals": the first 20}.
std::string SummaryJson(const RunFigures& figures, const absl::Status& status, int exit_code);

// The most memory that this process has had resident.
int64_t PeakMemoryBytes();

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_SUMMARY_H_
