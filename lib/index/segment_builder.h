// Writes a segment from documents in order and then terms in order: what WriteSegment and
// MergeSegments share.
#ifndef KHOTIN_INDEX_SEGMENT_BUILDER_H_
#define KHOTIN_INDEX_SEGMENT_BUILDER_H_

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "index/document_columns.h"
#include "index/facet_column.h"
#include "index/ordered_blocks.h"
#include "index/postings_writer.h"
#include "index/segment_header.h"
#include "index/sorted_block.h"

namespace khotin::index {

// Every AddDocument, EndDocuments, then for each term in rising order StartTerm, AddPosting for
// each document in rising order, FinishTerm; Finish. Exact terms come before the folded ones (their
// kinds sort so), which tells how frequent a spelling is. Not thread-safe.
class SegmentBuilder {
 public:
  explicit SegmentBuilder(BlockSink* sink)
      : blocks_(sink), columns_(&blocks_), postings_(&blocks_) {}

  // `labels` are those of each value field.
  absl::Status AddDocument(
      const DocumentValues& values,
      const std::array<std::vector<absl::string_view>, kValueFieldCount>& labels);
  absl::Status EndDocuments();
  // `spellings` are exact keys, other than its own, that a folded term has in the inputs. The
  // result has the code of each: frequent spellings have small codes, and one that no document has
  // any more has code 0, as the term's own.
  std::vector<uint32_t> StartTerm(absl::string_view term,
                                  absl::Span<const absl::string_view> spellings);
  absl::Status AddPosting(uint32_t doc, uint32_t frequency, absl::Span<const uint32_t> positions,
                          absl::Span<const uint32_t> codes) {
    return postings_.Add(doc, frequency, columns_.length(field_, doc), positions, codes);
  }
  // A term without postings leaves no trace.
  absl::Status FinishTerm();
  absl::Status Finish();

 private:
  absl::Status FlushDictionary();
  absl::Status WriteIndex();

  OrderedBlocks blocks_;
  ColumnsWriter columns_;
  PostingsWriter postings_;
  std::array<FacetColumnWriter, kValueFieldCount> facets_;
  SegmentHeader header_;
  std::string term_;
  IndexField field_ = IndexField::kTitle;
  // Documents of the exact terms so far, by field and key.
  absl::flat_hash_map<std::string, uint32_t> exact_counts_;
  SortedBlockBuilder dictionary_;
  uint32_t max_frequency_ = 0;  // of the terms in dictionary_, in documents
  // First terms, numbers and largest frequencies of the dictionary blocks so far; blocks of the
  // index come last.
  SortedBlockBuilder index_;
  std::vector<std::string> index_blocks_;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_SEGMENT_BUILDER_H_
