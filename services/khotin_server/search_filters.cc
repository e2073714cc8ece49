#include "search_filters.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "index/term.h"
#include "query/query_parser.h"
#include "query/time_range.h"
#include "rpc/error.h"

namespace khotin::server {
namespace {

using index::ValueField;

struct ValueFilter {
  ValueField field;
  const char* name;
  const google::protobuf::RepeatedPtrField<std::string>& (v1::SearchFilters::*values)() const;
};

constexpr ValueFilter kValueFilters[] = {
    {ValueField::kSource, "filters.sources", &v1::SearchFilters::sources},
    {ValueField::kSection, "filters.sections", &v1::SearchFilters::sections},
    {ValueField::kLanguage, "filters.languages", &v1::SearchFilters::languages},
    {ValueField::kEntity, "filters.entities", &v1::SearchFilters::entities},
    {ValueField::kAuthor, "filters.authors", &v1::SearchFilters::authors},
};

absl::Status AddValues(const ValueFilter& filter, const v1::SearchFilters& filters,
                       query::QueryTree* query) {
  const auto& field = (filters.*filter.values)();
  const std::vector<std::string> values(field.begin(), field.end());
  if (values.empty()) return absl::OkStatus();
  if (values.size() > base::kMaxQueryTerms) {
    return rpc::InvalidField(filter.name, absl::StrCat("expected at most ", base::kMaxQueryTerms,
                                                       " values, not ", values.size()));
  }
  for (size_t i = 0; i < values.size(); ++i) {
    const std::string name = absl::StrCat(filter.name, "[", i, "]");
    if (values[i].size() > base::kMaxQueryBytes) {
      return rpc::InvalidField(name,
                               absl::StrCat("expected at most ", base::kMaxQueryBytes, " bytes"));
    }
    if (index::ValueKey(values[i]).empty()) {
      return rpc::InvalidField(name, "expected a value with letters or digits");
    }
  }
  return rpc::WithField(query::AddFilter(filter.field, values, query), filter.name);
}

// Of the first whole second that is not before `time`.
absl::StatusOr<int64_t> SecondsOf(const google::protobuf::Timestamp& time, absl::string_view name) {
  constexpr int64_t kFirst = -62135596800;  // 0001-01-01T00:00:00Z, as timestamp.proto says
  constexpr int64_t kLast = 253402300799;   // 9999-12-31T23:59:59Z
  const bool valid = time.seconds() >= kFirst && time.seconds() <= kLast && time.nanos() >= 0 &&
                     time.nanos() < 1000000000;
  if (!valid) return rpc::InvalidField(name, "expected a time of the years 1 to 9999");
  return time.seconds() + (time.nanos() > 0 ? 1 : 0);
}

absl::Status AddTimes(const v1::SearchFilters& filters, query::QueryTree* query) {
  if (!filters.has_publish_after() && !filters.has_publish_before()) return absl::OkStatus();
  query::TimeRange range;
  if (filters.has_publish_after()) {
    KHOTIN_ASSIGN_OR_RETURN(range.begin,
                            SecondsOf(filters.publish_after(), "filters.publish_after"));
  }
  if (filters.has_publish_before()) {
    constexpr char kBefore[] = "filters.publish_before";
    KHOTIN_ASSIGN_OR_RETURN(range.end, SecondsOf(filters.publish_before(), kBefore));
    if (range.begin >= range.end) {
      return rpc::InvalidField(kBefore, "expected a time after filters.publish_after");
    }
  }
  return query::AddTimeRange(range, query);
}

absl::Status AddDate(const std::string& date, query::QueryTree* query) {
  if (date.empty()) return absl::OkStatus();
  const absl::StatusOr<query::TimeRange> range = query::ParseTimeRange(date);
  if (!range.ok()) return rpc::InvalidField("filters.date", range.status().message());
  return query::AddTimeRange(*range, query);
}

}  // namespace

bool HasFilters(const v1::SearchFilters& filters) {
  for (const ValueFilter& filter : kValueFilters) {
    if (!(filters.*filter.values)().empty()) return true;
  }
  return filters.has_publish_after() || filters.has_publish_before() || !filters.date().empty();
}

absl::Status AddFilters(const v1::SearchFilters& filters, query::QueryTree* query) {
  for (const ValueFilter& filter : kValueFilters) {
    KHOTIN_RETURN_IF_ERROR(AddValues(filter, filters, query));
  }
  KHOTIN_RETURN_IF_ERROR(AddTimes(filters, query));
  return AddDate(filters.date(), query);
}

}  // namespace khotin::server
