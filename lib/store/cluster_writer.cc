#include "store/cluster_writer.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/status.h"
#include "store/keys.h"

namespace khotin::store {
namespace {

constexpr int kIdDigits = 16;
// Clusters of one article are in no list.
constexpr int64_t kMinListed = 2;

uint64_t Rank(ClusterOrder order, const storage::v1::Cluster& record) {
  return static_cast<uint64_t>(order == ClusterOrder::kSize ? record.article_count()
                                                            : record.revision());
}

}  // namespace

absl::StatusOr<FoundCluster> ClusterWriter::Create(const std::string& preferred_id,
                                                   const std::string& fingerprint) {
  FoundCluster cluster;
  cluster.id = preferred_id;
  for (int attempt = 0;; ++attempt) {
    if (!cluster.id.empty()) {
      KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> taken,
                              context_->Get(Family::kClusters, cluster.id));
      if (!taken.has_value()) break;
    }
    // A cluster keeps its id when its first body changes or leaves, so the id can be in use.
    const std::string suffix = attempt == 0 ? "" : absl::StrCat("\n", attempt);
    cluster.id =
        base::HashBytes(absl::StrCat("cluster\n", fingerprint, suffix)).ToBase32(kIdDigits);
  }
  state_->set_cluster_count(state_->cluster_count() + 1);
  return cluster;
}

absl::StatusOr<uint32_t> ClusterWriter::Join(FoundCluster cluster,
                                             const storage::v1::ClusterMember& member) {
  const storage::v1::Cluster before = cluster.record;
  const uint32_t place = cluster.record.next_place();
  Add(member, place, &cluster);
  KHOTIN_RETURN_IF_ERROR(PutMember(cluster.id, place, member));
  KHOTIN_RETURN_IF_ERROR(Put(cluster, before));
  return place;
}

absl::Status ClusterWriter::Update(const std::string& cluster_id, uint32_t place,
                                   const storage::v1::ClusterMember& member) {
  KHOTIN_ASSIGN_OR_RETURN(FoundCluster cluster, MustFindCluster(context_, cluster_id));
  const storage::v1::Cluster before = cluster.record;
  KHOTIN_RETURN_IF_ERROR(PutMember(cluster.id, place, member));
  KHOTIN_RETURN_IF_ERROR(ElectCanonical(&cluster));
  return Put(cluster, before);
}

absl::Status ClusterWriter::Leave(const std::string& cluster_id, uint32_t place) {
  KHOTIN_ASSIGN_OR_RETURN(FoundCluster cluster, MustFindCluster(context_, cluster_id));
  const storage::v1::Cluster before = cluster.record;
  KHOTIN_RETURN_IF_ERROR(
      context_->Delete(Family::kClusterMembers, ClusterMemberKey(cluster.id, place)));
  cluster.record.set_article_count(before.article_count() - 1);
  if (cluster.record.article_count() == 0) {
    KHOTIN_RETURN_IF_ERROR(DropOrder(cluster.id, before));
    state_->set_cluster_count(state_->cluster_count() - 1);
    return context_->Delete(Family::kClusters, cluster.id);
  }
  if (place == before.canonical_place()) KHOTIN_RETURN_IF_ERROR(ElectCanonical(&cluster));
  return Put(cluster, before);
}

