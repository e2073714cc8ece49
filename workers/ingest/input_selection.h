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

// Files that later looks need not look at while nobody touches them. Thread-safe.
class SettledFiles {
 public:
  // Counts from the next look on, so that a path that is given twice is the same twice.
  void Add(const std::string& path, const FileStamp& stamp);
  bool Has(const std::string& path, const FileStamp& stamp);
  // Forgets, behind a look at all there is, the files that it has not seen.
  void EndLook(bool complete);

 private:
  struct Entry {
    FileStamp stamp;
    bool added = false;  // in this look
    bool seen = false;   // in this look
  };

  base::Mutex mutex_;
  std::map<std::string, Entry> entries_ ABSL_GUARDED_BY(mutex_);
};

// As InputWalker, without files that are settled and those of folders that the filter passes over.
// Not thread-safe.
class InputSelection {
 public:
  // `settled` may be null; else it outlives this.
  InputSelection(std::vector<std::string> paths, FilterOptions filter, SettledFiles* settled);

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
  SettledFiles* const settled_;
  int64_t unwanted_ = 0;
  int64_t unsettled_ = 0;
};

// Goes through all files for the sum of their sizes. `stopped` is polled; true ends it with
// nullopt.
absl::optional<int64_t> TotalBytes(InputSelection selection, const std::function<bool()>& stopped);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_INPUT_SELECTION_H_
