// The terms of texts: from units in the order of documents to postings in the order of terms.
#ifndef KHOTIN_INDEX_INVERSION_H_
#define KHOTIN_INDEX_INVERSION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "index/occurrence_list.h"
#include "index/segment_builder.h"
#include "index/term.h"
#include "index/unit_table.h"

namespace khotin::index {

// Each of the three writes the terms of its kind of all fields, in the order of terms; exact ones
// must come first, as SegmentBuilder has it. Not thread-safe.
class Inversion {
 public:
  // `units` are ranked, `memory` is to be used by nobody else meanwhile; all must outlive it.
  Inversion(const UnitTable* units, OccurrenceList* memory, SegmentBuilder* builder);

  absl::Status WriteExact();
  absl::Status WriteFolded();
  absl::Status WritePairs();

 private:
  void CollectExact(size_t field);
  void CollectFolded(size_t field);
  void CollectPairs(size_t field);
  void SetTerm(TermKind kind, size_t field, absl::string_view key);
  void StartFolded(size_t field, uint32_t folded);
  absl::Status AddWithPositions(absl::Span<const Occurrence> of_term);
  absl::Status AddCounted(absl::Span<const Occurrence> of_term);

  const UnitTable& units_;
  SegmentBuilder& builder_;
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
