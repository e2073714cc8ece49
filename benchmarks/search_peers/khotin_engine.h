// Khotin's index and search for the comparison: segments in RocksDB, as the store keeps them.
// khotin_engine.cc is the one file of the comparison that knows lib/query.
#ifndef KHOTIN_BENCHMARKS_SEARCH_PEERS_KHOTIN_ENGINE_H_
#define KHOTIN_BENCHMARKS_SEARCH_PEERS_KHOTIN_ENGINE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine_runner.h"
#include "index/segment_writer.h"
#include "index/snapshot.h"
#include "store/database.h"
#include "store/segment_blocks.h"

namespace khotin::benchmarks {

// Not thread-safe. See PeerEngine for the order of calls.
class KhotinEngine : public PeerEngine {
 public:
  // `merge_all` leaves one segment behind, made of all as the merge after a rebuild makes it; else
  // there are those that merging by tiers leaves.
  KhotinEngine(std::string folder, bool merge_all)
      : folder_(std::move(folder)), merge_all_(merge_all) {}

  // `document` is text as it was written; a folded one only has no exact terms to index.
  absl::Status Add(uint64_t number, const PeerDocument& document) override;
  absl::Status Finish() override;
  std::vector<PeerFigure> BuildFigures() override;

  absl::Status Open() override;
  absl::StatusOr<std::vector<PeerHit>> Search(const PeerQuery& query) override;
  absl::StatusOr<uint64_t> Count(const PeerQuery& query) override;

  // What a user finds who types `text`, which is prose and no query language.
  absl::StatusOr<std::vector<PeerHit>> SearchText(absl::string_view text);

 private:
  absl::Status OpenDatabase();
  absl::Status OpenSnapshot();
  absl::Status Flush();
  absl::Status MergeDue();
  // Merges the segments from `first` on into one.
  absl::Status Merge(size_t first);

  struct StoredSegment {
    uint64_t id = 0;
    int tier = 0;
  };

  const std::string folder_;
  const bool merge_all_;
  std::shared_ptr<store::Database> database_;
  index::SegmentWriter writer_;
  std::unique_ptr<store::SegmentBlocksWriter> blocks_;  // of the segment that is growing
  std::vector<StoredSegment> segments_;
  uint64_t next_segment_ = 1;
  double analysis_seconds_ = 0;  // of the thread
  index::IndexSnapshot snapshot_;
};

}  // namespace khotin::benchmarks

#endif  // KHOTIN_BENCHMARKS_SEARCH_PEERS_KHOTIN_ENGINE_H_
