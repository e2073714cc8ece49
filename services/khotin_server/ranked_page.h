// Pages of a list that is ranked anew for each.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_RANKED_PAGE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_RANKED_PAGE_H_

#include <algorithm>
#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "rpc/page_token.h"

namespace khotin::server {

// Places [begin, end) of a list.
struct RankedPage {
  size_t begin = 0;
  size_t end = 0;
};

// The places that a request asks for, which the list may not have all. INVALID_ARGUMENT for fields
// "page_size" and "page_token".
template <typename Request>
absl::StatusOr<RankedPage> ReadRankedPage(const Request& request, const rpc::PageTokens& tokens) {
  KHOTIN_ASSIGN_OR_RETURN(const int page_size, rpc::PageSize(request.page_size()));
  RankedPage page;
  if (!request.page_token().empty()) {
    KHOTIN_ASSIGN_OR_RETURN(const std::string cursor, tokens.Open(request, request.page_token()));
    if (!absl::SimpleAtoi(cursor, &page.begin)) return absl::InternalError("damaged cursor");
  }
  page.end = page.begin + static_cast<size_t>(page_size);
  return page;
}

// Cuts `page` to a list of `size`; the token of the page behind it, empty when there is none.
template <typename Request>
std::string FitRankedPage(const Request& request, const rpc::PageTokens& tokens, size_t size,
                          RankedPage* page) {
  page->begin = std::min(page->begin, size);
  page->end = std::min(page->end, size);
  return page->end < size ? tokens.Seal(request, absl::StrCat(page->end)) : std::string();
}

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_RANKED_PAGE_H_
