// Where a page of a list ends: a number that the list is ordered by, and an id.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_LIST_CURSOR_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_LIST_CURSOR_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/types/optional.h"
#include "base/status.h"
#include "rpc/page_token.h"

namespace khotin::server {

struct ListCursor {
  int64_t number = 0;
  std::string id;
};

// The page token that leads behind `cursor`.
template <typename Request>
std::string SealCursor(const rpc::PageTokens& tokens, const Request& request,
                       const ListCursor& cursor) {
  return tokens.Seal(request, absl::StrCat(cursor.number, " ", cursor.id));
}

// That of the request's page token; nullopt for the first page. INVALID_ARGUMENT as PageTokens.
template <typename Request>
absl::StatusOr<absl::optional<ListCursor>> OpenCursor(const rpc::PageTokens& tokens,
                                                      const Request& request) {
  if (request.page_token().empty()) return absl::optional<ListCursor>();
  KHOTIN_ASSIGN_OR_RETURN(const std::string text, tokens.Open(request, request.page_token()));
  std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits(' ', 1));
  ListCursor cursor;
  if (!absl::SimpleAtoi(parts.first, &cursor.number)) return absl::InternalError("damaged cursor");
  cursor.id = std::move(parts.second);
  return absl::make_optional(std::move(cursor));
}

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_LIST_CURSOR_H_
