#include "tools/khotin/transfer_progress.h"

#include <unistd.h>

#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tools/khotin/bytes_text.h"

namespace khotin::cli {
namespace {

constexpr absl::Duration kInterval = absl::Milliseconds(200);

}  // namespace

std::string ProgressText(int64_t done_bytes, int64_t total_bytes, absl::Duration elapsed) {
  const double share =
      total_bytes == 0 ? 1 : static_cast<double>(done_bytes) / static_cast<double>(total_bytes);
  std::string text = absl::StrCat(static_cast<int>(share * 100), " %, ", BytesText(done_bytes),
                                  " of ", BytesText(total_bytes));
  const double seconds = absl::ToDoubleSeconds(elapsed);
  if (seconds <= 0 || done_bytes <= 0) return text;
  const double per_second = static_cast<double>(done_bytes) / seconds;
  const absl::Duration left = absl::Ceil(
      absl::Seconds(static_cast<double>(total_bytes - done_bytes) / per_second), absl::Seconds(1));
  absl::StrAppend(&text, ", ", BytesText(static_cast<int64_t>(per_second)), "/s, ",
                  absl::FormatDuration(left), " left");
  return text;
}

TransferProgress::TransferProgress() : on_terminal_(isatty(STDERR_FILENO) != 0) {}

TransferProgress::~TransferProgress() {
  if (on_terminal_) std::cerr << "\r\x1b[K" << std::flush;
}

void TransferProgress::Start(int64_t total_bytes) {
  total_bytes_ = total_bytes;
  done_bytes_ = 0;
  begin_ = absl::Now();
  shown_ = begin_;
}

void TransferProgress::Add(int64_t bytes) {
  done_bytes_ += bytes;
  if (!on_terminal_) return;
  const absl::Time now = absl::Now();
  if (now - shown_ < kInterval) return;
  shown_ = now;
  std::cerr << '\r' << ProgressText(done_bytes_, total_bytes_, now - begin_) << "\x1b[K"
            << std::flush;
}

}  // namespace khotin::cli
