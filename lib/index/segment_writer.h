// Writing a segment of documents that come one after another.
#ifndef KHOTIN_INDEX_SEGMENT_WRITER_H_
#define KHOTIN_INDEX_SEGMENT_WRITER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/types/optional.h"
#include "index/block_store.h"
#include "index/document_terms.h"
#include "index/inversion.h"
#include "index/scratch_memory.h"
#include "index/segment_builder.h"
#include "index/unit_table.h"

namespace khotin::index {

// For each segment Start, Add for each document, Finish. Keeps of a document what the segment says
// of it: about seven bytes for a word of its text, and its labels and key phrases. Its memory
// serves one segment after another. Not thread-safe.
class SegmentWriter {
 public:
  // `sorted_at_once` as Inversion has it.
  explicit SegmentWriter(size_t sorted_at_once = Inversion::kSortedAtOnce)
      : sorted_at_once_(sorted_at_once) {}

  // `sink` must live until Finish. What was added to a segment that was not finished is dropped.
  void Start(BlockSink* sink);
  // INVALID_ARGUMENT when its article id is there already, or is empty or too long, or a label is.
  // After an error the segment is of no further use.
  absl::Status Add(const DocumentTerms& document);
  uint32_t documents() const { return units_.documents(); }
  // Takes 12 bytes for each word of the longest segment so far, up to so many as are sorted at once
  // or the most frequent one of all needs.
  absl::Status Finish();

 private:
  // Documents of a label or phrase as it is written, rising.
  using ByName = absl::flat_hash_map<std::string, std::vector<uint32_t>>;

  absl::Status CheckNames(const DocumentTerms& document);

  const size_t sorted_at_once_;
  absl::optional<SegmentBuilder> builder_;
  absl::flat_hash_set<std::string> ids_;
  UnitTable units_;
  ScratchMemory memory_;
  std::array<ByName, kValueFieldCount> labels_;
  ByName phrases_;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_SEGMENT_WRITER_H_
