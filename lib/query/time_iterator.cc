#include "query/time_iterator.h"

#include <algorithm>

namespace khotin::query {

using index::kDocumentsPerZone;

void TimeIterator::Skip(index::DocId target) {
  for (size_t doc = target; doc < seconds_.size();) {
    const size_t zone = doc / kDocumentsPerZone;
    const size_t end = std::min<size_t>((zone + 1) * kDocumentsPerZone, seconds_.size());
    if (!zones_[zone].MayMeet(range_.begin, range_.end)) {
      doc = end;
      continue;
    }
    while (doc < end && !IsWithin(seconds_[doc])) ++doc;
    if (doc == end) continue;
    doc_ = static_cast<index::DocId>(doc);
    return;
  }
  doc_ = index::kNoDoc;
}

}  // namespace khotin::query
