// An immutable segment of the index: documents 0..n-1, a sorted term dictionary, blocks of 128
// postings with positions apart, and columnar document values, all as blocks of about 16 KiB under
// short keys. The layout, byte by byte: docs/formats/segment.md.
#ifndef KHOTIN_INDEX_SEGMENT_H_
#define KHOTIN_INDEX_SEGMENT_H_

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "index/block_store.h"
#include "index/document_columns.h"
#include "index/document_terms.h"
#include "index/facet_column.h"
#include "index/postings.h"
#include "index/publish_range.h"

namespace khotin::index {

struct SegmentStats {
  uint32_t documents = 0;
  std::array<uint64_t, kFieldCount> total_lengths{};
  uint64_t bytes = 0;  // of all blocks
};

struct TermCount {
  std::string term;
  uint32_t documents = 0;
};
inline constexpr size_t kMaxFrequentBlocks = 128;
// Articles come in about the order of their times: so few of them are of one day or week.
inline constexpr uint32_t kDocumentsPerZone = 512;

// A document of a term, and how often the term stands in it.
struct DocFrequency {
  DocId doc;
  uint32_t frequency;
};

// Walks the terms of a segment in order; stands before the first when made. Not thread-safe; must
// not outlive its segment.
class TermCursor {
 public:
  virtual ~TermCursor() = default;
  // Moves to the next term; false at the end and on damage, which status() tells apart.
  virtual bool Next() = 0;
  virtual const std::string& term() const = 0;
  // DATA_LOSS for damage, here and below.
  virtual absl::StatusOr<std::unique_ptr<Postings>> OpenPostings() const = 0;
  // Fills `postings` with all those of a rare term without positions, in rising order, for a
  // fraction of what opening them costs. False for other terms.
  virtual absl::StatusOr<bool> ReadRare(std::vector<DocFrequency>* postings) const = 0;
  virtual const absl::Status& status() const = 0;
};

// Immutable and thread-safe. Every function returns DATA_LOSS when a block it needs is damaged.
class Segment {
 public:
  // Reads the segment's header and the index of its dictionary, about a thousandth of the segment.
  // FAILED_PRECONDITION when the segment is of a format this program does not read.
  static absl::StatusOr<std::unique_ptr<Segment>> Open(std::shared_ptr<const BlockSource> source);
  virtual ~Segment() = default;

  virtual const SegmentStats& stats() const = 0;
  // Documents that hold `term`, deleted ones included; 0 for an unknown term.
  virtual absl::StatusOr<uint32_t> DocumentFrequency(absl::string_view term) const = 0;
  // nullptr for an unknown term.
  virtual absl::StatusOr<std::unique_ptr<Postings>> OpenPostings(absl::string_view term) const = 0;
  virtual std::unique_ptr<TermCursor> Terms() const = 0;
  // From the first term that is not less than `first` on.
  virtual std::unique_ptr<TermCursor> TermsFrom(absl::string_view first) const = 0;
  // The `limit` terms of the most documents, deleted ones included, among those that begin with
  // `prefix` and that `accept` takes; the most first, those of equal numbers in their order. Looks
  // into at most kMaxFrequentBlocks blocks of the dictionary, those that hold the most frequent
  // terms, so that a prefix of very many terms costs no more.
  virtual absl::StatusOr<std::vector<TermCount>> FrequentTerms(
      absl::string_view prefix, size_t limit,
      const std::function<bool(absl::string_view term)>& accept) const = 0;
  // REQUIRES: doc < stats().documents.
  virtual absl::StatusOr<DocumentValues> Values(DocId doc) const = 0;
  // REQUIRES: doc < stats().documents.
  virtual absl::StatusOr<std::string> ArticleId(DocId doc) const = 0;

  // Columns of all documents. Read at the first call and kept; they live as long as the segment.
  virtual absl::StatusOr<absl::Span<const LengthClass>> Lengths(IndexField field) const = 0;
  virtual absl::StatusOr<absl::Span<const uint64_t>> Numbers(NumberColumn column) const = 0;
  // Of each kDocumentsPerZone documents, the last of them perhaps fewer: made of
  // NumberColumn::kPublishSeconds as the columns are.
  virtual absl::StatusOr<absl::Span<const PublishRange>> PublishZones() const = 0;
  virtual absl::StatusOr<const FacetColumn*> Facets(ValueField field) const = 0;

  // The document of `article_id`, if the segment has one; of several, the last one.
  virtual absl::StatusOr<absl::optional<DocId>> FindDocument(
      absl::string_view article_id) const = 0;
};

// Documents of a segment that are no longer current. Immutable; copied to add one.
class DeletedDocs {
 public:
  bool Contains(DocId doc) const {
    return doc / 64 < words_.size() && ((words_[doc / 64] >> (doc % 64)) & 1) != 0;
  }
  uint32_t count() const { return count_; }
  DeletedDocs With(DocId doc) const { return WithAll(absl::MakeConstSpan(&doc, 1)); }
  DeletedDocs WithAll(absl::Span<const DocId> docs) const;
  // Bytes that Decode reads; equal for equal sets.
  std::string Encode() const;
  // DATA_LOSS for bytes that Encode cannot have made.
  static absl::StatusOr<DeletedDocs> Decode(absl::string_view bytes);

 private:
  std::vector<uint64_t> words_;
  uint32_t count_ = 0;
};

// Writes `documents` as a segment. The order of documents is kept. INVALID_ARGUMENT when an
// article id is there twice, or is empty or too long, or a label is.
absl::Status WriteSegment(absl::Span<const DocumentTerms> documents, BlockSink* sink);

// One input of a merge; `deleted` may be null.
struct MergeInput {
  std::shared_ptr<const Segment> segment;
  std::shared_ptr<const DeletedDocs> deleted;
};

// Writes one segment of the inputs' live documents, in order: byte for byte what WriteSegment
// makes of them. Streams: memory grows with the documents (about 50 bytes each, and 4 for each
// value, and the labels), not with the postings. REQUIRES: each article id is live in one input
// only.
absl::Status MergeSegments(absl::Span<const MergeInput> inputs, BlockSink* sink);

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_SEGMENT_H_
