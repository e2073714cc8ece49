#include "index/segment_reader.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "base/status.h"
#include "index/coding.h"
#include "index/inline_postings.h"
#include "index/term_entry.h"

namespace khotin::index {

class SegmentReader::Cursor : public TermCursor {
 public:
  Cursor(const SegmentReader* segment, absl::string_view first)
      : segment_(segment), first_(first), next_block_(segment->SeekBlock(first)) {}

  bool Next() override {
    while (status_.ok()) {
      if (cursor_.has_value()) {
        while (cursor_->Next()) {
          if (cursor_->key() >= first_) return true;
        }
        status_ = cursor_->status();
        cursor_.reset();
      } else if (next_block_ < segment_->index_.size()) {
        status_ = EnterBlock(segment_->index_[next_block_++].number);
      } else {
        return false;
      }
    }
    return false;
  }

  const std::string& term() const override { return cursor_->key(); }

  absl::StatusOr<std::unique_ptr<Postings>> OpenPostings() const override {
    return Postings::Open(segment_, &segment_->blocks_, cursor_->key(), payload_, cursor_->value());
  }

  absl::StatusOr<bool> ReadRare(std::vector<DocFrequency>* postings) const override {
    const uint32_t documents = segment_->stats_.documents;
    KHOTIN_ASSIGN_OR_RETURN(const TermEntry entry, ParseTermEntry(cursor_->value(), documents));
    if (!entry.is_inline || entry.has_positions) return false;
    std::array<uint32_t, kIntGroup> gaps;
    std::array<uint32_t, kIntGroup> more{};  // than one
    const auto frequencies = absl::MakeSpan(more).subspan(0, entry.document_frequency);
    ByteReader reader(entry.inline_bytes);
    if (!ReadInlinePostings(documents, &reader,
                            absl::MakeSpan(gaps).subspan(0, entry.document_frequency),
                            entry.all_frequencies_one ? absl::Span<uint32_t>() : frequencies)) {
      return Damaged("inline postings are cut");
    }
    postings->clear();
    uint64_t next = 0;
    for (uint32_t i = 0; i < entry.document_frequency; ++i) {
      next += gaps[i];
      postings->push_back({static_cast<DocId>(next++), more[i] + 1});
    }
    if (next > documents) return Damaged("a posting names no document");
    return true;
  }

  const absl::Status& status() const override { return status_; }

 private:
  absl::Status EnterBlock(uint32_t number) {
    KHOTIN_ASSIGN_OR_RETURN(payload_, segment_->blocks_.Read(BlockKind::kDictionary, number));
    KHOTIN_ASSIGN_OR_RETURN(const SortedBlock block, SortedBlock::Parse(payload_.bytes));
    cursor_.emplace(block);
    return absl::OkStatus();
  }

