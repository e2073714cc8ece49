// The files that a run is to read.
#ifndef KHOTIN_INGEST_INPUT_SELECTION_H_
#define KHOTIN_INGEST_INPUT_SELECTION_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "base/mutex.h"
#include "ingest/file_filter.h"
#include "ingest/file_in_hand.h"
#include "ingest/inputs.h"

namespace khotin::ingest {

// Files that need not be looked at again while they are as they are. Thread-safe.
class SettledFiles {
 public:
  void Add(const std::string& path, const FileStamp& stamp);
  bool Has(const std::string& path, const FileStamp& stamp) const;

 private:
  mutable base::Mutex mutex_;
  std::map<std::string, FileStamp> stamps_ ABSL_GUARDED_BY(mutex_);
};

// As InputWalker, without those files of folders that the filter passes over or that are settled.
// Not thread-safe.
class InputSelection {
 public:
  // `settled` may be null; else it outlives this.
  InputSelection(std::vector<std::string> paths, FilterOptions filter, const SettledFiles* settled);

  absl::optional<Input> Next();

  // Hidden entries passed over so far, and files passed over by the filter.
  int64_t hidden() const { return walker_.skipped(); }
  int64_t unwanted() const { return unwanted_; }
  // Files that were changed too lately.
  int64_t unsettled() const { return unsettled_; }

 private:
  bool Wants(const Input& input);

  InputWalker walker_;
  const FilterOptions filter_;
  const SettledFiles* const settled_;
  int64_t unwanted_ = 0;
  int64_t unsettled_ = 0;
};

// Goes through all files for the sum of their sizes. `stopped` is polled; true ends it with
// nullopt.
absl::optional<int64_t> TotalBytes(InputSelection selection, const std::function<bool()>& stopped);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_INPUT_SELECTION_H_
