#include <algorithm>
#include <bit>

#include "index/coding.h"
#include "index/segment.h"

namespace khotin::index {
namespace {

// A segment of two thousand million documents is far beyond any; more is damage.
constexpr uint64_t kMaxWords = uint64_t{1} << 25;

}  // namespace

DeletedDocs DeletedDocs::WithAll(absl::Span<const DocId> docs) const {
  DeletedDocs copy = *this;
  for (const DocId doc : docs) {
    const size_t word = doc / 64;
    if (copy.words_.size() <= word) copy.words_.resize(word + 1);
    const uint64_t bit = uint64_t{1} << (doc % 64);
    if ((copy.words_[word] & bit) == 0) ++copy.count_;
    copy.words_[word] |= bit;
  }
  return copy;
}

// count(varint), then the documents as gaps (varints): they are few.
std::string DeletedDocs::Encode() const {
  std::string out;
  AppendVarint(count_, &out);
  uint64_t next = 0;
  for (size_t i = 0; i < words_.size(); ++i) {
    for (uint64_t word = words_[i]; word != 0; word &= word - 1) {
      const uint64_t doc = 64 * i + static_cast<uint64_t>(std::countr_zero(word));
      AppendVarint(doc - next, &out);
      next = doc + 1;
    }
  }
  return out;
}

absl::StatusOr<DeletedDocs> DeletedDocs::Decode(absl::string_view bytes) {
  ByteReader reader(bytes);
  DeletedDocs deleted;
  deleted.count_ = reader.Varint32();
  uint64_t next = 0;
  for (uint32_t i = 0; i < deleted.count_ && reader.ok(); ++i) {
    const uint64_t doc = next + reader.Varint32();
    if (doc / 64 >= kMaxWords) return Damaged("a deleted document is out of range");
    deleted.words_.resize(std::max<size_t>(deleted.words_.size(), doc / 64 + 1));
    deleted.words_[doc / 64] |= uint64_t{1} << (doc % 64);
    next = doc + 1;
  }
  if (!reader.ok() || !reader.rest().empty()) return Damaged("the deleted documents are damaged");
  return deleted;
}

}  // namespace khotin::index
