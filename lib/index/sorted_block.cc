#include "index/sorted_block.h"

#include <algorithm>

#include "base/status.h"
#include "index/block_format.h"

namespace khotin::index {
namespace {

constexpr size_t kRestartInterval = 16;

size_t SharedPrefix(absl::string_view a, absl::string_view b) {
  const size_t limit = std::min(a.size(), b.size());
  size_t shared = 0;
  while (shared < limit && a[shared] == b[shared]) ++shared;
  return shared;
}

}  // namespace

void SortedBlockBuilder::Add(absl::string_view key, absl::string_view value) {
  size_t shared = 0;
  if (count_ == 0) first_key_ = std::string(key);
  if (count_ % kRestartInterval == 0) {
    restarts_.push_back(static_cast<uint32_t>(bytes_.size()));
  } else {
    shared = SharedPrefix(last_key_, key);
  }
  AppendVarint(shared, &bytes_);
  AppendVarint(key.size() - shared, &bytes_);
  bytes_.append(key.data() + shared, key.size() - shared);
  AppendVarint(value.size(), &bytes_);
  bytes_.append(value.data(), value.size());
  last_key_.assign(key.data(), key.size());
  ++count_;
}

std::string SortedBlockBuilder::Finish() {
  for (const uint32_t restart : restarts_) AppendFixed32(restart, &bytes_);
  AppendFixed32(static_cast<uint32_t>(restarts_.size()), &bytes_);
  restarts_.clear();
  count_ = 0;
  return std::exchange(bytes_, std::string());
}

absl::StatusOr<SortedBlock> SortedBlock::Parse(absl::string_view bytes) {
  if (bytes.size() < 4) return Damaged("a dictionary block is cut");
  const uint64_t count = LoadFixed32(bytes.data() + bytes.size() - 4);
  bytes.remove_suffix(4);
  if (4 * count > bytes.size()) return Damaged("a dictionary block has no room for its restarts");
  SortedBlock block;
  block.entries_ = bytes.substr(0, bytes.size() - 4 * count);
  block.restarts_ = bytes.substr(block.entries_.size());
  return block;
}

absl::string_view SortedBlock::RestartKey(size_t index, bool* ok) const {
  const size_t offset = LoadFixed32(restarts_.data() + 4 * index);
  ByteReader reader(entries_.substr(std::min(offset, entries_.size())));
  const uint32_t shared = reader.Varint32();
  const absl::string_view key = reader.Bytes(reader.Varint32());
  *ok = reader.ok() && shared == 0;
  return key;
}

absl::StatusOr<size_t> SortedBlock::SeekOffset(absl::string_view key) const {
  size_t begin = 0;
  size_t end = restarts_.size() / 4;
  while (end - begin > 1) {
    const size_t middle = begin + (end - begin) / 2;
    bool ok = false;
    const absl::string_view at = RestartKey(middle, &ok);
    if (!ok) return Damaged("a restart points at no dictionary entry");
    if (at <= key) {
      begin = middle;
    } else {
      end = middle;
    }
  }
  const size_t offset = restarts_.empty() ? 0 : LoadFixed32(restarts_.data() + 4 * begin);
  if (offset > entries_.size()) return Damaged("a restart lies outside its dictionary block");
  return offset;
}

absl::StatusOr<absl::optional<absl::string_view>> SortedBlock::Find(absl::string_view key) const {
  KHOTIN_ASSIGN_OR_RETURN(const size_t offset, SeekOffset(key));
  SortedBlockCursor cursor(*this, offset);
  while (cursor.Next()) {
    if (cursor.key() == key) return absl::make_optional(cursor.value());
    if (cursor.key() > key) return absl::optional<absl::string_view>();
  }
  if (!cursor.status().ok()) return cursor.status();
  return absl::optional<absl::string_view>();
}

bool SortedBlockCursor::Next() {
  if (reader_.rest().empty() || !status_.ok()) return false;
  const uint32_t shared = reader_.Varint32();
  const absl::string_view rest = reader_.Bytes(reader_.Varint32());
  value_ = reader_.Bytes(reader_.Varint32());
  if (!reader_.ok() || shared > key_.size()) {
    status_ = Damaged("a dictionary entry is cut");
    return false;
  }
  key_.resize(shared);
  key_.append(rest.data(), rest.size());
  return true;
}

}  // namespace khotin::index
