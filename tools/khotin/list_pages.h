// Puts the pages of a list together.
#ifndef KHOTIN_TOOLS_KHOTIN_LIST_PAGES_H_
#define KHOTIN_TOOLS_KHOTIN_LIST_PAGES_H_

#include <algorithm>

#include "absl/status/statusor.h"
#include "base/limits.h"
#include "base/status.h"
#include "tools/khotin/client.h"

namespace khotin::cli {

// Asks with `method` for pages, of `request.page_size` items at most, until there are `limit` items
// or no more; `items` gives the repeated field of a reply. The token in the result is that of the
// last page.
template <typename Response, typename Request, typename Items>
absl::StatusOr<Response> ListUpTo(int limit, Client& client,
                                  absl::StatusOr<Response> (Client::*method)(const Request&),
                                  Request request, const Items& items) {
  const int page_size = request.page_size() > 0 ? request.page_size() : base::kMaxPageSize;
  Response all;
  do {
    request.set_page_size(std::min(page_size, limit - items(all).size()));
    KHOTIN_ASSIGN_OR_RETURN(const Response page, (client.*method)(request));
    all.MergeFrom(page);
    all.set_next_page_token(page.next_page_token());
    request.set_page_token(page.next_page_token());
  } while (items(all).size() < limit && !request.page_token().empty());
  return all;
}

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_LIST_PAGES_H_
