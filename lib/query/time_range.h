// Times of publication as people type them.
#ifndef KHOTIN_QUERY_TIME_RANGE_H_
#define KHOTIN_QUERY_TIME_RANGE_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "query/query_node.h"

namespace khotin::query {

// Reads one date, or two with ".." between of which one may be missing:
//
//   2023  2023-Q3  2023-08  2023-08-19  8/2023  19/8/2023     a year, quarter, month or day
//   2023-08..2023-09     from the first second of August to the last of September
//   2023-08..            and ..2023: open at one end
//
// Days are those of Viet Nam (UTC+7), as store::PublishSeconds counts. Numbers are parted by -, /
// or a dot; a day comes before its month when the year stands last. INVALID_ARGUMENT says what was
// expected. Pure and thread-safe.
absl::StatusOr<TimeRange> ParseTimeRange(absl::string_view text);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_TIME_RANGE_H_
