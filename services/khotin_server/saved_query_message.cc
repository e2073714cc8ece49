#include "saved_query_message.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "entity/linker.h"
#include "query/query_parser.h"
#include "rpc/convert.h"
#include "rpc/error.h"
#include "search_filters.h"
#include "text/utf8.h"

namespace khotin::server {
namespace {

constexpr size_t kMaxIdBytes = 63;
constexpr size_t kMaxDisplayNameBytes = 256;
constexpr int64_t kMicrosPerSecond = 1000000;
constexpr int64_t kNanosPerMicro = 1000;

// Rounded up, as filters by time are, so that what is stored asks for the same.
int64_t MicrosOf(const google::protobuf::Timestamp& time) {
  return time.seconds() * kMicrosPerSecond + (time.nanos() + kNanosPerMicro - 1) / kNanosPerMicro;
}

storage::v1::SavedQuery::Filters FiltersRecord(const v1::SearchFilters& filters) {
  storage::v1::SavedQuery::Filters record;
  *record.mutable_sources() = filters.sources();
  *record.mutable_sections() = filters.sections();
  *record.mutable_languages() = filters.languages();
  *record.mutable_entities() = filters.entities();
  *record.mutable_authors() = filters.authors();
  if (filters.has_publish_after()) record.set_publish_after(MicrosOf(filters.publish_after()));
  if (filters.has_publish_before()) record.set_publish_before(MicrosOf(filters.publish_before()));
  record.set_date(filters.date());
  return record;
}

bool IsIdCharacter(unsigned char c) {
  return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
}

}  // namespace

absl::StatusOr<query::QueryTree> ReadStandingQuery(const std::string& text,
                                                   const v1::SearchFilters& filters) {
  query::ParseOptions options;
  options.has_filters = HasFilters(filters);
  absl::StatusOr<query::QueryTree> query = query::ParseQueryTree(text, options);
  if (!query.ok()) return rpc::WithField(query.status(), "query");
  KHOTIN_RETURN_IF_ERROR(AddFilters(filters, &*query));
  return query;
}

absl::StatusOr<std::string> SavedQueryId(absl::string_view name, absl::string_view field) {
  absl::StatusOr<std::string> id = rpc::ParseSavedQueryName(name);
  if (!id.ok()) return rpc::WithField(id.status(), field);
  return id;
}

absl::Status CheckSavedQueryId(absl::string_view id) {
  const bool valid = !id.empty() && id.size() <= kMaxIdBytes && id.front() != '-' &&
                     id.back() != '-' && std::all_of(id.begin(), id.end(), IsIdCharacter);
  if (valid) return absl::OkStatus();
  return rpc::InvalidField("saved_query_id",
                           absl::StrCat("expected 1 to ", kMaxIdBytes,
                                        " of a-z, 0-9 and -, a letter or digit first and last"));
}

std::string MakeSavedQueryId(const v1::SavedQuery& query) {
  constexpr size_t kRoomForNumber = 8;
  std::string id =
      entity::Slug(query.display_name().empty() ? query.query() : query.display_name());
  id.resize(std::min(id.size(), kMaxIdBytes - kRoomForNumber));
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id;
}

absl::StatusOr<storage::v1::SavedQuery> SavedQueryRecord(const v1::SavedQuery& message) {
  if (message.display_name().size() > kMaxDisplayNameBytes) {
    return rpc::InvalidField("display_name",
                             absl::StrCat("expected at most ", kMaxDisplayNameBytes, " bytes"));
  }
  const absl::Status valid = text::ValidateUtf8(message.display_name());
  if (!valid.ok()) return rpc::WithField(valid, "display_name");
  KHOTIN_RETURN_IF_ERROR(ReadStandingQuery(message.query(), message.filters()).status());
  storage::v1::SavedQuery record;
  record.set_display_name(message.display_name());
  record.set_query(message.query());
  if (message.has_filters()) *record.mutable_filters() = FiltersRecord(message.filters());
  return record;
}

v1::SavedQuery SavedQueryMessage(const store::StoredSavedQuery& query) {
  v1::SavedQuery message;
  message.set_name(rpc::SavedQueryName(query.id));
  message.set_display_name(query.record.display_name());
  message.set_query(query.record.query());
  if (query.record.has_filters()) {
    *message.mutable_filters() = FiltersMessage(query.record.filters());
  }
  rpc::FillTime(query.record.create_time(), message.mutable_create_time());
  rpc::FillTime(query.record.update_time(), message.mutable_update_time());
  message.set_revision(query.record.revision());
  return message;
}

v1::SearchFilters FiltersMessage(const storage::v1::SavedQuery::Filters& record) {
  v1::SearchFilters filters;
  *filters.mutable_sources() = record.sources();
  *filters.mutable_sections() = record.sections();
  *filters.mutable_languages() = record.languages();
  *filters.mutable_entities() = record.entities();
  *filters.mutable_authors() = record.authors();
  if (record.has_publish_after()) {
    rpc::FillTime(record.publish_after(), filters.mutable_publish_after());
  }
  if (record.has_publish_before()) {
    rpc::FillTime(record.publish_before(), filters.mutable_publish_before());
  }
  filters.set_date(record.date());
  return filters;
}

}  // namespace khotin::server
