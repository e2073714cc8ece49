// The bytes of a search cursor, as page tokens carry them.
//
//   format(1) flags(1) score time revision now id-length id documents count frequency*
//
// Numbers are varints of index/coding.h, signed ones in zigzag order.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_CURSOR_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_CURSOR_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "query/search.h"

namespace khotin::server {

// Equal cursors have equal bytes. Pure and thread-safe.
std::string EncodeSearchCursor(const query::Cursor& cursor);

// The cursor of which EncodeSearchCursor makes exactly these bytes; INVALID_ARGUMENT for field
// "page_token" when there is none. Pure and thread-safe.
absl::StatusOr<query::Cursor> DecodeSearchCursor(absl::string_view bytes);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_CURSOR_H_
