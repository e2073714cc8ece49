// Saved queries between the API and the store.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_SAVED_QUERY_MESSAGE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_SAVED_QUERY_MESSAGE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "khotin/storage/v1/records.pb.h"
#include "khotin/v1/search_service.pb.h"
#include "khotin/v1/watch_service.pb.h"
#include "query/query_node.h"
#include "store/view.h"

namespace khotin::server {

// What a text and filters ask for, entities and abbreviations as typed. INVALID_ARGUMENT names the
// field ("query", "filters.sources[2]") and what was expected, or that nothing is asked for. Pure.
absl::StatusOr<query::QueryTree> ReadStandingQuery(const std::string& text,
                                                   const v1::SearchFilters& filters);

// The id of a saved query's resource name; INVALID_ARGUMENT for `field` when it is none.
absl::StatusOr<std::string> SavedQueryId(absl::string_view name, absl::string_view field);

// INVALID_ARGUMENT for an id of another form than CreateSavedQueryRequest says.
absl::Status CheckSavedQueryId(absl::string_view id);

// An id made from the words of the display name, or else of the query; there is room for a number
// behind it.
std::string MakeSavedQueryId(const v1::SavedQuery& query);

// What is stored of a message. INVALID_ARGUMENT names the field of `message`.
absl::StatusOr<storage::v1::SavedQuery> SavedQueryRecord(const v1::SavedQuery& message);
v1::SavedQuery SavedQueryMessage(const store::StoredSavedQuery& query);
v1::SearchFilters FiltersMessage(const storage::v1::SavedQuery::Filters& record);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_SAVED_QUERY_MESSAGE_H_
