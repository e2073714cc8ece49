#include "watch_stream.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/time/time.h"
#include "base/limits.h"
#include "base/status.h"
#include "watch_changes.h"

namespace khotin::server {
namespace {

constexpr absl::Duration kPollInterval = absl::Milliseconds(200);
constexpr absl::Duration kSignInterval = absl::Seconds(10);
// Changes that are looked at in one view of the store, which is let go before anything is written.
constexpr size_t kChangesAtOnce = 128;

}  // namespace

WatchStream::WatchStream(const store::Store* store, SavedQueries* saved_queries, WatchPlan plan,
                         int64_t after, Writer* writer)
    : store_(store),
      saved_queries_(saved_queries),
      plan_(std::move(plan)),
      writer_(writer),
      position_(after) {}

absl::Status WatchStream::Run(const std::function<absl::Status()>& ended) {
  KHOTIN_RETURN_IF_ERROR(Write({}, position_));
  while (true) {
    KHOTIN_RETURN_IF_ERROR(ended());
    if (store_->WaitForRevision(position_, kPollInterval) > position_) {
      KHOTIN_RETURN_IF_ERROR(WriteChanges(ended));
    }
    if (since_write_.elapsed() >= kSignInterval) {
      KHOTIN_RETURN_IF_ERROR(Write({}, position_));
    }
  }
}

absl::Status WatchStream::WriteChanges(const std::function<absl::Status()>& ended) {
  KHOTIN_ASSIGN_OR_RETURN(const ArticleChanges read,
                          ReadChanges(*store_->CurrentView(), position_));
  for (size_t begin = 0; begin < read.changes.size(); begin += kChangesAtOnce) {
    const size_t end = std::min(read.changes.size(), begin + kChangesAtOnce);
    const auto changes = absl::MakeConstSpan(read.changes).subspan(begin, end - begin);
    KHOTIN_ASSIGN_OR_RETURN(std::vector<v1::WatchEvent> events,
                            MakeEvents(plan_, *store_->CurrentView(), changes, saved_queries_));
    position_ = end < read.changes.size() ? read.changes[end].revision - 1 : read.revision;
    KHOTIN_RETURN_IF_ERROR(WriteEvents(std::move(events)));
    KHOTIN_RETURN_IF_ERROR(ended());
  }
  position_ = read.revision;
  return absl::OkStatus();
}

absl::Status WatchStream::WriteEvents(std::vector<v1::WatchEvent> events) {
  v1::WatchResponse response;
  size_t bytes = 0;
  for (v1::WatchEvent& event : events) {
    const size_t more = event.ByteSizeLong();
    if (bytes > 0 && bytes + more > base::kMaxReplyBytes) {
      KHOTIN_RETURN_IF_ERROR(Write(std::move(response), event.revision() - 1));
      response.Clear();
      bytes = 0;
    }
    bytes += more;
    *response.add_events() = std::move(event);
  }
  return events.empty() ? absl::OkStatus() : Write(std::move(response), position_);
}

absl::Status WatchStream::Write(v1::WatchResponse response, int64_t revision) {
  response.set_revision(revision);
  if (!writer_->Write(response)) return absl::CancelledError("the caller is gone");
  since_write_ = base::Stopwatch();
  return absl::OkStatus();
}

}  // namespace khotin::server