absl::StatusOr<FoundCluster> ClusterWriter::Unite(const FoundCluster& from, FoundCluster into,
                                                  std::vector<std::string>* moved) {
  std::vector<std::pair<uint32_t, storage::v1::ClusterMember>> members;
  KHOTIN_RETURN_IF_ERROR(VisitMembers(
      context_, from.id, 0, [&](uint32_t place, const storage::v1::ClusterMember& member) {
        members.emplace_back(place, member);
        return true;
      }));
  const storage::v1::Cluster before = into.record;
  for (const auto& [old_place, member] : members) {
    const uint32_t place = into.record.next_place();
    Add(member, place, &into);
    KHOTIN_RETURN_IF_ERROR(
        context_->Delete(Family::kClusterMembers, ClusterMemberKey(from.id, old_place)));
    KHOTIN_RETURN_IF_ERROR(PutMember(into.id, place, member));
    KHOTIN_RETURN_IF_ERROR(MoveArticle(member.article(), into.id, place));
    moved->push_back(member.article());
  }
  KHOTIN_RETURN_IF_ERROR(DropOrder(from.id, from.record));
  storage::v1::Cluster alias;
  alias.set_united_with(into.id);
  KHOTIN_RETURN_IF_ERROR(context_->PutRecord(Family::kClusters, from.id, alias));
  state_->set_cluster_count(state_->cluster_count() - 1);
  KHOTIN_RETURN_IF_ERROR(Put(into, before));
  return into;
}

void ClusterWriter::Add(const storage::v1::ClusterMember& member, uint32_t place,
                        FoundCluster* cluster) const {
  storage::v1::Cluster& record = cluster->record;
  record.set_next_place(place + 1);
  record.set_article_count(record.article_count() + 1);
  if (record.article_count() == 1 ||
      Outranks(member, place, record.canonical(), record.canonical_place())) {
    record.set_canonical_place(place);
    *record.mutable_canonical() = member;
  }
}

absl::Status ClusterWriter::MoveArticle(const std::string& article, const std::string& cluster_id,
                                        uint32_t place) {
  KHOTIN_ASSIGN_OR_RETURN(auto record, context_->MustGetRecord<storage::v1::Article>(
                                           Family::kArticles, article, "article"));
  record.set_cluster(cluster_id);
  record.set_cluster_place(place);
  KHOTIN_RETURN_IF_ERROR(context_->PutRecord(Family::kArticles, article, record));
  KHOTIN_ASSIGN_OR_RETURN(storage::v1::Body body, MustGetBody(context_, record.body_number()));
  body.set_cluster(cluster_id);
  return context_->PutRecord(Family::kBodies, BigEndian32(record.body_number()), body);
}

absl::Status ClusterWriter::ElectCanonical(FoundCluster* cluster) {
  bool first = true;
  storage::v1::Cluster& record = cluster->record;
  return VisitMembers(
      context_, cluster->id, 0, [&](uint32_t place, const storage::v1::ClusterMember& member) {
        if (first || Outranks(member, place, record.canonical(), record.canonical_place())) {
          record.set_canonical_place(place);
          *record.mutable_canonical() = member;
        }
        first = false;
        return true;
      });
}

absl::Status ClusterWriter::Put(const FoundCluster& cluster, const storage::v1::Cluster& before) {
  storage::v1::Cluster record = cluster.record;
  record.set_revision(state_->revision());
  KHOTIN_RETURN_IF_ERROR(DropOrder(cluster.id, before));
  if (record.article_count() >= kMinListed) {
    for (const ClusterOrder order : {ClusterOrder::kSize, ClusterOrder::kTime}) {
      KHOTIN_RETURN_IF_ERROR(context_->Put(
          Family::kClusterOrder, ClusterOrderKey(order, Rank(order, record), cluster.id), ""));
    }
  }
  return context_->PutRecord(Family::kClusters, cluster.id, record);
}

absl::Status ClusterWriter::PutMember(const std::string& cluster_id, uint32_t place,
                                      const storage::v1::ClusterMember& member) {
  return context_->PutRecord(Family::kClusterMembers, ClusterMemberKey(cluster_id, place), member);
}

absl::Status ClusterWriter::DropOrder(const std::string& cluster_id,
                                      const storage::v1::Cluster& record) {
  if (record.article_count() < kMinListed) return absl::OkStatus();
  for (const ClusterOrder order : {ClusterOrder::kSize, ClusterOrder::kTime}) {
    KHOTIN_RETURN_IF_ERROR(context_->Delete(
        Family::kClusterOrder, ClusterOrderKey(order, Rank(order, record), cluster_id)));
  }
  return absl::OkStatus();
}

}  // namespace khotin::store
