#include "store/cluster_records.h"

#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/keys.h"

namespace khotin::store {
namespace {

// Every union moves articles to a cluster that is not smaller, so a chain of them is short.
constexpr int kMaxUnions = 64;

// Bodies that differ by less than a quarter are equally full: a line of chrome that was left in
// must not decide.
int Fullness(int64_t words) {
  constexpr double kStep = 1.25;
  return words <= 0 ? 0 : static_cast<int>(std::log(static_cast<double>(words)) / std::log(kStep));
}

int64_t PublicationOrder(const storage::v1::ClusterMember& member) {
  return member.publish_seconds() == 0 ? std::numeric_limits<int64_t>::max()
                                       : member.publish_seconds();
}

}  // namespace

absl::StatusOr<absl::optional<FoundCluster>> FindCluster(RecordReader* reader,
                                                         absl::string_view id) {
  FoundCluster found;
  found.id = std::string(id);
  for (int i = 0; i < kMaxUnions; ++i) {
    KHOTIN_ASSIGN_OR_RETURN(absl::optional<storage::v1::Cluster> record,
                            reader->GetRecord<storage::v1::Cluster>(Family::kClusters, found.id));
    if (!record.has_value()) return absl::optional<FoundCluster>();
    if (record->united_with().empty()) {
      found.record = *std::move(record);
      return absl::optional<FoundCluster>(std::move(found));
    }
    found.id = record->united_with();
  }
  return absl::DataLossError(absl::StrCat("cluster ", id, " was united too often"));
}

absl::StatusOr<FoundCluster> MustFindCluster(RecordReader* reader, absl::string_view id) {
  KHOTIN_ASSIGN_OR_RETURN(absl::optional<FoundCluster> found, FindCluster(reader, id));
  if (!found.has_value())
    return absl::DataLossError(absl::StrCat("cluster ", id, " is not stored"));
  return *std::move(found);
}

absl::Status VisitMembers(RecordReader* reader, absl::string_view cluster_id, uint32_t first_place,
                          const MemberVisitor& visit) {
  const std::string begin = ClusterMemberKey(cluster_id, first_place);
  const std::string prefix = begin.substr(0, begin.size() - sizeof(uint32_t));
  absl::Status damaged;
  KHOTIN_RETURN_IF_ERROR(reader->Scan(
      Family::kClusterMembers, prefix, begin, [&](absl::string_view key, absl::string_view value) {
        const auto member = ParseRecord<storage::v1::ClusterMember>(value, "cluster member");
        damaged = member.status();
        return damaged.ok() && visit(ReadBigEndian32(key.substr(prefix.size())), *member);
      }));
  return damaged;
}

absl::StatusOr<storage::v1::Body> MustGetBody(RecordReader* reader, uint32_t body_number) {
  KHOTIN_ASSIGN_OR_RETURN(
      absl::optional<storage::v1::Body> body,
      reader->GetRecord<storage::v1::Body>(Family::kBodies, BigEndian32(body_number)));
  if (!body.has_value()) {
    return absl::DataLossError(absl::StrCat("body ", body_number, " is not stored"));
  }
  return *std::move(body);
}

absl::StatusOr<std::string> OtherArticleOf(RecordReader* reader, uint32_t body_number,
                                           const storage::v1::Body& body,
                                           const std::string& except) {
  std::string article;
  if (body.article_count() < 2) return article;
  KHOTIN_RETURN_IF_ERROR(VisitMembers(
      reader, body.cluster(), 0, [&](uint32_t, const storage::v1::ClusterMember& member) {
        if (member.body_number() == body_number && member.article() != except) {
          article = member.article();
        }
        return article.empty();
      }));
  return article;
}

bool Outranks(const storage::v1::ClusterMember& a, uint32_t place_a,
              const storage::v1::ClusterMember& b, uint32_t place_b) {
  const auto rank = [](const storage::v1::ClusterMember& member, uint32_t place) {
    return std::make_tuple(-member.quality(), -Fullness(member.words()), PublicationOrder(member),
                           !member.trusted(), place);
  };
  return rank(a, place_a) < rank(b, place_b);
}

}  // namespace khotin::store
