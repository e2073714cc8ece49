// Segment over blocks.
#ifndef KHOTIN_INDEX_SEGMENT_READER_H_
#define KHOTIN_INDEX_SEGMENT_READER_H_

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "index/block_format.h"
#include "index/document_columns.h"
#include "index/lazy_value.h"
#include "index/segment.h"
#include "index/segment_header.h"
#include "index/sorted_block.h"

namespace khotin::index {

class SegmentReader : public Segment {
 public:
  static absl::StatusOr<std::unique_ptr<Segment>> Open(std::shared_ptr<const BlockSource> source);

  const SegmentStats& stats() const override { return stats_; }
  absl::StatusOr<uint32_t> DocumentFrequency(absl::string_view term) const override;
  absl::StatusOr<std::unique_ptr<Postings>> OpenPostings(absl::string_view term) const override;
  std::unique_ptr<TermCursor> Terms() const override { return TermsFrom(""); }
  std::unique_ptr<TermCursor> TermsFrom(absl::string_view first) const override;
  absl::StatusOr<std::vector<TermCount>> FrequentTerms(
      absl::string_view prefix, size_t limit,
      const std::function<bool(absl::string_view term)>& accept) const override;
  absl::StatusOr<DocumentValues> Values(DocId doc) const override;
  absl::StatusOr<std::string> ArticleId(DocId doc) const override;
  absl::StatusOr<absl::Span<const LengthClass>> Lengths(IndexField field) const override;
  absl::StatusOr<absl::Span<const uint64_t>> Numbers(NumberColumn column) const override;
  absl::StatusOr<absl::Span<const PublishRange>> PublishZones() const override;
  absl::StatusOr<const FacetColumn*> Facets(ValueField field) const override;
  absl::StatusOr<absl::optional<DocId>> FindDocument(absl::string_view article_id) const override;

 private:
  class Cursor;

  struct DictionaryBlock {
    std::string first_term;
    uint32_t number = 0;
    uint32_t max_frequency = 0;  // of its terms, in documents
  };

  // A term's dictionary entry and the block it lies in; `found` false for an unknown term.
  struct Entry {
    bool found = false;
    Payload dictionary;
    absl::string_view bytes;
  };

  SegmentReader(std::shared_ptr<const BlockSource> source, const SegmentHeader& header);
  absl::Status ReadIndex(const SegmentHeader& header);
  absl::StatusOr<Entry> FindTerm(absl::string_view term) const;
  // Places in index_ of the blocks where terms with `prefix` can be, the largest frequency first.
  std::vector<size_t> BlocksByFrequency(absl::string_view prefix) const;
  // The place in index_ of the last block that begins at or before `term`; 0 if none does.
  size_t SeekBlock(absl::string_view term) const;

  const BlockReader blocks_;
  const ColumnsReader columns_;
  SegmentStats stats_;
  std::vector<DictionaryBlock> index_;
  const LazyValue<LengthColumns> lengths_;
  const std::array<LazyValue<std::vector<uint64_t>>, kNumberColumnCount> numbers_;
  const LazyValue<std::vector<PublishRange>> publish_zones_;
  const std::array<FacetLayout, kValueFieldCount> facet_layouts_;
  const std::array<LazyValue<FacetColumn>, kValueFieldCount> facets_;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_SEGMENT_READER_H_
