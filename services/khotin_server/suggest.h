// Completes what is being typed, of entities, key phrases and titles.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_SUGGEST_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_SUGGEST_H_

#include <functional>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "khotin/v1/search_service.pb.h"
#include "store/view.h"

namespace khotin::server {

// Fills in the suggestions of `response` for what `request` asks of `view`. `now` is what new
// titles gain by. INVALID_ARGUMENT with the field for a request that breaks a limit, CANCELLED when
// `cancelled`, which is polled, is true. Thread-safe.
absl::Status FillSuggestions(const v1::SuggestRequest& request, const store::View& view,
                             absl::Time now, const std::function<bool()>& cancelled,
                             v1::SuggestResponse* response);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_SUGGEST_H_
