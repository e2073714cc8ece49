// What a pure function gave for short texts, so that common ones are not worked out again.
#ifndef KHOTIN_BASE_TEXT_MEMO_H_
#define KHOTIN_BASE_TEXT_MEMO_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "absl/strings/string_view.h"
#include "base/hash.h"

namespace khotin::base {

// Has a fixed number of places, each for one text at a time, and compares texts whole: with or
// without it the results are the same. For one thread (keep it thread_local).
template <typename Value, size_t kPlaces>
class TextMemo {
  static_assert((kPlaces & (kPlaces - 1)) == 0, "a power of two");

 public:
  // Longer texts are worked out each time.
  static constexpr size_t kMaxBytes = 15;

  // What `compute(text)` gives; it must depend on nothing else.
  template <typename Compute>
  Value Get(absl::string_view text, const Compute& compute) {
    if (text.empty() || text.size() > kMaxBytes) return compute(text);
    Place& place = places_[Hash64(text) & (kPlaces - 1)];
    if (place.size != text.size() ||
        std::memcmp(place.text.data(), text.data(), text.size()) != 0) {
      place.value = compute(text);
      place.size = static_cast<uint8_t>(text.size());
      std::memcpy(place.text.data(), text.data(), text.size());
    }
    return place.value;
  }

 private:
  struct Place {
    std::array<char, kMaxBytes> text;
    uint8_t size = 0;
    Value value;
  };

  std::vector<Place> places_ = std::vector<Place>(kPlaces);
};

}  // namespace khotin::base

#endif  // KHOTIN_BASE_TEXT_MEMO_H_
