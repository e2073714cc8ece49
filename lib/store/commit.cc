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

// What a reader sees and what was removed; with another analyzer, entities may differ too.
bool SameAnalysis(const storage::v1::Article& a, const storage::v1::Article& b) {
  if (a.content_hash() != b.content_hash() || a.analyzer_version() != b.analyzer_version() ||
      a.removed_size() != b.removed_size()) {
    return false;
  }
  return std::equal(
      a.removed().begin(), a.removed().end(), b.removed().begin(),
      [](const auto& x, const auto& y) { return x.kind() == y.kind() && x.text() == y.text(); });
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
    : context_(context), state_(state), now_(now), entities_(context), sources_(context, now) {
  state_.set_revision(state.revision() + 1);
  index_change_.revision = state_.revision();
}

absl::StatusOr<CommitResult> Commit::Apply(PreparedDocument document) {
  if (auto* const article = std::get_if<PreparedArticle>(&document)) {
    return article->replaced_version == 0 ? ApplyArticle(std::move(*article))
                                          : ReplaceVersion(std::move(*article));
  }
  return ApplyRefusal(std::get<PreparedRefusal>(std::move(document)));
}

// The same raw document is no news, whatever an analysis with more knowledge makes of it now.
absl::StatusOr<CommitResult> Commit::ApplyArticle(PreparedArticle article) {
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> known_id,
                          context_->Get(Family::kRawHashes, article.raw_hash));
  const std::string id = known_id.value_or(article.id);
  KHOTIN_ASSIGN_OR_RETURN(absl::optional<storage::v1::Article> old,
                          context_->GetRecord<storage::v1::Article>(Family::kArticles, id));
  if (known_id.has_value() && !old.has_value()) {
    return absl::DataLossError(absl::StrCat("article ", id, " is not stored"));
  }
  if (!known_id.has_value() && !(old.has_value() && IsKnown(*old, article.record.content_hash()))) {
    return StoreVersion(std::move(article), old);
  }
  if (!known_id.has_value()) {
    KHOTIN_RETURN_IF_ERROR(context_->Put(Family::kRawHashes, article.raw_hash, id));
    KHOTIN_RETURN_IF_ERROR(LeaveQuarantine(article.quarantine_id));
    noted_ = true;
  }
  CommitResult result;
  result.article_id = id;
  result.verdict = Verdict::kUnchanged;
  result.cluster_id = old->cluster();
  result.revision = old->revision();
  return result;
}

absl::StatusOr<CommitResult> Commit::StoreVersion(PreparedArticle article,
                                                  const absl::optional<storage::v1::Article>& old) {
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
  // Versions and copies of one text would teach its own lines as chrome.
  KHOTIN_RETURN_IF_ERROR(sources_.AddArticle(article, !duplicate && !old.has_value()));
  KHOTIN_RETURN_IF_ERROR(LeaveQuarantine(article.quarantine_id));
  KHOTIN_RETURN_IF_ERROR(Store(article));

  CommitResult result;
  result.article_id = article.id;
  result.verdict = duplicate ? Verdict::kExactDuplicate : Verdict::kNew;
  if (old.has_value()) result.verdict = Verdict::kNewVersion;
  result.cluster_id = record.cluster();
  result.revision = record.revision();
  changed_ = true;
  Index(std::move(article), old.has_value());
  return result;
}

