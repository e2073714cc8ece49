#include "histogram_message.h"

#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "rpc/error.h"

namespace khotin::server {
namespace {

std::string DayText(int64_t seconds) {
  constexpr int kVietNamOffsetSeconds = 7 * 3600;
  const absl::CivilDay day(absl::ToCivilSecond(absl::FromUnixSeconds(seconds),
                                               absl::FixedTimeZone(kVietNamOffsetSeconds)));
  return absl::FormatCivilTime(day);
}

}  // namespace

absl::StatusOr<absl::optional<query::HistogramUnit>> ReadInterval(v1::HistogramInterval interval,
                                                                  absl::string_view field) {
  switch (interval) {
    case v1::HISTOGRAM_INTERVAL_UNSPECIFIED:
      return absl::optional<query::HistogramUnit>();
    case v1::HISTOGRAM_INTERVAL_DAY:
      return absl::make_optional(query::HistogramUnit::kDay);
    case v1::HISTOGRAM_INTERVAL_WEEK:
      return absl::make_optional(query::HistogramUnit::kWeek);
    case v1::HISTOGRAM_INTERVAL_MONTH:
      return absl::make_optional(query::HistogramUnit::kMonth);
    case v1::HISTOGRAM_INTERVAL_YEAR:
      return absl::make_optional(query::HistogramUnit::kYear);
    default:
      return rpc::InvalidField(field, "no such interval");
  }
}

void FillBins(const std::vector<query::HistogramBin>& bins,
              google::protobuf::RepeatedPtrField<v1::HistogramBin>* messages) {
  for (const query::HistogramBin& bin : bins) {
    v1::HistogramBin* const message = messages->Add();
    message->set_start_date(DayText(bin.begin_seconds));
    message->set_count(static_cast<int64_t>(bin.count));
  }
}

}  // namespace khotin::server
