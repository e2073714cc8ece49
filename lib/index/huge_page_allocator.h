// Memory in huge pages.
#ifndef KHOTIN_INDEX_HUGE_PAGE_ALLOCATOR_H_
#define KHOTIN_INDEX_HUGE_PAGE_ALLOCATOR_H_

#include <sys/mman.h>

#include <cstddef>
#include <new>

namespace khotin::index {

// Allocates what is large in huge pages, where the system gives them: touching memory for the first
// time, and going to and fro in it, then costs a fraction. For containers; thread-safe.
template <typename T>
class HugePageAllocator {
 public:
  using value_type = T;

  HugePageAllocator() = default;
  template <typename U>
  HugePageAllocator(const HugePageAllocator<U>& /*other*/) {}  // NOLINT: as allocators convert

  T* allocate(size_t size) {
    const size_t bytes = size * sizeof(T);
    void* const memory = ::operator new(bytes, Alignment(bytes));
    // Advice: where it is not taken, using the memory is only slower.
    if (IsHuge(bytes)) madvise(memory, bytes, MADV_HUGEPAGE);
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, size_t size) {
    ::operator delete(memory, Alignment(size * sizeof(T)));
  }

  friend bool operator==(const HugePageAllocator& /*a*/, const HugePageAllocator& /*b*/) {
    return true;
  }

 private:
  static constexpr size_t kHugePage = size_t{2} << 20;

  static bool IsHuge(size_t bytes) { return bytes >= kHugePage; }
  static std::align_val_t Alignment(size_t bytes) {
    return std::align_val_t{IsHuge(bytes) ? kHugePage : alignof(std::max_align_t)};
  }
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_HUGE_PAGE_ALLOCATOR_H_
