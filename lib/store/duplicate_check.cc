#include "store/duplicate_check.h"

#include <algorithm>

#include "base/status.h"
#include "dedupe/sketch.h"
#include "store/body_index.h"
#include "store/cluster_records.h"
#include "store/keys.h"

namespace khotin::store {

absl::Status DuplicateChecker::AddArticle(absl::string_view id,
                                          const storage::v1::Article& record) {
  Body& body = bodies_[record.body_number()];
  if (body.articles.empty()) {
    const dedupe::Signature signature = SignatureOfRecord(record);
    body.fingerprint = signature.fingerprint.ToBytes();
    body.cluster = record.cluster();
    for (const uint64_t key : dedupe::MakeSketch(signature)) body.sketch.insert(SketchKey(key));
  }
  body.articles.insert(std::string(id));
  Expect(body.fingerprint == record.body_fingerprint(), "article ", id,
         ": its body is not that of its number");
  Expect(body.cluster == record.cluster(), "article ", id,
         ": in another cluster than a copy of it");
  const auto placed = clusters_[record.cluster()].emplace(record.cluster_place(), std::string(id));
  Expect(placed.second, "article ", id, ": its place in cluster ", record.cluster(), " is taken");
  return absl::OkStatus();
}

absl::Status DuplicateChecker::Finish(int64_t cluster_count) {
  KHOTIN_RETURN_IF_ERROR(CheckBodies());
  KHOTIN_RETURN_IF_ERROR(CheckFingerprints());
  KHOTIN_RETURN_IF_ERROR(CheckSketches());
  KHOTIN_RETURN_IF_ERROR(CheckClusters(cluster_count));
  return CheckOrder();
}

absl::Status DuplicateChecker::CheckBodies() {
  size_t records = 0;
  KHOTIN_RETURN_IF_ERROR(
      reader_->Scan(Family::kBodies, "", "", [&](absl::string_view key, absl::string_view value) {
        const auto record = ParseRecord<storage::v1::Body>(value, "body");
        const auto it = bodies_.find(key.size() == sizeof(uint32_t) ? ReadBigEndian32(key) : 0);
        Expect(record.ok() && it != bodies_.end() &&
                   it->second.articles.count(record->article()) == 1 &&
                   static_cast<int64_t>(it->second.articles.size()) == record->article_count() &&
                   it->second.cluster == record->cluster(),
               "body ", it == bodies_.end() ? 0 : it->first, ": its articles disagree");
        ++records;
        return true;
      }));
  Expect(records == bodies_.size(), "bodies: ", records, ", of articles: ", bodies_.size());
  return absl::OkStatus();
}

absl::Status DuplicateChecker::CheckFingerprints() {
  size_t records = 0;
  KHOTIN_RETURN_IF_ERROR(reader_->Scan(
      Family::kFingerprints, "", "", [&](absl::string_view key, absl::string_view value) {
        const auto it = bodies_.find(value.size() == sizeof(uint32_t) ? ReadBigEndian32(value) : 0);
        Expect(it != bodies_.end() && it->second.fingerprint == key,
               "a duplicate key leads to a body of another text");
        ++records;
        return true;
      }));
  Expect(records == bodies_.size(), "duplicate keys: ", records, ", bodies: ", bodies_.size());
  return absl::OkStatus();
}

// A full entry takes no further body, so that a body may lack entries of its sketch is no
// violation.
absl::Status DuplicateChecker::CheckSketches() {
  return reader_->Scan(
      Family::kSketches, "", "", [&](absl::string_view key, absl::string_view value) {
        const std::vector<uint32_t> numbers = DecodeBodyNumbers(value);
        Expect(!numbers.empty() && numbers.size() <= kMaxSketchBodies &&
                   std::is_sorted(numbers.begin(), numbers.end()),
               "a sketch entry is damaged");
        for (const uint32_t number : numbers) {
          const auto it = bodies_.find(number);
          Expect(it != bodies_.end() && it->second.sketch.count(std::string(key)) == 1,
                 "a sketch entry leads to body ", number, ", which has it not");
        }
        return violations_->size() < limit_;
      });
}

absl::Status DuplicateChecker::CheckClusters(int64_t cluster_count) {
  int64_t records = 0;
  absl::Status status;
  KHOTIN_RETURN_IF_ERROR(
      reader_->Scan(Family::kClusters, "", "", [&](absl::string_view id, absl::string_view value) {
        const auto cluster = ParseRecord<storage::v1::Cluster>(value, id);
        if (!Expect(cluster.ok(), "cluster ", id, ": damaged record")) return true;
        if (!cluster->united_with().empty()) return true;
        ++records;
        status = CheckCluster(id, *cluster);
        return status.ok() && violations_->size() < limit_;
      }));
  KHOTIN_RETURN_IF_ERROR(status);
  Expect(records == cluster_count, "clusters: ", records, ", counted ", cluster_count);
  Expect(static_cast<size_t>(records) == clusters_.size(), "clusters: ", records,
         ", of articles: ", clusters_.size());
  return absl::OkStatus();
}

absl::Status DuplicateChecker::CheckCluster(absl::string_view id,
                                            const storage::v1::Cluster& cluster) {
  std::map<uint32_t, std::string> members;
  bool outranked = false;
  KHOTIN_RETURN_IF_ERROR(
      VisitMembers(reader_, id, 0, [&](uint32_t place, const storage::v1::ClusterMember& member) {
        members[place] = member.article();
        outranked =
            outranked || Outranks(member, place, cluster.canonical(), cluster.canonical_place());
        return true;
      }));
  const auto it = clusters_.find(std::string(id));
  Expect(it != clusters_.end() && it->second == members, "cluster ", id,
         ": its members and their articles disagree");
  Expect(static_cast<int64_t>(members.size()) == cluster.article_count(), "cluster ", id,
         ": counts ", cluster.article_count(), " articles");
  const auto canonical = members.find(cluster.canonical_place());
  Expect(canonical != members.end() && canonical->second == cluster.canonical().article() &&
             !outranked,
         "cluster ", id, ": its canonical article is not the one");
  if (cluster.article_count() > 1) {
    order_.insert(
        ClusterOrderKey(ClusterOrder::kSize, static_cast<uint64_t>(cluster.article_count()), id));
    order_.insert(
        ClusterOrderKey(ClusterOrder::kTime, static_cast<uint64_t>(cluster.revision()), id));
  }
  return absl::OkStatus();
}

absl::Status DuplicateChecker::CheckOrder() {
  KHOTIN_RETURN_IF_ERROR(
      reader_->Scan(Family::kClusterOrder, "", "", [&](absl::string_view key, absl::string_view) {
        Expect(order_.erase(std::string(key)) == 1, "the list of clusters has a stale entry");
        return violations_->size() < limit_;
      }));
  Expect(order_.empty(), "the list of clusters lacks entries: ", order_.size());
  return absl::OkStatus();
}

}  // namespace khotin::store
