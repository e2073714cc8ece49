// Tells how far a long run has come.
#ifndef KHOTIN_INGEST_PROGRESS_H_
#define KHOTIN_INGEST_PROGRESS_H_

#include <cstdio>
#include <string>
#include <thread>

#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "base/mutex.h"
#include "ingest/tally.h"

namespace khotin::ingest {

enum class ProgressStyle {
  kOff,
  kStatusLine,  // one line that is written over, for a terminal
  kJson,        // one JSON object per interval, for a log
};

// How long a run that has gone on for `elapsed` will still take, by the bytes of its files; nullopt
// while that cannot be told.
absl::optional<absl::Duration> TimeLeft(const Counts& counts, absl::Duration elapsed);

// Writes to `out` from a thread of its own until it is destroyed; a status line is then wiped away.
class Progress {
 public:
  // `tally` outlives this. `only_news`: an interval in which nothing was read or taken is passed
  // over in silence.
  Progress(const Tally* tally, ProgressStyle style, absl::Duration interval, std::FILE* out,
           bool only_news = false);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  void Run();
  void Show(absl::Duration elapsed);

  const Tally* const tally_;
  const ProgressStyle style_;
  const absl::Duration interval_;
  std::FILE* const out_;
  const bool only_news_;
  int64_t shown_documents_ = 0;
  int64_t shown_bytes_ = 0;
  base::Mutex mutex_;
  base::CondVar changed_;
  bool done_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_PROGRESS_H_
