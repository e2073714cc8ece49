// An immutable segment of the index: documents 0..n-1, a sorted term dictionary, blocks of 128
// postings with positions apart, and columnar document values, all as blocks of about 16 KiB under
// short keys. The layout, byte by byte: docs/formats/segment.md.
#ifndef KHOTIN_INDEX_SEGMENT_H_
#define KHOTIN_INDEX_SEGMENT_H_

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "index/block_store.h"
#include "index/document_terms.h"

namespace khotin::index {

using DocId = uint32_t;
inline constexpr DocId kNoDoc = std::numeric_limits<DocId>::max();

// The postings of one term in one segment, in rising order of documents. Not thread-safe; must not
// outlive its segment.
class Postings {
 public:
  virtual ~Postings() = default;
  virtual DocId doc() const = 0;  // kNoDoc when exhausted, and after an error
  virtual uint32_t frequency() const = 0;
  virtual void Next() = 0;
  virtual void SkipTo(DocId target) = 0;  // to the first document >= target
  // Positions in the current document, decoded on demand; valid until the next move.
  virtual absl::Span<const uint32_t> positions() = 0;
  // An upper bound of frequency() over the whole term, for pruning.
  virtual uint32_t max_frequency() const = 0;
  // OK, or what stopped the iteration (a damaged block).
  virtual absl::Status status() const = 0;
};

struct SegmentStats {
  uint32_t documents = 0;
  std::array<uint64_t, kFieldCount> total_lengths{};
  uint64_t bytes = 0;  // of all blocks
};

// Immutable and thread-safe.
class Segment {
 public:
  // Reads the segment's header; `source` must outlive the segment (it is shared).
  static absl::StatusOr<std::unique_ptr<Segment>> Open(std::shared_ptr<const BlockSource> source);
  virtual ~Segment() = default;

  virtual const SegmentStats& stats() const = 0;
  // Documents that hold `term`; 0 for an unknown term.
  virtual absl::StatusOr<uint32_t> DocumentFrequency(absl::string_view term) const = 0;
  // nullptr for an unknown term.
  virtual absl::StatusOr<std::unique_ptr<Postings>> OpenPostings(absl::string_view term) const = 0;
  // REQUIRES: doc < stats().documents.
  virtual absl::StatusOr<DocumentValues> Values(DocId doc) const = 0;
  // Lengths without the rest of the values: what scoring reads for every candidate.
  virtual uint32_t Length(IndexField field, DocId doc) const = 0;
  // The document of `article_id`, if the segment has one.
  virtual absl::StatusOr<absl::optional<DocId>> FindDocument(absl::string_view article_id) const = 0;
};

// Documents of a segment that are no longer current. Immutable; copied to add one.
class DeletedDocs {
 public:
  bool Contains(DocId doc) const {
    return doc / 64 < words_.size() && ((words_[doc / 64] >> (doc % 64)) & 1) != 0;
  }
  uint32_t count() const { return count_; }
  DeletedDocs With(DocId doc) const;
  std::string Encode() const;
  static absl::StatusOr<DeletedDocs> Decode(absl::string_view bytes);

 private:
  std::vector<uint64_t> words_;
  uint32_t count_ = 0;
};

// Writes `documents` as a segment. The order of documents is kept. Each article id must be there
// once.
absl::Status WriteSegment(absl::Span<const DocumentTerms> documents, BlockSink* sink);

// One input of a merge; `deleted` may be null.
struct MergeInput {
  std::shared_ptr<const Segment> segment;
  std::shared_ptr<const DeletedDocs> deleted;
};

// Writes one segment of the inputs' live documents, in order. Streams: memory does not grow with
// the postings.
absl::Status MergeSegments(absl::Span<const MergeInput> inputs, BlockSink* sink);

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_SEGMENT_H_
