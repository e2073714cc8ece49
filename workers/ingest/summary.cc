#include "ingest/summary.h"

#include <sys/resource.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace khotin::ingest {
namespace {

double MiB(int64_t bytes) { return static_cast<double>(bytes) / (1 << 20); }

std::string HeadLine(const RunFigures& figures) {
  const int64_t documents = figures.counts.Documents();
  const double seconds = std::max(absl::ToDoubleSeconds(figures.elapsed), 1e-3);
  return absl::StrFormat(
      "%d documents of %d files (%.1f MiB) in %.1f s: %.1f documents/s, peak memory %.0f MiB\n",
      documents, figures.files, MiB(figures.counts.bytes), seconds,
      static_cast<double>(documents) / seconds, MiB(figures.peak_memory_bytes));
}

}  // namespace

std::string SummaryText(const RunFigures& figures) {
  std::string out = HeadLine(figures);
  for (const auto& [verdict, count] : figures.counts.taken) {
    absl::StrAppend(&out, "  ", verdict, ": ", count, "\n");
  }
  if (figures.counts.unfinished > 0) {
    absl::StrAppend(&out, "  not confirmed: ", figures.counts.unfinished, "\n");
  }
  if (figures.skipped > 0) {
    absl::StrAppend(&out, "  skipped (hidden): ", figures.skipped, "\n");
  }
  absl::StrAppend(&out, "  refused: ", figures.counts.refused, "\n");
  for (const std::string& message : figures.counts.refusals) {
    absl::StrAppend(&out, "    ", message, "\n");
  }
  const int64_t more =
      figures.counts.refused - static_cast<int64_t>(figures.counts.refusals.size());
  if (more > 0) absl::StrAppend(&out, "    and ", more, " more\n");
  return out;
}

int64_t PeakMemoryBytes() {
  struct rusage usage {};
  if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
  return int64_t{usage.ru_maxrss} * 1024;
}

}  // namespace khotin::ingest