  const SegmentReader* const segment_;
  const std::string first_;
  size_t next_block_ = 0;
  Payload payload_;
  absl::optional<SortedBlockCursor> cursor_;
  absl::Status status_;
};

absl::StatusOr<std::unique_ptr<Segment>> Segment::Open(std::shared_ptr<const BlockSource> source) {
  return SegmentReader::Open(std::move(source));
}

absl::StatusOr<std::unique_ptr<Segment>> SegmentReader::Open(
    std::shared_ptr<const BlockSource> source) {
  const BlockReader blocks(source);
  KHOTIN_ASSIGN_OR_RETURN(const Payload payload, blocks.Read(BlockKind::kHeader, kHeaderNumber));
  KHOTIN_ASSIGN_OR_RETURN(const SegmentHeader header, DecodeHeader(payload.bytes));
  std::unique_ptr<SegmentReader> segment(new SegmentReader(std::move(source), header));
  segment->stats_.bytes = header.bytes + payload.block->size();
  KHOTIN_RETURN_IF_ERROR(segment->ReadIndex(header));
  return std::unique_ptr<Segment>(std::move(segment));
}

SegmentReader::SegmentReader(std::shared_ptr<const BlockSource> source, const SegmentHeader& header)
    : blocks_(std::move(source)),
      columns_(&blocks_, header.columns),
      facet_layouts_(header.facets) {
  stats_.documents = header.columns.documents;
  stats_.total_lengths = header.columns.total_lengths;
}

absl::Status SegmentReader::ReadIndex(const SegmentHeader& header) {
  for (uint32_t i = 0; i < header.index_blocks; ++i) {
    KHOTIN_ASSIGN_OR_RETURN(const Payload payload,
                            blocks_.Read(BlockKind::kDictionaryIndex, header.index_block + i));
    KHOTIN_ASSIGN_OR_RETURN(const SortedBlock block, SortedBlock::Parse(payload.bytes));
    SortedBlockCursor cursor(block);
    while (cursor.Next()) {
      ByteReader reader(cursor.value());
      DictionaryBlock& entry = index_.emplace_back();
      entry.first_term = cursor.key();
      entry.number = reader.Varint32();
      entry.max_frequency = reader.Varint32();
      if (!reader.ok()) return Damaged("the dictionary's index is damaged");
    }
    KHOTIN_RETURN_IF_ERROR(cursor.status());
  }
  return absl::OkStatus();
}

size_t SegmentReader::SeekBlock(absl::string_view term) const {
  const auto behind = std::upper_bound(
      index_.begin(), index_.end(), term,
      [](absl::string_view wanted, const auto& entry) { return wanted < entry.first_term; });
  return behind == index_.begin() ? 0 : static_cast<size_t>(behind - index_.begin()) - 1;
}

absl::StatusOr<SegmentReader::Entry> SegmentReader::FindTerm(absl::string_view term) const {
  Entry entry;
  if (index_.empty()) return entry;
  const uint32_t number = index_[SeekBlock(term)].number;
  KHOTIN_ASSIGN_OR_RETURN(entry.dictionary, blocks_.Read(BlockKind::kDictionary, number));
  KHOTIN_ASSIGN_OR_RETURN(const SortedBlock block, SortedBlock::Parse(entry.dictionary.bytes));
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<absl::string_view> value, block.Find(term));
  entry.found = value.has_value();
  if (entry.found) entry.bytes = *value;
  return entry;
}

absl::StatusOr<uint32_t> SegmentReader::DocumentFrequency(absl::string_view term) const {
  KHOTIN_ASSIGN_OR_RETURN(const Entry entry, FindTerm(term));
  if (!entry.found) return 0;
  return ParseDocumentFrequency(entry.bytes, stats_.documents);
}

absl::StatusOr<std::unique_ptr<Postings>> SegmentReader::OpenPostings(
    absl::string_view term) const {
  KHOTIN_ASSIGN_OR_RETURN(Entry entry, FindTerm(term));
  if (!entry.found) return std::unique_ptr<Postings>();
  return Postings::Open(this, &blocks_, term, std::move(entry.dictionary), entry.bytes);
}

std::unique_ptr<TermCursor> SegmentReader::TermsFrom(absl::string_view first) const {
  return std::make_unique<Cursor>(this, first);
}

std::vector<size_t> SegmentReader::BlocksByFrequency(absl::string_view prefix) const {
  std::vector<size_t> places;
  for (size_t i = SeekBlock(prefix); i < index_.size(); ++i) {
    const std::string& first = index_[i].first_term;
    if (first > prefix && !absl::StartsWith(first, prefix)) break;
    places.push_back(i);
  }
  std::stable_sort(places.begin(), places.end(), [this](size_t a, size_t b) {
    return index_[a].max_frequency > index_[b].max_frequency;
  });
  if (places.size() > kMaxFrequentBlocks) places.resize(kMaxFrequentBlocks);
  return places;
}

