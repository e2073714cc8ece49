#include "watch_changes.h"

#include <algorithm>

#include "base/status.h"

namespace khotin::server {
namespace {

constexpr int kCommitsAtOnce = 64;

void AddChanges(const store::StoredCommit& commit, std::vector<ArticleChange>* changes) {
  const auto& updated = commit.record.updated();
  for (int i = 0; i < commit.record.articles_size(); ++i) {
    const bool was_there =
        std::binary_search(updated.begin(), updated.end(), static_cast<uint32_t>(i));
    changes->push_back({was_there ? v1::WATCH_EVENT_KIND_UPDATED : v1::WATCH_EVENT_KIND_ADDED,
                        commit.record.articles(i), commit.revision});
  }
  for (const std::string& id : commit.record.moved_articles()) {
    changes->push_back({v1::WATCH_EVENT_KIND_MOVED, id, commit.revision});
  }
  for (const std::string& id : commit.record.deleted_articles()) {
    changes->push_back({v1::WATCH_EVENT_KIND_DELETED, id, commit.revision});
  }
}

}  // namespace

absl::StatusOr<ArticleChanges> ReadChanges(const store::View& view, int64_t after) {
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<store::StoredCommit> commits,
                          view.ReadFeed(after, kCommitsAtOnce));
  ArticleChanges read;
  for (const store::StoredCommit& commit : commits) AddChanges(commit, &read.changes);
  read.revision = commits.empty() ? view.revision() : commits.back().revision;
  return read;
}

}  // namespace khotin::server
