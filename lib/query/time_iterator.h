// Walks the documents of one segment that were published within a range.
#ifndef KHOTIN_QUERY_TIME_ITERATOR_H_
#define KHOTIN_QUERY_TIME_ITERATOR_H_

#include <cstdint>

#include "absl/types/span.h"
#include "index/publish_range.h"
#include "query/doc_iterator.h"
#include "query/query_node.h"

namespace khotin::query {

// Not thread-safe.
class TimeIterator : public DocIterator {
 public:
  // Of one segment: Segment::Numbers(kPublishSeconds) and Segment::PublishZones().
  TimeIterator(absl::Span<const uint64_t> seconds, absl::Span<const index::PublishRange> zones,
               const TimeRange& range)
      : seconds_(seconds), zones_(zones), range_(range) {
    Skip(0);
  }

  uint64_t cost() const override { return seconds_.size(); }

 protected:
  void Skip(index::DocId target) override;

 private:
  bool IsWithin(uint64_t seconds) const {
    const auto at = static_cast<int64_t>(seconds);
    return at != 0 && range_.begin <= at && at < range_.end;
  }

  const absl::Span<const uint64_t> seconds_;
  const absl::Span<const index::PublishRange> zones_;
  const TimeRange range_;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_TIME_ITERATOR_H_
