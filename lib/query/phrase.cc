#include "query/phrase.h"

#include <algorithm>

namespace khotin::query {

uint32_t CountPhrase(absl::Span<const absl::Span<const uint32_t>> lists) {
  if (lists.empty()) return 0;
  const auto shorter = [](const auto& a, const auto& b) { return a.size() < b.size(); };
  const auto rarest =
      static_cast<size_t>(std::min_element(lists.begin(), lists.end(), shorter) - lists.begin());
  uint32_t count = 0;
  for (const uint32_t position : lists[rarest]) {
    if (position < rarest) continue;
    const uint64_t start = position - rarest;
    bool all = true;
    for (size_t i = 0; all && i < lists.size(); ++i) {
      all = i == rarest || std::binary_search(lists[i].begin(), lists[i].end(), start + i);
    }
    if (all) ++count;
  }
  return count;
}

}  // namespace khotin::query
