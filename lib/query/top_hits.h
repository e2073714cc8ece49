// The best hits so far, in the order of the ranking.
#ifndef KHOTIN_QUERY_TOP_HITS_H_
#define KHOTIN_QUERY_TOP_HITS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "index/snapshot.h"
#include "query/collector.h"
#include "query/search.h"

namespace khotin::query {

// Keeps `options.limit` hits behind `options.after`. Times decide between equal scores, article ids
// between equal times, and each is read only then. Not thread-safe.
class TopHits : public Collector {
 public:
  // Both must outlive the object.
  TopHits(const index::IndexSnapshot* snapshot, const SearchOptions* options);

  absl::Status Offer(const Match& match) override;
  // One of several matches of the same score: that which comes first. `collapsed` is
  // that of the hit. REQUIRES: `tied` is not empty; it must stay as it is until Finish.
  absl::Status OfferFirstOf(absl::Span<const Match> tied, uint64_t collapsed);
  absl::StatusOr<SearchResult> Finish() override;

 private:
  struct Entry {
    Match match;
    absl::Span<const Match> tied;  // if any: once the id is read, `match` is the first of them
    uint64_t collapsed = 0;
    absl::optional<int64_t> publish_seconds = {};  // once needed; of the newest of `tied`
    std::string article_id = {};                   // empty until needed
  };

  absl::Status Offer(const Match& match, absl::Span<const Match> tied, uint64_t collapsed);
  absl::StatusOr<int64_t> Published(const Match& match) const;
  absl::Status ReadTime(Entry* entry) const;
  absl::Status ReadId(Entry* entry) const;
  // True when `a` ranks before `b`; reads times on a tie, ids when those tie too, and keeps what
  // goes wrong in status_.
  bool Before(Entry* a, Entry* b);
  absl::StatusOr<bool> IsBehindCursor(Entry* entry) const;
  void SiftUp(size_t i);
  void SiftDown(size_t i);
  absl::StatusOr<Hit> MakeHit(Entry* entry) const;

  const index::IndexSnapshot* const snapshot_;
  const SearchOptions* const options_;
  std::vector<Entry> heap_;  // the worst on top
  uint64_t offered_ = 0;
  uint64_t behind_cursor_ = 0;
  absl::Status status_;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_TOP_HITS_H_
