#include "ingest/progress.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "nlohmann/json.hpp"

namespace khotin::ingest {
namespace {

std::string JsonLine(const Counts& counts, double per_second, absl::Duration elapsed) {
  nlohmann::ordered_json line = {
      {"time", absl::FormatTime(absl::RFC3339_sec, absl::Now(), absl::UTCTimeZone())},
      {"level", "info"},
      {"event", "progress"},
      {"documents", counts.Documents()},
      {"verdicts", counts.taken},
      {"refused", counts.refused},
      {"bytes", counts.bytes},
      {"per_second", per_second},
      {"file_bytes", counts.file_bytes},
      {"files_done", counts.files_done},
      {"files_skipped", counts.files_skipped},
  };
  if (counts.total_file_bytes.has_value()) line["total_file_bytes"] = *counts.total_file_bytes;
  const absl::optional<absl::Duration> left = TimeLeft(counts, elapsed);
  if (left.has_value()) line["seconds_left"] = absl::ToInt64Seconds(*left);
  return absl::StrCat(line.dump(), "\n");
}

std::string StatusLine(const Counts& counts, double per_second, absl::Duration elapsed) {
  std::string line = absl::StrFormat("\r%d documents, %.0f/s, %d refused", counts.Documents(),
                                     per_second, counts.refused);
  const absl::optional<absl::Duration> left = TimeLeft(counts, elapsed);
  if (left.has_value()) {
    const int64_t seconds = absl::ToInt64Seconds(*left);
    absl::StrAppendFormat(&line, ", %.0f %%, %d:%02d:%02d left",
                          100.0 * static_cast<double>(counts.file_bytes) /
                              static_cast<double>(*counts.total_file_bytes),
                          seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
  return absl::StrCat(line, "\x1b[K");
}

}  // namespace

absl::optional<absl::Duration> TimeLeft(const Counts& counts, absl::Duration elapsed) {
  if (!counts.total_file_bytes.has_value() || counts.file_bytes <= 0) return absl::nullopt;
  const int64_t left = *counts.total_file_bytes - counts.file_bytes;
  // Files may have grown or come since they were counted.
  if (left <= 0) return absl::nullopt;
  return elapsed * (static_cast<double>(left) / static_cast<double>(counts.file_bytes));
}

Progress::Progress(const Tally* tally, ProgressStyle style, absl::Duration interval, std::FILE* out,
                   bool only_news)
    : tally_(tally), style_(style), interval_(interval), out_(out), only_news_(only_news) {
  if (style_ != ProgressStyle::kOff) thread_ = std::thread([this] { Run(); });
}

Progress::~Progress() {
  if (!thread_.joinable()) return;
  {
    base::MutexLock lock(&mutex_);
    done_ = true;
    changed_.NotifyAll();
  }
  thread_.join();
  if (style_ == ProgressStyle::kStatusLine) std::fputs("\r\x1b[K", out_);
}

void Progress::Run() {
  const absl::Time begin = absl::Now();
  absl::Time due = begin + interval_;
  base::MutexLock lock(&mutex_);
  while (!done_) {
    const absl::Time now = absl::Now();
    if (now < due) {
      changed_.WaitFor(&mutex_, due - now);
      continue;
    }
    Show(now - begin);
    due = now + interval_;
  }
}

void Progress::Show(absl::Duration elapsed) {
  const Counts counts = tally_->Get();
  const bool news = counts.Documents() != shown_documents_ || counts.file_bytes != shown_bytes_;
  if (only_news_ && !news) return;
  shown_documents_ = counts.Documents();
  shown_bytes_ = counts.file_bytes;
  const double per_second =
      static_cast<double>(counts.Documents()) / absl::ToDoubleSeconds(elapsed);
  std::fputs((style_ == ProgressStyle::kJson ? JsonLine(counts, per_second, elapsed)
                                             : StatusLine(counts, per_second, elapsed))
                 .c_str(),
             out_);
  std::fflush(out_);
}

}  // namespace khotin::ingest
