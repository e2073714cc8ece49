// The terms of texts: from units in the order of documents to postings in the order of terms.
#ifndef KHOTIN_INDEX_INVERSION_H_
#define KHOTIN_INDEX_INVERSION_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "index/document_terms.h"
#include "index/occurrence_buckets.h"
#include "index/segment_builder.h"
#include "index/term.h"
#include "index/unit_table.h"

namespace khotin::index {

// Each of the three writes the terms of its kind of all fields, in the order of terms; exact ones
// must come first, as SegmentBuilder has it. Goes over the texts once for so many occurrences as
// are brought into order at once, each time for other terms: its memory does not grow with the
// texts. Not thread-safe.
class Inversion {
 public:
  // At 8 or 12 bytes each, 96 MiB at most.
  static constexpr size_t kSortedAtOnce = size_t{8} << 20;

  // `units` are ranked, `memory` is to be used by nobody else meanwhile; all must outlive it. Terms
  // that stand in the texts more than `sorted_at_once` times are sorted alone.
  Inversion(const UnitTable* units, size_t sorted_at_once, ScratchMemory* memory,
            SegmentBuilder* builder);

  absl::Status WriteExact();
  absl::Status WriteFolded();
  absl::Status WritePairs();

 private:
  // Numbers of terms, [begin, end).
  struct Range {
    uint32_t begin;
    uint32_t end;
    bool Contains(uint32_t term) const { return term - begin < end - begin; }
    // What is theirs of what all terms have.
    absl::Span<const uint32_t> Of(absl::Span<const uint32_t> counts) const {
      return counts.subspan(begin, end - begin);
    }
  };
  // How often a term stands in a document.
  struct Counted {
    uint32_t doc;
    uint32_t count;
  };
  // A unit of a term at a place.
  struct Placed {
    uint32_t doc;
    uint32_t position;
    uint32_t unit;
  };
  // The second folded key of a pair above the document: numbers that sort as both do.
  using Follower = uint64_t;

  // Terms in order, in ranges of so many occurrences as are to be sorted at once.
  std::vector<Range> RangesOf(absl::Span<const uint32_t> counts) const;
  std::vector<uint32_t> CountExact(size_t field) const;
  std::vector<uint32_t> CountFolded(size_t field) const;
  // Each gives what stands for the terms of a range, by their place in it. `counts` are of all.
  OccurrenceBuckets<Counted> CollectExact(size_t field, Range range,
                                          absl::Span<const uint32_t> counts);
  OccurrenceBuckets<Placed> CollectFolded(size_t field, Range range);
  OccurrenceBuckets<Follower> CollectPairs(size_t field, Range range);
  Range UnitsOf(Range folded) const;
  absl::Status WriteExactTerm(size_t field, uint32_t rank, absl::Span<const Counted> of_term);
  absl::Status WriteFoldedTerm(size_t field, uint32_t folded, absl::Span<const Placed> of_term);
  absl::Status WritePairsOf(size_t field, uint32_t first, absl::Span<Follower> of_first);
  void SetTerm(TermKind kind, size_t field, absl::string_view key);
  void StartFolded(size_t field, uint32_t folded);

  const UnitTable& units_;
  const size_t sorted_at_once_;
  SegmentBuilder& builder_;
  ScratchMemory& memory_;
  std::array<std::vector<uint32_t>, kFieldCount> folded_counts_;
  std::vector<Follower> followers_;  // of any contents
  // Of the term being written.
  std::string term_;
  std::vector<absl::string_view> spellings_;
  std::vector<uint32_t> code_of_;  // of each unit
  // Of the document being written.
  std::vector<uint32_t> positions_;
  std::vector<uint32_t> codes_;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_INVERSION_H_
