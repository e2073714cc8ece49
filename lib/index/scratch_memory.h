// Memory for what is only kept while a segment is written.
#ifndef KHOTIN_INDEX_SCRATCH_MEMORY_H_
#define KHOTIN_INDEX_SCRATCH_MEMORY_H_

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "index/huge_page_allocator.h"

namespace khotin::index {

// Bytes that serve one use after another. Not thread-safe.
class ScratchMemory {
 public:
  ScratchMemory() = default;
  ScratchMemory(ScratchMemory&& other) noexcept
      : bytes_(std::exchange(other.bytes_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  ScratchMemory& operator=(ScratchMemory&& other) = delete;
  ~ScratchMemory() { Free(); }

  // Room for that many bytes, of any contents; valid until the next call.
  std::byte* Get(size_t bytes) {
    if (bytes <= size_) return bytes_;
    Free();
    bytes_ = HugePageAllocator<std::byte>().allocate(bytes);
    size_ = bytes;
    return bytes_;
  }

 private:
  void Free() {
    if (size_ > 0) HugePageAllocator<std::byte>().deallocate(bytes_, size_);
    size_ = 0;
  }

  std::byte* bytes_ = nullptr;
  size_t size_ = 0;
};

// Many short arrays that grow together and are dropped together. They stay where they are until
// Clear, which keeps their memory for others. Not thread-safe.
template <typename T>
class SpanArena {
 public:
  static_assert(std::is_trivially_copyable_v<T>);

  // Of any contents.
  absl::Span<T> Allocate(size_t size) {
    while (current_ < blocks_.size() && blocks_[current_].Room() < size) ++current_;
    if (current_ == blocks_.size()) AddBlock(std::max(size, kPerBlock));
    Block& block = blocks_[current_];
    const absl::Span<T> allocated(block.items + block.used, size);
    block.used += size;
    return allocated;
  }

  void Clear() {
    for (Block& block : blocks_) block.used = 0;
    current_ = 0;
  }

  // Calls `visit(T&)` for each item of all arrays.
  template <typename Visit>
  void ForEach(Visit visit) {
    for (Block& block : blocks_) std::for_each(block.items, block.items + block.used, visit);
  }

 private:
  // One block: growing one list of all would copy it over and over.
  static constexpr size_t kPerBlock = (size_t{2} << 20) / sizeof(T);

  struct Block {
    size_t Room() const { return capacity - used; }
    ScratchMemory memory;
    T* items = nullptr;
    size_t used = 0;
    size_t capacity = 0;
  };

  void AddBlock(size_t capacity) {
    Block& block = blocks_.emplace_back();
    block.items = reinterpret_cast<T*>(block.memory.Get(capacity * sizeof(T)));
    block.capacity = capacity;
  }

  std::vector<Block> blocks_;  // nothing is used behind current_
  size_t current_ = 0;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_SCRATCH_MEMORY_H_
