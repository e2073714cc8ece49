#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/body_index.h"
#include "store/cluster_choice.h"
#include "store/cluster_records.h"
#include "store/keys.h"
#include "store/known_article.h"
#include "store/view_impl.h"

namespace khotin::store {

ClusterCursor CursorOf(ClusterOrder order, const StoredCluster& cluster) {
  const int64_t rank =
      order == ClusterOrder::kSize ? cluster.record.article_count() : cluster.record.revision();
  return {static_cast<uint64_t>(rank), cluster.id};
}

absl::StatusOr<StoredCluster> ViewImpl::GetCluster(absl::string_view id) const {
  SnapshotReader reader = this->reader();
  KHOTIN_ASSIGN_OR_RETURN(absl::optional<FoundCluster> found, FindCluster(&reader, id));
  if (!found.has_value()) return absl::NotFoundError(absl::StrCat("cluster ", id));
  return StoredCluster{std::move(found->id), std::move(found->record)};
}

absl::StatusOr<std::vector<StoredCluster>> ViewImpl::ListClusters(
    ClusterOrder order, const absl::optional<ClusterCursor>& after, int limit) const {
  const std::string prefix(1, static_cast<char>(order));
  const std::string begin =
      after.has_value() ? ClusterOrderKey(order, after->rank, after->id) : prefix;
  std::vector<std::string> ids;
  KHOTIN_RETURN_IF_ERROR(
      database_->Scan(Family::kClusterOrder, prefix, begin, snapshot(),
                      [&](absl::string_view key, absl::string_view) {
                        const absl::optional<ClusterOrderParts> parts = ParseClusterOrderKey(key);
                        if (parts.has_value() && (!after.has_value() || key != begin)) {
                          ids.emplace_back(parts->cluster_id);
                        }
                        return static_cast<int>(ids.size()) < limit;
                      }));
  std::vector<StoredCluster> clusters;
  for (const std::string& id : ids) {
    KHOTIN_ASSIGN_OR_RETURN(StoredCluster cluster, GetCluster(id));
    clusters.push_back(std::move(cluster));
  }
  return clusters;
}

absl::StatusOr<std::vector<StoredClusterMember>> ViewImpl::ListClusterMembers(absl::string_view id,
                                                                              uint32_t first_place,
                                                                              int limit) const {
  SnapshotReader reader = this->reader();
  std::vector<StoredClusterMember> members;
  KHOTIN_RETURN_IF_ERROR(VisitMembers(
      &reader, id, first_place, [&](uint32_t place, const storage::v1::ClusterMember& member) {
        members.push_back({place, member});
        return static_cast<int>(members.size()) < limit;
      }));
  return members;
}

absl::StatusOr<DuplicateReport> ViewImpl::CheckDuplicate(const PreparedArticle& article,
                                                         size_t max_matches) const {
  SnapshotReader reader = this->reader();
  BodyIndex bodies(&reader, nullptr);
  KHOTIN_ASSIGN_OR_RETURN(const KnownArticle known, FindKnown(&reader, article));
  DuplicateReport report;
  std::string except;
  if (known.newest.has_value()) {
    report.article_id = known.id;
    report.cluster_id = known.newest->cluster();
    except = known.id;
  }
  KHOTIN_ASSIGN_OR_RETURN(const SketchEntries entries, bodies.Load(article.signature));
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<BodyMatch> matches,
                          bodies.FindMatches(article.signature, entries, except));
  for (const BodyMatch& match : matches) {
    if (report.matches.size() < max_matches) report.matches.push_back(ToDuplicateMatch(match));
  }
  if (known.same_document || known.same_text) {
    report.verdict = Verdict::kUnchanged;
    return report;
  }
  report.verdict = VerdictOf(report.matches, known.newest.has_value());
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<FoundCluster> cluster,
                          ChooseCluster(&reader, &bodies, article.signature, matches));
  if (cluster.has_value()) {
    report.cluster_id = cluster->id;
  } else if (known.newest.has_value()) {
    KHOTIN_ASSIGN_OR_RETURN(const FoundCluster left,
                            MustFindCluster(&reader, known.newest->cluster()));
    // Others stay behind in it; alone, an article takes its cluster along.
    if (left.record.article_count() > 1) report.cluster_id.clear();
  }
  return report;
}

}  // namespace khotin::store
