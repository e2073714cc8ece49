// Reading the postings of one term in one segment.
#ifndef KHOTIN_INDEX_POSTINGS_H_
#define KHOTIN_INDEX_POSTINGS_H_

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "index/block_format.h"
#include "index/int_codec.h"
#include "index/length_class.h"
#include "index/saturation.h"
#include "index/term.h"
#include "index/term_entry.h"

namespace khotin::index {

class Segment;

using DocId = uint32_t;
inline constexpr DocId kNoDoc = std::numeric_limits<DocId>::max();

// The postings of one term in one segment, in rising order of documents. Stands on the first
// document when opened. Not thread-safe; must not outlive its segment.
class Postings {
 public:
  DocId doc() const { return doc_; }  // kNoDoc when exhausted, and after an error

  // Times the term stands in doc(). REQUIRES: doc() != kNoDoc.
  uint32_t frequency() {
    if (!frequencies_ready_) LoadFrequencies();
    return frequencies_[index_];
  }

  void Next() {
    if (++index_ < size_) {
      doc_ = docs_[index_];
    } else {
      NextBlock();
    }
  }

  // To the first document >= target; stays where it is when doc() is that already.
  void SkipTo(DocId target) {
    if (doc_ < target) Skip(target);
  }

  // Calls `visit(doc, frequency)` for each document from doc() on that is less than `end`, and
  // moves behind them.
  template <typename Visit>
  void VisitUpTo(DocId end, Visit visit) {
    while (doc_ < end) {
      if (!frequencies_ready_) LoadFrequencies();
      uint32_t i = index_;
      for (; i < size_ && docs_[i] < end; ++i) visit(docs_[i], frequencies_[i]);
      if (i < size_) {
        index_ = i;
        doc_ = docs_[i];
        return;
      }
      NextBlock();
    }
  }

  // Positions in doc(), rising, frequency() many; valid until the next move. Empty for a term that
  // has none, and after an error, which also ends the iteration.
  absl::Span<const uint32_t> positions();
  // Codes of what is spelled at each of positions(), which must have been called for doc(); empty
  // when the term is spelled in one way only, which is code 0, and after an error, which also ends
  // the iteration.
  absl::Span<const uint32_t> spellings();
  // The code of an exact key; more than any code of a position when it stands nowhere in the
  // segment.
  uint32_t SpellingCode(absl::string_view exact_key, absl::string_view folded_key) const;
  // Valid as long as the postings live.
  const std::vector<absl::string_view>& spelling_keys() const { return entry_->spellings; }

  bool has_positions() const { return entry_->has_positions; }
  // Documents of the segment that hold the term, deleted ones included.
  uint32_t document_frequency() const { return entry_->document_frequency; }
  // The same postings from their beginning on: cheaper than to look for the term again.
  absl::StatusOr<std::unique_ptr<Postings>> Reopen() const;

  // Bounds of the saturation of the term's postings (saturation.h). To be called before BoundIn,
  // and once: `lengths` are those of the term's field.
  uint8_t MaxBound(const Saturation& saturation, absl::Span<const LengthClass> lengths);
  // Of the documents of [begin, end) that hold the term; 0 when it is sure that none does.
  // REQUIRES: no call had a greater `begin`, and doc() is wanted no more where it is less.
  uint8_t BoundIn(DocId begin, DocId end);

  // OK, or what stopped the iteration (a damaged block).
  const absl::Status& status() const { return status_; }

 private:
  friend class SegmentReader;

  // One group of up to 128 postings of the current chunk.
  struct Group {
    DocId last_doc;
    uint32_t offset;  // of its bytes in the chunk's
    uint32_t positions_offset;
    uint32_t positions_size;
    uint8_t bound;
  };

  Postings() = default;
  // Goes to the first document.
  absl::Status Start();

  // Of a term of `segment`, which is read through `blocks`. `entry` lies in `dictionary`.
  static absl::StatusOr<std::unique_ptr<Postings>> Open(const Segment* segment,
                                                        const BlockReader* blocks,
                                                        absl::string_view term, Payload dictionary,
                                                        absl::string_view entry);

  void NextBlock();
  void Skip(DocId target);
  // The index of the first document of the group that is not less than `target`. REQUIRES: there is
  // one.
  uint32_t SeekInGroup(DocId target) const;
  // The first chunk from `chunk` on that ends at or behind `target`.
  size_t SeekChunk(size_t chunk, DocId target) const;
  // Goes to the first group of the chunks from `chunk` on that ends at or behind `target`.
  void EnterChunks(size_t chunk, DocId target);
  // Goes to the first such group from `group` on of the current chunk; false when there is none.
  bool EnterGroups(size_t group, DocId target);
  absl::Status OpenInline();
  absl::Status LoadChunk(size_t chunk);
  absl::Status ReadGroupTable(const ChunkRef& chunk, ByteReader* reader);
  absl::Status LoadGroup(size_t group);
  absl::Status DecodeDocs(DocId first_possible, DocId last_doc, ByteReader* reader);
  // Turns gaps into documents; the first that could follow the last of them.
  uint64_t SumDocs(DocId first_possible);
  void LoadFrequencies();
  absl::Status LoadPositions();
  absl::Status DecodePositions(absl::string_view bytes);
  uint8_t GroupBoundIn(DocId begin, DocId end);
  void Stop(absl::Status status);

  DocId doc_ = kNoDoc;
  uint32_t index_ = 0;
  uint32_t size_ = 0;
  bool frequencies_ready_ = false;
  std::array<DocId, kIntGroup> docs_;
  std::array<uint32_t, kIntGroup> frequencies_;
  absl::string_view frequency_bytes_;

  const BlockReader* blocks_ = nullptr;
  Payload dictionary_;
  std::shared_ptr<const TermEntry> entry_;
  const Segment* segment_ = nullptr;
  IndexField field_ = IndexField::kTitle;
  absl::Status status_;
  uint8_t inline_bound_ = 0;

  size_t chunk_ = 0;
  size_t group_ = 0;
  size_t bound_group_ = 0;    // where BoundIn looks, in the current chunk
  uint32_t chunk_block_ = 0;  // the number of chunk_payload_
  Payload chunk_payload_;
  absl::string_view chunk_bytes_;
  std::vector<Group> groups_;

  absl::Span<const LengthClass> lengths_;  // of the field, once positions are read
  uint32_t positions_block_ = 0;           // the number of positions_payload_
  Payload positions_payload_;
  bool positions_ready_ = false;
  absl::string_view inline_positions_;
  std::vector<uint32_t> positions_;  // of the whole group
  bool codes_ready_ = false;
  absl::string_view code_bytes_;
  std::vector<uint32_t> codes_;                          // of the whole group
  std::array<uint32_t, kIntGroup + 1> positions_begin_;  // by index in the group
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_POSTINGS_H_
