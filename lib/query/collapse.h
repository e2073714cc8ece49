// One hit for each cluster of duplicates.
#ifndef KHOTIN_QUERY_COLLAPSE_H_
#define KHOTIN_QUERY_COLLAPSE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "index/snapshot.h"
#include "query/collector.h"
#include "query/search.h"
#include "query/top_hits.h"

namespace khotin::query {

// Keeps every match, 12 bytes each, and groups them at the end, whatever page is asked for: only
// so is it known that a cluster has no better match before the cursor. Documents of cluster 0 are
// hits of their own. Not thread-safe.
class CollapsedHits : public Collector {
 public:
  // Counts the hits into `facets`. All must outlive the object.
  CollapsedHits(const index::IndexSnapshot* snapshot, const SearchOptions* options,
                FacetCounter* facets);

  // DATA_LOSS when the clusters of the documents cannot be read.
  absl::Status Offer(const Match& match) override;
  absl::StatusOr<SearchResult> Finish() override;

 private:
  struct Kept {
    Score score;
    index::DocId doc;
    uint32_t cluster;  // its low half
  };
  // Grows without copying: a list of all matches of a large archive is megabytes, whose pages cost
  // more to get than the matches to find.
  class KeptList {
   public:
    void Add(const Kept& kept) {
      if (size_ % kBlock == 0) blocks_.push_back(std::make_unique<Kept[]>(kBlock));
      blocks_.back()[size_++ % kBlock] = kept;
    }
    const Kept& operator[](size_t i) const { return blocks_[i / kBlock][i % kBlock]; }
    size_t size() const { return size_; }

   private:
    static constexpr size_t kBlock = 1024;

    std::vector<std::unique_ptr<Kept[]>> blocks_;
    size_t size_ = 0;
  };

  // What is kept of one segment begins at `first`.
  struct Column {
    size_t first;
    absl::Span<const uint64_t> clusters;
  };

  absl::Status EnterSegment(uint32_t segment);
  uint64_t ClusterOf(const Match& match) const {
    return columns_[match.segment].clusters[match.doc];
  }
  // CANCELLED when the caller has given the search up.
  absl::Status Poll() const;
  // Offers the matches that share their cluster with no other; returns those that may.
  absl::StatusOr<std::vector<Match>> OfferUnique();
  // Offers one match of each cluster. REQUIRES: called once.
  absl::Status OfferClusters(const std::vector<Match>& matches);

  const index::IndexSnapshot* const snapshot_;
  const SearchOptions* const options_;
  FacetCounter* const facets_;
  KeptList kept_;
  std::vector<Column> columns_;  // of the segments so far
  std::vector<Match> tied_;      // for top_: the best of each cluster, one cluster after another
  TopHits top_;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_COLLAPSE_H_
