// From what commits changed to the events of one Watch call.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_WATCH_EVENTS_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_WATCH_EVENTS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "khotin/v1/watch_service.pb.h"
#include "standing_queries.h"
#include "store/view.h"
#include "watch_changes.h"

namespace khotin::server {

// What a Watch call asks for.
struct WatchPlan {
  std::shared_ptr<const NamedQuery> own_query;  // null without
  bool all_saved_queries = false;
  std::vector<std::string> saved_queries;  // names, sorted
  v1::ArticleView view = v1::ARTICLE_VIEW_BASIC;
  bool include_duplicates = false;

  bool has_queries() const {
    return own_query != nullptr || all_saved_queries || !saved_queries.empty();
  }
};

// The events of `changes` as articles are in `view`, which is not older than they are; in their
// order. Errors are those of `view`. Thread-safe.
absl::StatusOr<std::vector<v1::WatchEvent>> MakeEvents(const WatchPlan& plan,
                                                       const store::View& view,
                                                       absl::Span<const ArticleChange> changes,
                                                       SavedQueries* saved_queries);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_WATCH_EVENTS_H_
