// What a run has done so far, in numbers.
#ifndef KHOTIN_INGEST_TALLY_H_
#define KHOTIN_INGEST_TALLY_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "base/mutex.h"

namespace khotin::ingest {

// Refused inputs that a summary lists; the rest is only counted.
inline constexpr size_t kListedRefusals = 100;

struct Counts {
  std::map<std::string, int64_t> taken;  // by verdict
  int64_t refused = 0;
  int64_t kept = 0;        // of those refused: in quarantine with all that there was of them
  int64_t unfinished = 0;  // sent or prepared, but without a result when the run broke off
  int64_t counted = 0;     // of all those: with a result that the ledger knows of
  int64_t bytes = 0;       // of the documents read
  int64_t file_bytes = 0;  // read of files, as they lie on disk
  // Of all files that are to be read; nullopt while it is not known.
  absl::optional<int64_t> total_file_bytes;
  int64_t files_done = 0;             // of which the last document is in
  int64_t files_skipped = 0;          // that the ledger held
  int64_t files_failed = 0;           // that could not be read
  std::vector<std::string> refusals;  // the first kListedRefusals messages

  int64_t Documents() const;
};

// Thread-safe.
class Tally {
 public:
  void AddBytes(size_t bytes);
  void AddTaken(absl::string_view verdict);
  // `message` names the input and the reason; `is_kept` as Counts::kept.
  void AddRefused(absl::string_view message, bool is_kept = false);
  void AddUnfinished();
  void AddCounted();
  // Before what is unfinished is tried again.
  void ForgetUnfinished();
  void AddFileBytes(size_t bytes);
  void SetTotalFileBytes(int64_t bytes);
  void AddFileDone();
  // One of so many bytes, which are not to be read then.
  void AddFileSkipped(int64_t bytes);
  void AddFileFailed();

  Counts Get() const;

 private:
  mutable base::Mutex mutex_;
  Counts counts_ ABSL_GUARDED_BY(mutex_);
  int64_t skipped_bytes_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_TALLY_H_