absl::StatusOr<CommitResult> Commit::ReplaceVersion(PreparedArticle article) {
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<storage::v1::Article> old,
                          context_->GetRecord<storage::v1::Article>(Family::kArticles, article.id));
  if (!old.has_value()) return absl::NotFoundError(absl::StrCat("article ", article.id));
  CommitResult result;
  result.article_id = article.id;
  result.cluster_id = old->cluster();
  result.revision = old->revision();
  result.verdict = Verdict::kUnchanged;
  storage::v1::Article& record = article.record;
  if (old->version() != article.replaced_version || SameAnalysis(*old, record)) return result;

  record.set_url(old->url());
  record.set_input(old->input());
  record.set_version(old->version());
  record.set_ingest_time(old->ingest_time());
  record.set_revision(state_.revision());
  *record.mutable_earlier_content_hashes() = old->earlier_content_hashes();
  KHOTIN_RETURN_IF_ERROR(entities_.Remove(article.id, *old));
  KHOTIN_RETURN_IF_ERROR(RejoinCluster(article.id, *old, &record));
  KHOTIN_RETURN_IF_ERROR(entities_.Add(article.id, article.entities, &record));
  KHOTIN_RETURN_IF_ERROR(context_->PutRecord(Family::kArticles, article.id, record));
  result.cluster_id = record.cluster();
  result.revision = record.revision();
  result.verdict = Verdict::kReplaced;
  changed_ = true;
  replaced_ = true;
  Index(std::move(article), true);
  return result;
}

// An article whose body stays keeps its place among the members.
absl::Status Commit::RejoinCluster(const std::string& article_id, const storage::v1::Article& old,
                                   storage::v1::Article* record) {
  if (old.body_fingerprint() != record->body_fingerprint()) {
    KHOTIN_RETURN_IF_ERROR(LeaveCluster(article_id, old));
    return JoinCluster(article_id, record).status();
  }
  record->set_cluster(old.cluster());
  KHOTIN_ASSIGN_OR_RETURN(
      absl::optional<storage::v1::Cluster> cluster,
      context_->GetRecord<storage::v1::Cluster>(Family::kClusters, old.cluster()));
  if (!cluster.has_value()) {
    return absl::DataLossError(absl::StrCat("cluster ", old.cluster(), " is not stored"));
  }
  for (storage::v1::Cluster::Member& member : *cluster->mutable_members()) {
    if (member.article() == article_id) member.set_quality(Quality(*record));
  }
  return context_->PutRecord(Family::kClusters, old.cluster(), *cluster);
}

absl::StatusOr<CommitResult> Commit::ApplyRefusal(PreparedRefusal refusal) {
  KHOTIN_ASSIGN_OR_RETURN(
      const absl::optional<storage::v1::Quarantined> old,
      context_->GetRecord<storage::v1::Quarantined>(Family::kQuarantine, refusal.id));
  CommitResult result;
  result.verdict = Verdict::kRefused;
  result.quarantine_id = refusal.id;
  result.refusal = RefusalStatus(refusal.record);
  if (old.has_value() && !refusal.retry) {
    result.revision = old->revision();
    return result;
  }
  storage::v1::Quarantined& record = refusal.record;
  record.set_last_time(absl::ToUnixMicros(now_));
  record.set_first_time(old.has_value() ? old->first_time() : record.last_time());
  record.set_attempts(old.has_value() ? old->attempts() + 1 : 1);
  record.set_revision(state_.revision());
  KHOTIN_RETURN_IF_ERROR(context_->PutRecord(Family::kQuarantine, refusal.id, record));
  if (!old.has_value()) {
    state_.set_quarantine_count(state_.quarantine_count() + 1);
    KHOTIN_RETURN_IF_ERROR(sources_.AddRefusal(record.source_key()));
  }
  result.revision = state_.revision();
  changed_ = true;
  return result;
}

absl::Status Commit::LeaveQuarantine(const std::string& quarantine_id) {
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> entry,
                          context_->Get(Family::kQuarantine, quarantine_id));
  if (!entry.has_value()) return absl::OkStatus();
  state_.set_quarantine_count(state_.quarantine_count() - 1);
  changed_ = true;
  return context_->Delete(Family::kQuarantine, quarantine_id);
}

absl::Status Commit::Finish() {
  KHOTIN_RETURN_IF_ERROR(entities_.Flush());
  KHOTIN_RETURN_IF_ERROR(sources_.Flush(state_.revision()));
  if (!sources_.changes().empty()) state_.set_chrome_revision(state_.revision());
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
  KHOTIN_RETURN_IF_ERROR(context_->Put(Family::kRawHashes, article.raw_hash, article.id));
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
