#include "index/segment_builder.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "index/coding.h"

namespace khotin::index {

absl::Status SegmentBuilder::AddDocument(
    const DocumentValues& values,
    const std::array<std::vector<absl::string_view>, kValueFieldCount>& labels) {
  KHOTIN_RETURN_IF_ERROR(columns_.Add(values));
  for (size_t field = 0; field < kValueFieldCount; ++field) facets_[field].Add(labels[field]);
  return absl::OkStatus();
}

absl::Status SegmentBuilder::EndDocuments() {
  KHOTIN_ASSIGN_OR_RETURN(header_.columns, columns_.Finish());
  for (size_t field = 0; field < kValueFieldCount; ++field) {
    KHOTIN_ASSIGN_OR_RETURN(header_.facets[field], facets_[field].Write(&blocks_));
  }
  return absl::OkStatus();
}

std::vector<uint32_t> SegmentBuilder::StartTerm(absl::string_view term,
                                                absl::Span<const absl::string_view> spellings) {
  term_.assign(term.data(), term.size());
  const TermKind kind = KindOf(term);
  field_ = HasNoField(kind) ? IndexField::kTitle : FieldOf(term);
  struct Spelling {
    uint32_t count;
    size_t place;
  };
  std::vector<Spelling> known;
  for (size_t i = 0; i < spellings.size(); ++i) {
    const auto count = exact_counts_.find(absl::StrCat(term.substr(1, 1), spellings[i]));
    if (count != exact_counts_.end()) known.push_back({count->second, i});
  }
  std::sort(known.begin(), known.end(), [&](const Spelling& a, const Spelling& b) {
    return a.count != b.count ? a.count > b.count : spellings[a.place] < spellings[b.place];
  });
  std::vector<uint32_t> codes(spellings.size());
  std::vector<std::string> keys;
  for (const Spelling& spelling : known) {
    keys.emplace_back(spellings[spelling.place]);
    codes[spelling.place] = static_cast<uint32_t>(keys.size());
  }
  postings_.Start(columns_.documents(), &SharedSaturation(kind, field_), kind == TermKind::kFolded,
                  std::move(keys));
  return codes;
}

absl::Status SegmentBuilder::FinishTerm() {
  const uint32_t documents = postings_.document_frequency();
  KHOTIN_ASSIGN_OR_RETURN(const std::string entry, postings_.Finish());
  if (entry.empty()) return absl::OkStatus();
  if (KindOf(term_) == TermKind::kExact) exact_counts_.emplace(term_.substr(1), documents);
  dictionary_.Add(term_, entry);
  max_frequency_ = std::max(max_frequency_, documents);
  return dictionary_.size() >= kBlockBytes ? FlushDictionary() : absl::OkStatus();
}

absl::Status SegmentBuilder::FlushDictionary() {
  const std::string first_term = dictionary_.first_key();
  KHOTIN_ASSIGN_OR_RETURN(const uint32_t number,
                          blocks_.Append(BlockKind::kDictionary, dictionary_.Finish()));
  std::string value;
  AppendVarint(number, &value);
  AppendVarint(max_frequency_, &value);
  max_frequency_ = 0;
  index_.Add(first_term, value);
  if (index_.size() >= kBlockBytes) index_blocks_.push_back(index_.Finish());
  return absl::OkStatus();
}

absl::Status SegmentBuilder::WriteIndex() {
  if (!index_.empty()) index_blocks_.push_back(index_.Finish());
  header_.index_block = blocks_.next_number();
  header_.index_blocks = static_cast<uint32_t>(index_blocks_.size());
  for (std::string& block : index_blocks_) {
    KHOTIN_RETURN_IF_ERROR(blocks_.Append(BlockKind::kDictionaryIndex, std::move(block)).status());
  }
  header_.bytes = blocks_.written_bytes();
  return blocks_.Finish(EncodeHeader(header_));
}

absl::Status SegmentBuilder::Finish() {
  KHOTIN_RETURN_IF_ERROR(postings_.Flush());
  if (!dictionary_.empty()) KHOTIN_RETURN_IF_ERROR(FlushDictionary());
  return WriteIndex();
}

}  // namespace khotin::index
