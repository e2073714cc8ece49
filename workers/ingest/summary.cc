#include "ingest/summary.h"

#include <sys/resource.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "nlohmann/json.hpp"

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
  const auto line = [&out](const char* what, int64_t count) {
    if (count > 0) absl::StrAppend(&out, "  ", what, ": ", count, "\n");
  };
  line("skipped (pattern, time or name)", figures.unwanted);
  line("skipped (changed just now)", figures.unsettled);
  line("files done", figures.counts.files_done);
  line("files in already", figures.counts.files_skipped);
  line("files not read or not moved", figures.counts.files_failed);
  absl::StrAppend(&out, "  refused: ", figures.counts.refused, "\n");
  for (const std::string& message : figures.counts.refusals) {
    absl::StrAppend(&out, "    ", message, "\n");
  }
  const int64_t more =
      figures.counts.refused - static_cast<int64_t>(figures.counts.refusals.size());
  if (more > 0) absl::StrAppend(&out, "    and ", more, " more\n");
  return out;
}

std::string SummaryJson(const RunFigures& figures, const absl::Status& status, int exit_code) {
  constexpr size_t kListed = 20;
  const Counts& counts = figures.counts;
  std::vector<std::string> refusals = counts.refusals;
  if (refusals.size() > kListed) refusals.resize(kListed);
  nlohmann::ordered_json line = {
      {"time", absl::FormatTime(absl::RFC3339_sec, absl::Now(), absl::UTCTimeZone())},
      {"level", status.ok() ? "info" : "error"},
      {"event", "summary"},
      {"exit_code", exit_code},
      {"documents", counts.Documents()},
      {"verdicts", counts.taken},
      {"refused", counts.refused},
      {"quarantined", counts.kept},
      {"not_confirmed", counts.unfinished},
      {"files", figures.files},
      {"files_done", counts.files_done},
      {"files_skipped", counts.files_skipped},
      {"files_failed", counts.files_failed},
      {"files_unsettled", figures.unsettled},
      {"bytes", counts.bytes},
      {"seconds", absl::ToDoubleSeconds(figures.elapsed)},
      {"refusals", refusals},
  };
  if (!status.ok()) line["error"] = std::string(status.message());
  return absl::StrCat(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), "\n");
}

int64_t PeakMemoryBytes() {
  struct rusage usage {};
  if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
  return int64_t{usage.ru_maxrss} * 1024;
}

}  // namespace khotin::ingest