absl::StatusOr<std::vector<TermCount>> SegmentReader::FrequentTerms(
    absl::string_view prefix, size_t limit,
    const std::function<bool(absl::string_view term)>& accept) const {
  const auto better_than = [](uint32_t documents, absl::string_view term, const TermCount& other) {
    return documents != other.documents ? documents > other.documents : term < other.term;
  };
  const auto better = [&](const TermCount& a, const TermCount& b) {
    return better_than(a.documents, a.term, b);
  };
  std::vector<TermCount> best;  // a heap with the worst in front
  for (const size_t place : BlocksByFrequency(prefix)) {
    const bool full = best.size() >= limit;
    if (limit == 0 || (full && index_[place].max_frequency < best.front().documents)) break;
    KHOTIN_ASSIGN_OR_RETURN(const Payload payload,
                            blocks_.Read(BlockKind::kDictionary, index_[place].number));
    KHOTIN_ASSIGN_OR_RETURN(const SortedBlock block, SortedBlock::Parse(payload.bytes));
    KHOTIN_ASSIGN_OR_RETURN(const size_t offset, block.SeekOffset(prefix));
    SortedBlockCursor cursor(block, offset);
    while (cursor.Next()) {
      if (!absl::StartsWith(cursor.key(), prefix)) {
        if (cursor.key() > prefix) break;
        continue;
      }
      KHOTIN_ASSIGN_OR_RETURN(const uint32_t documents,
                              ParseDocumentFrequency(cursor.value(), stats_.documents));
      if (best.size() == limit && !better_than(documents, cursor.key(), best.front())) continue;
      if (!accept(cursor.key())) continue;
      best.push_back({cursor.key(), documents});
      std::push_heap(best.begin(), best.end(), better);
      if (best.size() <= limit) continue;
      std::pop_heap(best.begin(), best.end(), better);
      best.pop_back();
    }
    KHOTIN_RETURN_IF_ERROR(cursor.status());
  }
  std::sort_heap(best.begin(), best.end(), better);
  return best;
}

absl::StatusOr<DocumentValues> SegmentReader::Values(DocId doc) const {
  DocumentValues values;
  KHOTIN_ASSIGN_OR_RETURN(values.article_id, columns_.ArticleId(doc));
  std::array<uint64_t, kNumberColumnCount> numbers;
  for (size_t i = 0; i < kNumberColumnCount; ++i) {
    KHOTIN_ASSIGN_OR_RETURN(const auto column, Numbers(static_cast<NumberColumn>(i)));
    numbers[i] = column[doc];
  }
  values.publish_seconds =
      static_cast<int64_t>(numbers[static_cast<size_t>(NumberColumn::kPublishSeconds)]);
  values.cluster = numbers[static_cast<size_t>(NumberColumn::kCluster)];
  values.revision = static_cast<int64_t>(numbers[static_cast<size_t>(NumberColumn::kRevision)]);
  for (size_t field = 0; field < kFieldCount; ++field) {
    KHOTIN_ASSIGN_OR_RETURN(const auto lengths, Lengths(static_cast<IndexField>(field)));
    values.lengths[field] = LengthOfClass(lengths[doc]);
  }
  return values;
}

absl::StatusOr<std::string> SegmentReader::ArticleId(DocId doc) const {
  return columns_.ArticleId(doc);
}

absl::StatusOr<absl::Span<const LengthClass>> SegmentReader::Lengths(IndexField field) const {
  KHOTIN_ASSIGN_OR_RETURN(const LengthColumns* const lengths,
                          lengths_.Get([&] { return columns_.ReadLengths(); }));
  return absl::MakeConstSpan((*lengths)[static_cast<size_t>(field)]);
}

absl::StatusOr<absl::Span<const uint64_t>> SegmentReader::Numbers(NumberColumn column) const {
  KHOTIN_ASSIGN_OR_RETURN(
      const std::vector<uint64_t>* const numbers,
      numbers_[static_cast<size_t>(column)].Get([&] { return columns_.ReadNumbers(column); }));
  return absl::MakeConstSpan(*numbers);
}

absl::StatusOr<absl::Span<const PublishRange>> SegmentReader::PublishZones() const {
  const auto make = [this]() -> absl::StatusOr<std::vector<PublishRange>> {
    KHOTIN_ASSIGN_OR_RETURN(const auto seconds, Numbers(NumberColumn::kPublishSeconds));
    std::vector<PublishRange> zones((seconds.size() + kDocumentsPerZone - 1) / kDocumentsPerZone,
                                    PublishRange::Empty());
    for (size_t doc = 0; doc < seconds.size(); ++doc) {
      zones[doc / kDocumentsPerZone].Include(static_cast<int64_t>(seconds[doc]));
    }
    return zones;
  };
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<PublishRange>* const zones, publish_zones_.Get(make));
  return absl::MakeConstSpan(*zones);
}

absl::StatusOr<const FacetColumn*> SegmentReader::Facets(ValueField field) const {
  const auto i = static_cast<size_t>(field);
  return facets_[i].Get(
      [&] { return ReadFacetColumn(blocks_, facet_layouts_[i], stats_.documents); });
}

absl::StatusOr<absl::optional<DocId>> SegmentReader::FindDocument(
    absl::string_view article_id) const {
  return columns_.FindDocument(article_id);
}

}  // namespace khotin::index
