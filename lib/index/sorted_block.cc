#include "index/sorted_block.h"

#include <algorithm>
#include <cstring>

#include "base/status.h"
#include "index/block_format.h"

namespace khotin::index {
namespace {

constexpr size_t kRestartInterval = 32;
// The head of an entry.
constexpr unsigned kSizeBits = 3;
constexpr size_t kLongSize = (1U << kSizeBits) - 1;
constexpr unsigned kValueShift = 2 * kSizeBits;
constexpr size_t kValueBase = 2;
constexpr size_t kMaxShortValue = kValueBase + 3;

size_t SharedPrefix(absl::string_view a, absl::string_view b) {
  const size_t limit = std::min(a.size(), b.size());
  size_t shared = 0;
  while (shared < limit && a[shared] == b[shared]) ++shared;
  return shared;
}

void AppendEntry(size_t drop, absl::string_view rest, absl::string_view value, std::string* out) {
  const bool short_value = value.size() > kValueBase && value.size() <= kMaxShortValue;
  const size_t value_code = short_value ? value.size() - kValueBase : 0;
  out->push_back(static_cast<char>(std::min(drop, kLongSize) |
                                   std::min(rest.size(), kLongSize) << kSizeBits |
                                   value_code << kValueShift));
  if (drop >= kLongSize) AppendVarint(drop - kLongSize, out);
  if (rest.size() >= kLongSize) AppendVarint(rest.size() - kLongSize, out);
  out->append(rest.data(), rest.size());
  if (!short_value) AppendVarint(value.size(), out);
  out->append(value.data(), value.size());
}

struct Entry {
  uint64_t drop;
  absl::string_view rest;
  absl::string_view value;
};

// To be used when the reader is still ok.
Entry ReadEntry(ByteReader* reader) {
  const size_t head = reader->Byte();
  Entry entry;
  entry.drop = head & kLongSize;
  if (entry.drop == kLongSize) entry.drop += reader->Varint32();
  size_t rest = head >> kSizeBits & kLongSize;
  if (rest == kLongSize) rest += reader->Varint32();
  entry.rest = reader->Bytes(rest);
  const size_t value = head >> kValueShift;
  entry.value = reader->Bytes(value == 0 ? reader->Varint32() : value + kValueBase);
  return entry;
}

}  // namespace

void SortedBlockBuilder::Add(absl::string_view key, absl::string_view value) {
  if (count_ == 0) {
    first_key_ = std::string(key);
    last_key_.clear();
  }
  if (count_ % kRestartInterval == 0) {
    restarts_.push_back(static_cast<uint16_t>(bytes_.size()));
    if (count_ > 0) last_key_ = first_key_;
  }
  const size_t shared = SharedPrefix(last_key_, key);
  AppendEntry(last_key_.size() - shared, key.substr(shared), value, &bytes_);
  last_key_.assign(key.data(), key.size());
  ++count_;
}

std::string SortedBlockBuilder::Finish() {
  restarts_.push_back(static_cast<uint16_t>(restarts_.size()));
  for (const uint16_t number : restarts_) {
    bytes_.append(reinterpret_cast<const char*>(&number), sizeof(number));
  }
  restarts_.clear();
  count_ = 0;
  return std::exchange(bytes_, std::string());
}

absl::StatusOr<SortedBlock> SortedBlock::Parse(absl::string_view bytes) {
  if (bytes.size() < 2) return Damaged("a dictionary block is cut");
  const size_t count = LoadFixed16(bytes.data() + bytes.size() - 2);
  bytes.remove_suffix(2);
  if (2 * count > bytes.size()) return Damaged("a dictionary block has no room for its restarts");
  SortedBlock block;
  block.entries_ = bytes.substr(0, bytes.size() - 2 * count);
  block.restarts_ = bytes.substr(block.entries_.size());
  if (block.entries_.empty()) return block;
  ByteReader reader(block.entries_);
  const Entry first = ReadEntry(&reader);
  if (!reader.ok() || first.drop != 0) return Damaged("a dictionary block has no first key");
  block.first_key_ = first.rest;
  return block;
}

size_t SortedBlock::RestartOffset(size_t index) const {
  return LoadFixed16(restarts_.data() + 2 * index);
}

bool SortedBlock::ReadRestartKey(size_t index, std::string* key) const {
  ByteReader reader(entries_.substr(std::min(RestartOffset(index), entries_.size())));
  const Entry entry = ReadEntry(&reader);
  if (!reader.ok() || entry.drop > first_key_.size()) return false;
  key->assign(first_key_.data(), first_key_.size() - entry.drop);
  key->append(entry.rest.data(), entry.rest.size());
  return true;
}

absl::StatusOr<size_t> SortedBlock::SeekOffset(absl::string_view key) const {
  size_t begin = 0;
  size_t end = restarts_.size() / 2;
  std::string at;
  while (end - begin > 1) {
    const size_t middle = begin + (end - begin) / 2;
    if (!ReadRestartKey(middle, &at)) return Damaged("a restart points at no dictionary entry");
    if (at <= key) {
      begin = middle;
    } else {
      end = middle;
    }
  }
  // The first entry is where it is, whatever its restart says.
  const size_t offset = begin == 0 ? 0 : RestartOffset(begin);
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
  if (visited_++ % kRestartInterval == 0 && !first_) {
    key_.assign(first_key_.data(), first_key_.size());
  }
  first_ = false;
  const Entry entry = ReadEntry(&reader_);
  if (!reader_.ok() || entry.drop > key_.size()) {
    status_ = Damaged("a dictionary entry is cut");
    return false;
  }
  key_.resize(key_.size() - entry.drop);
  key_.append(entry.rest.data(), entry.rest.size());
  value_ = entry.value;
  return true;
}

}  // namespace khotin::index
