#include "index/spelling_codes.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "index/int_codec.h"

namespace khotin::index {
namespace {

// Of a group; most groups need no other memory.
using Numbers = absl::InlinedVector<uint32_t, 64>;

// Codes in the order in which they were last seen, the last one first; at the beginning they rise.
class RecentCodes {
 public:
  explicit RecentCodes(uint32_t largest) : memory_(size_t{largest} + 1), codes_(memory_.data()) {
    std::iota(memory_.begin(), memory_.end(), 0U);
  }
  RecentCodes(const RecentCodes&) = delete;
  RecentCodes& operator=(const RecentCodes&) = delete;

  uint32_t front() const { return codes_[0]; }
  size_t size() const { return memory_.size(); }
  // Moves `code` to the front; where it was. REQUIRES: it is one of them.
  uint32_t Use(uint32_t code) {
    uint32_t place = 0;
    uint32_t moved = codes_[0];
    while (moved != code) std::swap(moved, codes_[++place]);
    codes_[0] = code;
    return place;
  }
  void UsePlace(uint32_t place) {
    const uint32_t code = codes_[place];
    for (; place > 0; --place) codes_[place] = codes_[place - 1];
    codes_[0] = code;
  }

 private:
  Numbers memory_;
  uint32_t* const codes_;
};

}  // namespace

void AppendSpellingCodes(absl::Span<const uint32_t> codes, uint32_t largest, std::string* out) {
  RecentCodes recent(largest);
  Numbers runs;
  Numbers places;
  uint32_t run = 0;
  for (const uint32_t code : codes) {
    if (code == recent.front()) {
      ++run;
      continue;
    }
    runs.push_back(run);
    places.push_back(recent.Use(code) - 1);
    run = 0;
  }
  AppendVarint(runs.size(), out);
  AppendInts(runs, out);
  AppendInts(places, out);
}

bool ReadSpellingCodes(size_t count, uint32_t largest, ByteReader* reader,
                       std::vector<uint32_t>* codes) {
  const size_t changes = reader->Varint32();
  if (changes > count) return reader->Fail();
  Numbers numbers(2 * changes);
  if (!ReadInts(changes, reader, numbers.data()) ||
      !ReadInts(changes, reader, numbers.data() + changes)) {
    return false;
  }
  RecentCodes recent(largest);
  codes->resize(count);
  uint32_t* next = codes->data();
  uint32_t* const end = next + count;
  for (size_t i = 0; i < changes; ++i) {
    const uint32_t run = numbers[i];
    const uint64_t place = uint64_t{numbers[changes + i]} + 1;
    if (run >= static_cast<size_t>(end - next) || place >= recent.size()) return reader->Fail();
    next = std::fill_n(next, run, recent.front());
    recent.UsePlace(static_cast<uint32_t>(place));
    *next++ = recent.front();
  }
  std::fill(next, end, recent.front());
  return true;
}

}  // namespace khotin::index
