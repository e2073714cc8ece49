// View over RocksDB.
#ifndef KHOTIN_STORE_VIEW_IMPL_H_
#define KHOTIN_STORE_VIEW_IMPL_H_

#include <memory>
#include <string>
#include <vector>

#include "index/snapshot.h"
#include "khotin/storage/v1/records.pb.h"
#include "rocksdb/snapshot.h"
#include "store/database.h"
#include "store/view.h"

namespace khotin::store {

class ViewImpl : public View {
 public:
  // Takes a snapshot of the database now; the caller sees to it that `state`, `index` and `chrome`
  // are of the same commit.
  ViewImpl(std::shared_ptr<Database> database, const storage::v1::State& state,
           index::IndexSnapshot index, extract::ChromeSnapshot chrome);

  int64_t revision() const override { return revision_; }
  const Counts& counts() const override { return counts_; }
  const index::IndexSnapshot& index() const override { return index_; }

  absl::StatusOr<storage::v1::Article> GetArticle(absl::string_view id,
                                                  int32_t version) const override;
  absl::StatusOr<std::vector<absl::optional<storage::v1::Article>>> GetArticles(
      const std::vector<std::string>& ids) const override;
  absl::StatusOr<std::string> FindArticleByUrl(absl::string_view url) const override;
  absl::StatusOr<std::vector<StoredArticle>> ListArticles(absl::string_view after,
                                                          int limit) const override;
  absl::StatusOr<extract::RawDocument> GetRawInput(absl::string_view id,
                                                   int32_t version) const override;
  const extract::ChromeSnapshot& chrome() const override { return chrome_; }
  absl::StatusOr<extract::ChromeSnapshot> ChromeAt(int64_t number) const override;
  absl::StatusOr<std::vector<StoredSource>> ListSources(const absl::optional<std::string>& after,
                                                        int limit) const override;
  absl::StatusOr<StoredSource> GetSource(const std::string& key) const override;
  absl::StatusOr<std::vector<StoredQuarantined>> ListQuarantined(absl::string_view after,
                                                                 extract::RefusalReason reason,
                                                                 int limit) const override;
  absl::StatusOr<QuarantinedDocument> GetQuarantined(absl::string_view id) const override;
  absl::StatusOr<StoredCluster> GetCluster(absl::string_view id) const override;
  absl::StatusOr<std::vector<StoredCluster>> ListClusters(
      ClusterOrder order, const absl::optional<ClusterCursor>& after, int limit) const override;
  absl::StatusOr<std::vector<StoredClusterMember>> ListClusterMembers(absl::string_view id,
                                                                      uint32_t first_place,
                                                                      int limit) const override;
  absl::StatusOr<DuplicateReport> CheckDuplicate(const PreparedArticle& article,
                                                 size_t max_matches) const override;
  absl::StatusOr<StoredStory> GetStory(absl::string_view id) const override;
  absl::StatusOr<std::vector<StoredStory>> ListStories(const absl::optional<StoryCursor>& after,
                                                       int limit) const override;
  absl::StatusOr<std::vector<StoryArticleCursor>> ListStoryArticles(
      absl::string_view id, const absl::optional<StoryArticleCursor>& after,
      int limit) const override;
  absl::StatusOr<EntityStories> ListEntityStories(absl::string_view entity_id,
                                                  const absl::optional<EntityArticleCursor>& after,
                                                  int limit) const override;
  absl::StatusOr<StoredEntity> ResolveEntity(absl::string_view id) const override;
  absl::StatusOr<std::vector<absl::optional<StoredEntity>>> ResolveEntityKeys(
      const std::vector<std::string>& keys) const override;
  absl::StatusOr<storage::v1::Entity> GetEntity(absl::string_view id) const override;
  absl::StatusOr<std::vector<EntityHit>> FindNamedEntities(absl::string_view name,
                                                           int limit) const override;
  absl::StatusOr<absl::optional<std::vector<EntityHit>>> FindEntitiesByPrefix(
      absl::string_view begin, int max_names) const override;
  absl::StatusOr<std::vector<EntityArticleCursor>> ListEntityArticles(
      absl::string_view id, const absl::optional<EntityArticleCursor>& after,
      int limit) const override;
  absl::StatusOr<StoredEntityDecision> GetEntityDecision(int64_t id) const override;
  absl::StatusOr<std::vector<StoredEntityDecision>> ListEntityDecisions(int64_t after,
                                                                        int limit) const override;
  absl::StatusOr<std::vector<StoredCommit>> ReadFeed(int64_t after, int limit) const override;
  absl::StatusOr<StoredSavedQuery> GetSavedQuery(absl::string_view id) const override;
  absl::StatusOr<std::vector<StoredSavedQuery>> ListSavedQueries(absl::string_view after,
                                                                 int limit) const override;
  int64_t saved_query_revision() const override { return saved_query_revision_; }

  // For the store's own checks.
  const std::shared_ptr<Database>& database() const { return database_; }
  const rocksdb::Snapshot* snapshot() const {
    return snapshot_ == nullptr ? nullptr : snapshot_->snapshot();
  }

 private:
  SnapshotReader reader() const { return {database_.get(), snapshot()}; }

  template <typename T>
  absl::StatusOr<T> GetRecord(Family family, absl::string_view key, absl::string_view what) const;

  // Before the snapshot, which must be released first.
  const std::shared_ptr<Database> database_;
  const std::unique_ptr<rocksdb::ManagedSnapshot> snapshot_;
  const int64_t revision_;
  const int64_t saved_query_revision_;
  Counts counts_;
  const index::IndexSnapshot index_;
  const extract::ChromeSnapshot chrome_;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_VIEW_IMPL_H_
