// A block of entries in the order of their keys, front-coded: the term dictionary and its index.
//
//   block   := entry* restart(2)* restart-count(2)
//   entry   := head(1) long-drop(varint)? long-rest(varint)? rest long-size(varint)? value
//   head    := drop, or 7 (3 bits), rest-size, or 7 (3 bits), value-size - 2, or 0 (2 bits)
//
// An entry's key is the key before it without its last `drop` bytes, and `rest`. Every 32nd entry,
// from the first on, has its offset among the restarts, and is told by the block's first key
// instead of the one before it. What does not fit into the head stands behind it, less 7; the size
// of the value as it is.
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
  // REQUIRES: `key` is greater than the last one; size() is less than 64 KiB.
  void Add(absl::string_view key, absl::string_view value);
  // The block; the builder is empty again.
  std::string Finish();

  bool empty() const { return count_ == 0; }
  size_t size() const { return bytes_.size() + 2 * restarts_.size(); }
  const std::string& first_key() const { return first_key_; }

 private:
  std::string bytes_;
  std::vector<uint16_t> restarts_;
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
  size_t RestartOffset(size_t index) const;
  // False when damaged.
  bool ReadRestartKey(size_t index, std::string* key) const;

  absl::string_view entries_;
  absl::string_view restarts_;
  absl::string_view first_key_;
};

// Walks a block's entries in order, from the first or from a restart.
class SortedBlockCursor {
 public:
  // REQUIRES: `offset` is 0, or SeekOffset's.
  explicit SortedBlockCursor(const SortedBlock& block, size_t offset = 0)
      : reader_(block.entries_.substr(offset)), first_key_(block.first_key_), first_(offset == 0) {}

  // Moves to the next entry; false at the end and on damage, which status() tells apart.
  bool Next();
  const std::string& key() const { return key_; }
  absl::string_view value() const { return value_; }
  const absl::Status& status() const { return status_; }
  // Of the entries that were not visited.
  size_t bytes_left() const { return reader_.rest().size(); }

 private:
  ByteReader reader_;
  const absl::string_view first_key_;
  bool first_;          // no entry of the block was visited
  size_t visited_ = 0;  // from a restart on
  std::string key_;
  absl::string_view value_;
  absl::Status status_;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_SORTED_BLOCK_H_
