// What commits changed, as a follower is told.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_WATCH_CHANGES_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_WATCH_CHANGES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "khotin/v1/watch_service.pb.h"
#include "store/view.h"

namespace khotin::server {

struct ArticleChange {
  v1::WatchEventKind kind = v1::WATCH_EVENT_KIND_UNSPECIFIED;
  std::string article_id;
  int64_t revision = 0;
};

// Those of some whole commits.
struct ArticleChanges {
  std::vector<ArticleChange> changes;  // in the order of their commits
  int64_t revision = 0;                // of the last of those commits
};

// Of the commits behind revision `after`, a bounded number of them. Errors are those of `view`.
absl::StatusOr<ArticleChanges> ReadChanges(const store::View& view, int64_t after);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_WATCH_CHANGES_H_
