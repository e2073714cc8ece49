// The view's reads of the feed and of saved queries.
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/keys.h"
#include "store/view_impl.h"

namespace khotin::store {

absl::StatusOr<std::vector<StoredCommit>> ViewImpl::ReadFeed(int64_t after, int limit) const {
  std::vector<StoredCommit> commits;
  absl::Status damaged;
  KHOTIN_RETURN_IF_ERROR(database_->Scan(
      Family::kFeed, "", BigEndian64(static_cast<uint64_t>(after) + 1), snapshot(),
      [&](absl::string_view key, absl::string_view value) {
        const auto revision = static_cast<int64_t>(ReadBigEndian64(key));
        auto record = ParseRecord<storage::v1::Commit>(value, absl::StrCat("commit ", revision));
        damaged = record.status();
        if (!damaged.ok()) return false;
        commits.push_back({revision, *std::move(record)});
        return static_cast<int>(commits.size()) < limit;
      }));
  KHOTIN_RETURN_IF_ERROR(damaged);
  return commits;
}

absl::StatusOr<StoredSavedQuery> ViewImpl::GetSavedQuery(absl::string_view id) const {
  SnapshotReader reader = this->reader();
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<storage::v1::SavedQuery> record,
                          reader.GetRecord<storage::v1::SavedQuery>(Family::kSavedQueries, id));
  if (!record.has_value()) {
    return absl::NotFoundError(absl::StrCat("saved query ", id, ": not there"));
  }
  return StoredSavedQuery{std::string(id), *record};
}

absl::StatusOr<std::vector<StoredSavedQuery>> ViewImpl::ListSavedQueries(absl::string_view after,
                                                                         int limit) const {
  std::vector<StoredSavedQuery> queries;
  absl::Status damaged;
  KHOTIN_RETURN_IF_ERROR(database_->Scan(Family::kSavedQueries, "", after, snapshot(),
                                         [&](absl::string_view id, absl::string_view value) {
                                           if (id == after) return true;
                                           auto record = ParseRecord<storage::v1::SavedQuery>(
                                               value, absl::StrCat("saved query ", id));
                                           damaged = record.status();
                                           if (!damaged.ok()) return false;
                                           queries.push_back({std::string(id), *std::move(record)});
                                           return static_cast<int>(queries.size()) < limit;
                                         }));
  KHOTIN_RETURN_IF_ERROR(damaged);
  return queries;
}

}  // namespace khotin::store
