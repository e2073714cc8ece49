#include "store/commit.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/status.h"
#include "store/keys.h"

namespace khotin::store {
namespace {

constexpr int kTitleQuality = 2;
constexpr int kDateQuality = 1;

int Quality(const storage::v1::Article& record) {
  return (record.title().empty() ? 0 : kTitleQuality) + (record.has_published() ? kDateQuality : 0);
}

// A text that is stored as an older version is no news either: sending the same inputs again, all
// versions among them, changes nothing.
bool IsKnown(const storage::v1::Article& stored, const std::string& content_hash) {
  return stored.content_hash() == content_hash ||
         std::find(stored.earlier_content_hashes().begin(), stored.earlier_content_hashes().end(),
                   content_hash) != stored.earlier_content_hashes().end();
}

std::string ClusterId(const storage::v1::Article& record) {
  constexpr int kIdDigits = 16;
  return base::HashBytes(absl::StrCat("cluster\n", record.body_fingerprint())).ToBase32(kIdDigits);
}

}  // namespace

const std::string& CanonicalArticle(const storage::v1::Cluster& cluster) {
  static const std::string* const kNone = new std::string;
  if (cluster.members().empty()) return *kNone;
  return std::max_element(cluster.members().begin(), cluster.members().end(),
                          [](const auto& a, const auto& b) { return a.quality() < b.quality(); })
      ->article();
}

Commit::Commit(WriteContext* context, const storage::v1::State& state, absl::Time now)
    : context_(context), state_(state), now_(now), entities_(context) {
  state_.set_revision(state.revision() + 1);
  index_change_.revision = state_.revision();
}

absl::StatusOr<CommitResult> Commit::Apply(PreparedArticle article) {
  KHOTIN_ASSIGN_OR_RETURN(absl::optional<storage::v1::Article> old,
                          context_->GetRecord<storage::v1::Article>(Family::kArticles, article.id));
  CommitResult result;
  result.article_id = article.id;
  if (old.has_value() && IsKnown(*old, article.record.content_hash())) {
    result.verdict = Verdict::kUnchanged;
    result.cluster_id = old->cluster();
    result.revision = old->revision();
    return result;
  }

  storage::v1::Article& record = article.record;
  record.set_revision(state_.revision());
  record.set_ingest_time(absl::ToUnixMicros(now_));
  record.set_version(old.has_value() ? old->version() + 1 : 1);
  if (old.has_value()) {
    *record.mutable_earlier_content_hashes() = old->earlier_content_hashes();
    record.add_earlier_content_hashes(old->content_hash());
    KHOTIN_RETURN_IF_ERROR(Supersede(article.id, *old));
  }
  KHOTIN_ASSIGN_OR_RETURN(const bool duplicate, JoinCluster(article.id, &record));
  KHOTIN_RETURN_IF_ERROR(entities_.Add(article.id, article.entities, &record));
  KHOTIN_RETURN_IF_ERROR(Store(article));

  result.verdict = duplicate ? Verdict::kExactDuplicate : Verdict::kNew;
  if (old.has_value()) result.verdict = Verdict::kNewVersion;
  result.cluster_id = record.cluster();
  result.revision = record.revision();
  Index(std::move(article), old.has_value());
  return result;
}

absl::Status Commit::Finish() {
  KHOTIN_RETURN_IF_ERROR(entities_.Flush());
  state_.set_entity_count(state_.entity_count() + entities_.entity_count_change());
  return context_->PutRecord(Family::kFeed, BigEndian64(static_cast<uint64_t>(state_.revision())),
                             feed_);
}

absl::Status Commit::Supersede(const std::string& id, const storage::v1::Article& old) {
  KHOTIN_RETURN_IF_ERROR(
      context_->PutRecord(Family::kVersions, VersionKey(id, old.version()), old));
  KHOTIN_RETURN_IF_ERROR(entities_.Remove(id, old));
  return LeaveCluster(id, old);
}

// Returns whether the cluster had members before.
absl::StatusOr<bool> Commit::JoinCluster(const std::string& article_id,
                                         storage::v1::Article* record) {
  KHOTIN_ASSIGN_OR_RETURN(absl::optional<std::string> id,
                          context_->Get(Family::kFingerprints, record->body_fingerprint()));
  const bool known = id.has_value();
  if (!known) {
    id = ClusterId(*record);
    KHOTIN_RETURN_IF_ERROR(context_->Put(Family::kFingerprints, record->body_fingerprint(), *id));
    state_.set_cluster_count(state_.cluster_count() + 1);
  }
  KHOTIN_ASSIGN_OR_RETURN(absl::optional<storage::v1::Cluster> stored,
                          context_->GetRecord<storage::v1::Cluster>(Family::kClusters, *id));
  storage::v1::Cluster cluster = stored.has_value() ? *stored : storage::v1::Cluster();
  storage::v1::Cluster::Member* const member = cluster.add_members();
  member->set_article(article_id);
  member->set_quality(Quality(*record));
  record->set_cluster(*id);
  KHOTIN_RETURN_IF_ERROR(context_->PutRecord(Family::kClusters, *id, cluster));
  return known;
}

absl::Status Commit::LeaveCluster(const std::string& article_id,
                                  const storage::v1::Article& record) {
  KHOTIN_ASSIGN_OR_RETURN(
      absl::optional<storage::v1::Cluster> cluster,
      context_->GetRecord<storage::v1::Cluster>(Family::kClusters, record.cluster()));
  if (!cluster.has_value()) {
    return absl::DataLossError(absl::StrCat("cluster ", record.cluster(), " is not stored"));
  }
  auto* const members = cluster->mutable_members();
  members->erase(std::remove_if(members->begin(), members->end(),
                                [&](const auto& m) { return m.article() == article_id; }),
                 members->end());
  if (!members->empty()) {
    return context_->PutRecord(Family::kClusters, record.cluster(), *cluster);
  }
  state_.set_cluster_count(state_.cluster_count() - 1);
  KHOTIN_RETURN_IF_ERROR(context_->Delete(Family::kClusters, record.cluster()));
  return context_->Delete(Family::kFingerprints, record.body_fingerprint());
}

absl::Status Commit::Store(const PreparedArticle& article) {
  const storage::v1::Article& record = article.record;
  KHOTIN_RETURN_IF_ERROR(context_->PutRecord(Family::kArticles, article.id, record));
  KHOTIN_RETURN_IF_ERROR(
      context_->Put(Family::kRaw, VersionKey(article.id, record.version()), article.raw_record));
  if (!article.url_key.empty()) {
    KHOTIN_RETURN_IF_ERROR(context_->Put(Family::kUrls, article.url_key, article.id));
  }
  if (record.version() == 1) state_.set_article_count(state_.article_count() + 1);
  state_.set_version_count(state_.version_count() + 1);
  return absl::OkStatus();
}

void Commit::Index(PreparedArticle article, bool superseding) {
  article.terms.values.cluster = base::Hash64(article.record.cluster());
  const auto same_id = [&](const index::DocumentTerms& terms) {
    return terms.values.article_id == article.id;
  };
  const auto earlier =
      std::find_if(index_change_.added.begin(), index_change_.added.end(), same_id);
  if (earlier != index_change_.added.end()) {
    *earlier = std::move(article.terms);
    return;
  }
  if (superseding) index_change_.superseded.push_back(article.id);
  feed_.add_articles(article.id);
  index_change_.added.push_back(std::move(article.terms));
}

}  // namespace khotin::store
