// A block of entries in the order of their keys, front-coded: the term dictionary and its index.
//
//   block   := entry* restart(4)* restart-count(4)
//   entry   := shared(varint) rest-size(varint) rest value-size(varint) value
//
// An entry's key is the first `shared` bytes of the key before it and `rest`. Every 16th entry,
// from the first on, shares nothing and has its offset among the restarts.
#ifndef KHOTIN_INDEX_SORTED_BLOCK_H_
#define KHOTIN_INDEX_SORTED_BLOCK_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "index/coding.h"

namespace khotin::index {

class SortedBlockBuilder {
 public:
  // REQUIRES: `key` is greater than the last one.
  void Add(absl::string_view key, absl::string_view value);
  // The block; the builder is empty again.
  std::string Finish();

  bool empty() const { return count_ == 0; }
  size_t size() const { return bytes_.size() + 4 * restarts_.size(); }
  const std::string& first_key() const { return first_key_; }

 private:
  std::string bytes_;
  std::vector<uint32_t> restarts_;
  std::string first_key_;
  std::string last_key_;
  size_t count_ = 0;
};

// Views into the block's bytes, which must outlive it. Safe on any bytes.
class SortedBlock {
 public:
  // DATA_LOSS when `bytes` are no such block.
  static absl::StatusOr<SortedBlock> Parse(absl::string_view bytes);

  // The value of `key`; nullopt when the block does not hold it; DATA_LOSS on the way.
  absl::StatusOr<absl::optional<absl::string_view>> Find(absl::string_view key) const;

  // Offset of the last restart whose key is at most `key`, or 0.
  absl::StatusOr<size_t> SeekOffset(absl::string_view key) const;

 private:
  friend class SortedBlockCursor;
  // The key of restart `index`; empty with `*ok` false when damaged.
  absl::string_view RestartKey(size_t index, bool* ok) const;

  absl::string_view entries_;
  absl::string_view restarts_;
};

// Walks a block's entries in order, from the first or from a restart.
class SortedBlockCursor {
 public:
  explicit SortedBlockCursor(const SortedBlock& block, size_t offset = 0)
      : reader_(block.entries_.substr(offset)) {}

  // Moves to the next entry; false at the end and on damage, which status() tells apart.
  bool Next();
  const std::string& key() const { return key_; }
  absl::string_view value() const { return value_; }
  const absl::Status& status() const { return status_; }

 private:
  ByteReader reader_;
  std::string key_;
  absl::string_view value_;
  absl::Status status_;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_SORTED_BLOCK_H_
