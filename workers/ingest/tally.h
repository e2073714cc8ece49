// What a run has done so far, in numbers.
#ifndef KHOTIN_INGEST_TALLY_H_
#define KHOTIN_INGEST_TALLY_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "base/mutex.h"

namespace khotin::ingest {

// Refused inputs that a summary lists; the rest is only counted.
inline constexpr size_t kListedRefusals = 100;

struct Counts {
  std::map<std::string, int64_t> taken;  // by verdict
  int64_t refused = 0;
  int64_t unfinished = 0;  // sent or prepared, but without a result when the run broke off
  int64_t bytes = 0;       // of the documents read
  std::vector<std::string> refusals;  // the first kListedRefusals messages

  int64_t Documents() const;
};

// Thread-safe.
class Tally {
 public:
  void AddBytes(size_t bytes);
  void AddTaken(absl::string_view verdict);
  // `message` names the input and the reason.
  void AddRefused(absl::string_view message);
  void AddUnfinished();

  Counts Get() const;

 private:
  mutable base::Mutex mutex_;
  Counts counts_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_TALLY_H_
