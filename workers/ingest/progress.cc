#include "ingest/progress.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "nlohmann/json.hpp"

namespace khotin::ingest {
namespace {

std::string JsonLine(const Counts& counts, double per_second) {
  const nlohmann::ordered_json line = {
      {"time", absl::FormatTime(absl::RFC3339_sec, absl::Now(), absl::UTCTimeZone())},
      {"level", "info"},
      {"event", "progress"},
      {"documents", counts.Documents()},
      {"verdicts", counts.taken},
      {"refused", counts.refused},
      {"bytes", counts.bytes},
      {"per_second", per_second},
  };
  return absl::StrCat(line.dump(), "\n");
}

std::string StatusLine(const Counts& counts, double per_second) {
  return absl::StrFormat("\r%d documents, %.0f/s, %d refused\x1b[K", counts.Documents(), per_second,
                         counts.refused);
}

}  // namespace

Progress::Progress(const Tally* tally, ProgressStyle style, absl::Duration interval, std::FILE* out)
    : tally_(tally), style_(style), interval_(interval), out_(out) {
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

void Progress::Show(absl::Duration elapsed) const {
  const Counts counts = tally_->Get();
  const double per_second =
      static_cast<double>(counts.Documents()) / absl::ToDoubleSeconds(elapsed);
  std::fputs((style_ == ProgressStyle::kJson ? JsonLine(counts, per_second)
                                             : StatusLine(counts, per_second))
                 .c_str(),
             out_);
  std::fflush(out_);
}

}  // namespace khotin::ingest
