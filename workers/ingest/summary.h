// The closing words of a run.
#ifndef KHOTIN_INGEST_SUMMARY_H_
#define KHOTIN_INGEST_SUMMARY_H_

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "ingest/tally.h"

namespace khotin::ingest {

struct RunFigures {
  Counts counts;
  int64_t files = 0;
  int64_t skipped = 0;
  absl::Duration elapsed;
  int64_t peak_memory_bytes = 0;
};

// Several lines for a person: documents, verdicts, refused inputs with their reasons.
std::string SummaryText(const RunFigures& figures);

// The most memory that this process has had resident.
int64_t PeakMemoryBytes();

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_SUMMARY_H_
