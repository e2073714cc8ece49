// Many short texts with one lifetime.
#ifndef KHOTIN_EXTRACT_TEXT_ARENA_H_
#define KHOTIN_EXTRACT_TEXT_ARENA_H_

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

#include "absl/strings/string_view.h"

namespace khotin::extract {

// Not thread-safe. Views stay good when the arena moves.
class TextArena {
 public:
  // A copy of `text` that lives as long as the arena.
  absl::string_view Copy(absl::string_view text) {
    if (text.empty()) return "";
    if (text.size() > left_) Grow(text.size());
    char* const begin = next_;
    std::memcpy(begin, text.data(), text.size());
    next_ += text.size();
    left_ -= text.size();
    return {begin, text.size()};
  }

 private:
  static constexpr size_t kBlockBytes = size_t{64} << 10;

  void Grow(size_t least) {
    left_ = std::max(least, kBlockBytes);
    blocks_.emplace_back(new char[left_]);
    next_ = blocks_.back().get();
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  size_t left_ = 0;
};

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_TEXT_ARENA_H_
