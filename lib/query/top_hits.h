// The best hits so far, in the order of the ranking.
#ifndef KHOTIN_QUERY_TOP_HITS_H_
#define KHOTIN_QUERY_TOP_HITS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "index/snapshot.h"
#include "query/search.h"

namespace khotin::query {

// Keeps `options.limit` hits behind `options.after`. Article ids decide between equal scores and
// are read only then. Not thread-safe.
class TopHits {
 public:
  // Both must outlive the object.
  TopHits(const index::IndexSnapshot* snapshot, const SearchOptions* options);

  absl::Status Offer(double score, uint32_t segment, index::DocId doc);
  // The hits, best first, with their values. The object is spent.
  absl::StatusOr<std::vector<Hit>> Finish();
  // Hits behind `after`, kept or not.
  uint64_t offered() const { return offered_; }

 private:
  struct Entry {
    double score;
    uint32_t segment;
    index::DocId doc;
    std::string article_id;  // empty until needed
  };

  absl::Status ReadId(Entry* entry);
  // True when `a` ranks before `b`; reads ids on a tie, and keeps what goes wrong in status_.
  bool Before(Entry* a, Entry* b);
  absl::StatusOr<bool> IsBehindCursor(Entry* entry);
  void SiftUp(size_t i);
  void SiftDown(size_t i);

  const index::IndexSnapshot* const snapshot_;
  const SearchOptions* const options_;
  std::vector<Entry> heap_;  // the worst on top
  uint64_t offered_ = 0;
  absl::Status status_;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_TOP_HITS_H_
