// A line on the terminal that tells how far a copy has come.
#ifndef KHOTIN_TOOLS_KHOTIN_TRANSFER_PROGRESS_H_
#define KHOTIN_TOOLS_KHOTIN_TRANSFER_PROGRESS_H_

#include <cstdint>
#include <string>

#include "absl/time/time.h"

namespace khotin::cli {

// "34 %, 120.0 MiB of 350.0 MiB, 85.0 MiB/s, 3s left".
std::string ProgressText(int64_t done_bytes, int64_t total_bytes, absl::Duration elapsed);

// Writes to standard error when that is a terminal, and wipes the line away at the end. Not
// thread-safe.
class TransferProgress {
 public:
  TransferProgress();
  ~TransferProgress();
  TransferProgress(const TransferProgress&) = delete;
  TransferProgress& operator=(const TransferProgress&) = delete;

  // Begins anew with so much to do.
  void Start(int64_t total_bytes);
  void Add(int64_t bytes);

 private:
  const bool on_terminal_;
  int64_t total_bytes_ = 0;
  int64_t done_bytes_ = 0;
  absl::Time begin_;
  absl::Time shown_;
};

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_TRANSFER_PROGRESS_H_
