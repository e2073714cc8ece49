// Tells how far a long run has come.
#ifndef KHOTIN_INGEST_PROGRESS_H_
#define KHOTIN_INGEST_PROGRESS_H_

#include <cstdio>
#include <string>
#include <thread>

#include "absl/time/time.h"
#include "base/mutex.h"
#include "ingest/tally.h"

namespace khotin::ingest {

enum class ProgressStyle {
  kOff,
  kStatusLine,  // one line that is written over, for a terminal
  kJson,        // one JSON object per interval, for a log
};

// Writes to `out` from a thread of its own until it is destroyed; a status line is then wiped away.
class Progress {
 public:
  // `tally` outlives this.
  Progress(const Tally* tally, ProgressStyle style, absl::Duration interval, std::FILE* out);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  void Run();
  void Show(absl::Duration elapsed) const;

  const Tally* const tally_;
  const ProgressStyle style_;
  const absl::Duration interval_;
  std::FILE* const out_;
  base::Mutex mutex_;
  base::CondVar changed_;
  bool done_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_PROGRESS_H_
