// Writes a segment from documents in order and then terms in order: what WriteSegment and
// MergeSegments share.
#ifndef KHOTIN_INDEX_SEGMENT_BUILDER_H_
#define KHOTIN_INDEX_SEGMENT_BUILDER_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "index/document_columns.h"
#include "index/ordered_blocks.h"
#include "index/postings_writer.h"
#include "index/sorted_block.h"

namespace khotin::index {

// Every AddDocument, EndDocuments, then for each term in rising order StartTerm, AddPosting for
// each document in rising order, FinishTerm; Finish. Not thread-safe.
class SegmentBuilder {
 public:
  explicit SegmentBuilder(BlockSink* sink)
      : blocks_(sink), columns_(&blocks_), postings_(&blocks_) {}

  absl::Status AddDocument(const DocumentValues& values) { return columns_.Add(values); }
  absl::Status EndDocuments();
  void StartTerm(bool has_positions) { postings_.Start(has_positions); }
  absl::Status AddPosting(uint32_t doc, uint32_t frequency, absl::Span<const uint32_t> positions) {
    return postings_.Add(doc, frequency, positions);
  }
  // A term without postings leaves no trace.
  absl::Status FinishTerm(absl::string_view term);
  absl::Status Finish();

 private:
  absl::Status FlushDictionary();
  absl::Status WriteIndex();

  OrderedBlocks blocks_;
  ColumnsWriter columns_;
  PostingsWriter postings_;
  ColumnsLayout layout_;
  SortedBlockBuilder dictionary_;
  // First terms and numbers of the dictionary blocks so far; blocks of the index come last.
  SortedBlockBuilder index_;
  std::vector<std::string> index_blocks_;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_SEGMENT_BUILDER_H_
