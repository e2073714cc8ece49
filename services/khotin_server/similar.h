// SearchService.FindSimilar.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_SIMILAR_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_SIMILAR_H_

#include <functional>

#include "absl/status/status.h"
#include "khotin/v1/search_service.pb.h"
#include "store/view.h"

namespace khotin::server {

// Fills in `response`, but for its revision. `cancelled` is polled while searching.
// INVALID_ARGUMENT names the field; NOT_FOUND for an article that `view` does not know; CANCELLED.
// Pure but for what it reads of `view`, and thread-safe.
absl::Status FindSimilar(const store::View& view, const v1::FindSimilarRequest& request,
                         const std::function<bool()>& cancelled, v1::FindSimilarResponse* response);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_SIMILAR_H_
