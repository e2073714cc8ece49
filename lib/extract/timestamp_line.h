// Lines that say when something was published, and nothing else.
#ifndef KHOTIN_EXTRACT_TIMESTAMP_LINE_H_
#define KHOTIN_EXTRACT_TIMESTAMP_LINE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "extract/line.h"
#include "text/date.h"

namespace khotin::extract {

struct TimestampLine {
  text::PartialDate date;  // at least a day with its year
  bool is_update = false;  // labelled as the time of the last change ("Cập nhật …")
  std::string before;  // what stands before the date ("Hà Linh - 09:40 19/08/2023"); else empty
};

// Reads a line such as "09:40 19/08/2023", "Thứ bảy, 19/8/2023 | 09:40 GMT+7" or
// "Cập nhật lúc 19/08/2023 09:40". nullopt for any other line.
absl::optional<TimestampLine> ReadTimestampLine(const Line& line);

// True for "2 giờ trước" and the like, which tell no date.
bool IsRelativeTime(const Line& line);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_TIMESTAMP_LINE_H_
