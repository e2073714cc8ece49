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
#include "index/occurrence_list.h"
#include "index/segment_builder.h"
#include "index/term.h"
#include "index/unit_table.h"

namespace khotin::index {

// Each of the three writes the terms of its kind of all fields, in the order of terms; exact ones
// must come first, as SegmentBuilder has it. Goes over the texts once for so many occurrences as
// are sorted at once, each time for other terms: its memory does not grow with the texts. Not
// thread-safe.
class Inversion {
 public:
  // At 32 bytes each, 64 MiB. Half or twice as much takes as long over 28,000 articles, 13 million
  // words.
  static constexpr size_t kSortedAtOnce = size_t{2} << 20;

  // `units` are ranked, `memory` is to be used by nobody else meanwhile; all must outlive it. Terms
  // that stand in the texts more than `sorted_at_once` times are sorted alone.
  Inversion(const UnitTable* units, size_t sorted_at_once, OccurrenceList* memory,
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
  };

  // Terms in order, in ranges of so many occurrences as the list is to hold at once.
  std::vector<Range> RangesOf(const std::vector<size_t>& counts);
  std::vector<Range> ExactRanges(size_t field);
  std::vector<Range> FoldedRanges(size_t field);
  Range UnitsOf(Range folded) const;
  // Each fills the list with what stands for terms of a range.
  void CollectExact(size_t field, Range range);
  void CollectFolded(size_t field, Range range);
  void CollectPairs(size_t field, Range range);
  absl::Status WriteExactTerm(size_t field, absl::Span<const Occurrence> of_term);
  absl::Status WritePairsOf(size_t field, absl::Span<const Occurrence> of_first);
  void SetTerm(TermKind kind, size_t field, absl::string_view key);
  void StartFolded(size_t field, uint32_t folded);
  absl::Status AddWithPositions(absl::Span<const Occurrence> of_term);
  absl::Status AddCounted(absl::Span<const Occurrence> of_term);

  const UnitTable& units_;
  const size_t sorted_at_once_;
  SegmentBuilder& builder_;
  std::array<std::vector<Range>, kFieldCount> folded_ranges_;
  size_t room_ = 0;              // for the occurrences of any range
  OccurrenceList& occurrences_;  // of the kind of term and field being written
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
