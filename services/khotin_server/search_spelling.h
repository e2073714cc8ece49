// What a search does about a query that looks mistyped.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_SPELLING_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_SPELLING_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "index/snapshot.h"
#include "khotin/v1/search_service.pb.h"
#include "query/search.h"
#include "query/spelling.h"

// All of it is pure and thread-safe.
namespace khotin::server {

// INVALID_ARGUMENT for field "spelling" when it is no SpellingMode.
absl::Status CheckSpellingMode(v1::SpellingMode mode);

// The correction of the request's query that is worth looking for, on its first page, given that it
// found `found`: nothing when it found enough, or is not to be corrected.
absl::StatusOr<absl::optional<query::Correction>> FindCorrection(const v1::SearchRequest& request,
                                                                 const query::SearchResult& found,
                                                                 const index::IndexSnapshot& index);

// Whether the correction, which found `corrected`, is worth telling of: it finds more, or has words
// in the place of unknown ones and finds something.
bool IsBetter(const query::Correction& correction, const query::SearchResult& found,
              const query::SearchResult& corrected);

// Whether what a better correction found is to stand in the place of `found`: only with
// SPELLING_MODE_CORRECT, where the query as typed found next to nothing or has an unknown word.
bool IsApplied(v1::SpellingMode mode, const query::Correction& correction,
               const query::SearchResult& found);

v1::SpellingCorrection CorrectionMessage(const query::Correction& correction, bool applied);

// The cursor's bytes of a page of corrected results, which hold the corrected query, and back. A
// cursor of results that were not corrected stays as it is.
std::string WithCorrection(const std::string& corrected_query, const std::string& cursor);
struct CorrectedCursor {
  std::string query;  // empty when none was applied
  std::string cursor;
};
// INVALID_ARGUMENT for field "page_token" for bytes that WithCorrection cannot have made.
absl::StatusOr<CorrectedCursor> SplitCorrection(const std::string& bytes);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_SPELLING_H_
