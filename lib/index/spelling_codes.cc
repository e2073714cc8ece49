#include "index/spelling_codes.h"

#include <algorithm>
#include <numeric>

#include "absl/container/inlined_vector.h"
#include "index/int_codec.h"

namespace khotin::index {
namespace {

// Of a group; most groups need no other memory.
using Numbers = absl::InlinedVector<uint32_t, 64>;

// Codes in the order in which they were last seen, the last one first; at the beginning they rise.
class RecentCodes {
 public:
  explicit RecentCodes(uint32_t largest) : codes_(size_t{largest} + 1) {
    std::iota(codes_.begin(), codes_.end(), 0U);
  }

  uint32_t front() const { return codes_.front(); }
  size_t size() const { return codes_.size(); }
  // Moves `code` to the front; where it was.
  uint32_t Use(uint32_t code) {
    const auto found = std::find(codes_.begin(), codes_.end(), code);
    const auto place = static_cast<uint32_t>(found - codes_.begin());
    UsePlace(place);
    return place;
  }
  void UsePlace(uint32_t place) {
    const auto at = codes_.begin() + static_cast<ptrdiff_t>(place);
    std::rotate(codes_.begin(), at, at + 1);
  }

 private:
  Numbers codes_;
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
  codes->clear();
  codes->reserve(count);
  for (size_t i = 0; i < changes; ++i) {
    const uint32_t run = numbers[i];
    const uint64_t place = uint64_t{numbers[changes + i]} + 1;
    if (run >= count - codes->size() || place >= recent.size()) return reader->Fail();
    codes->insert(codes->end(), run, recent.front());
    recent.UsePlace(static_cast<uint32_t>(place));
    codes->push_back(recent.front());
  }
  codes->resize(count, recent.front());
  return true;
}

}  // namespace khotin::index
