#include "store/commit.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "analysis/url_key.h"
#include "base/hash.h"
#include "base/status.h"
#include "store/keys.h"
#include "store/known_article.h"
#include "store/raw_input.h"

namespace khotin::store {
namespace {

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

absl::string_view AnalyzerVersionOf(const PreparedDocument& document) {
  if (const auto* const article = std::get_if<PreparedArticle>(&document)) {
    return article->record.analyzer_version();
  }
  return std::get<PreparedRefusal>(document).record.analyzer_version();
}

CommitResult OutOfTurn(FileTurn turn, const FilePosition& position) {
  CommitResult result;
  result.verdict = Verdict::kAlreadyTaken;
  if (turn == FileTurn::kLater) {
    result.verdict = Verdict::kRefused;
    result.refusal = absl::FailedPreconditionError(
        absl::StrCat(position.path, "#", position.number,
                     ": not the next document of its file; ask how many are in and go on there"));
  }
  return result;
}

bool IsCopy(const std::vector<DuplicateMatch>& matches) {
  return !matches.empty() && matches.front().relation == dedupe::Relation::kExact;
}

}  // namespace

Commit::Commit(WriteContext* context, SignatureCache* cache, const storage::v1::State& state,
               absl::Time now)
    : context_(context),
      state_(state),
      now_(now),
      duplicates_(context, cache, &state_),
      stories_(context, &state_),
      entity_table_(context),
      entities_(context, &entity_table_),
      decisions_(context, &entity_table_, &state_, now),
      sources_(context, now),
      files_(context, now),
      changes_(state.revision() + 1) {
  state_.set_revision(state.revision() + 1);
}

absl::StatusOr<CommitResult> Commit::Apply(PreparedDocument document) {
  const absl::optional<FilePosition> position = PositionOf(document);
  if (!position.has_value()) return ApplyDocument(std::move(document));
  KHOTIN_ASSIGN_OR_RETURN(const FileTurn turn, files_.TurnOf(*position));
  if (turn == FileTurn::kTaken) {
    KHOTIN_ASSIGN_OR_RETURN(const bool completed, files_.Complete(*position));
    noted_ = noted_ || completed;
  }
  if (turn != FileTurn::kNext) return OutOfTurn(turn, *position);
  const std::string analyzer_version(AnalyzerVersionOf(document));
  KHOTIN_ASSIGN_OR_RETURN(CommitResult result, ApplyDocument(std::move(document)));
  KHOTIN_RETURN_IF_ERROR(files_.Count(*position, result.verdict, analyzer_version));
  noted_ = true;
  return result;
}

absl::StatusOr<CommitResult> Commit::ApplyDocument(PreparedDocument document) {
  if (auto* const article = std::get_if<PreparedArticle>(&document)) {
    return article->replaced_version == 0 ? ApplyArticle(std::move(*article))
                                          : ReplaceVersion(std::move(*article));
  }
  return ApplyRefusal(std::get<PreparedRefusal>(std::move(document)));
}

absl::StatusOr<CommitResult> Commit::ApplyArticle(PreparedArticle article) {
  KHOTIN_ASSIGN_OR_RETURN(const KnownArticle known, FindKnown(context_, article));
  if (!known.same_document && !known.same_text) {
    return StoreVersion(std::move(article), known.newest);
  }
  if (!known.same_document) {
    KHOTIN_RETURN_IF_ERROR(context_->Put(Family::kRawHashes, article.raw_hash, known.id));
    KHOTIN_RETURN_IF_ERROR(LeaveQuarantine(article.quarantine_id));
    noted_ = true;
  }
  CommitResult result;
  result.article_id = known.id;
  result.verdict = Verdict::kUnchanged;
  result.cluster_id = known.newest->cluster();
  result.revision = known.newest->revision();
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
  KHOTIN_ASSIGN_OR_RETURN(const bool trusted, sources_.IsTrusted(article.source_key));
  KHOTIN_ASSIGN_OR_RETURN(
      const std::vector<DuplicateMatch> matches,
      duplicates_.Add(article.id, article.signature, trusted,
                      old.has_value() ? old->cluster() : std::string(), &record));
  KHOTIN_RETURN_IF_ERROR(stories_.Add(article.id, article.story_features, &record));
  KHOTIN_RETURN_IF_ERROR(entities_.Add(article, &record));
  // Versions and copies of one text would teach its own lines as chrome; near ones the learner
  // tells by itself, as a series of notices in one wording must teach.
  const bool teaches = !IsCopy(matches) && !old.has_value();
  KHOTIN_RETURN_IF_ERROR(sources_.AddArticle(article, teaches));
  KHOTIN_RETURN_IF_ERROR(LeaveQuarantine(article.quarantine_id));
  KHOTIN_RETURN_IF_ERROR(Store(article));

  CommitResult result;
  result.article_id = article.id;
  result.verdict = VerdictOf(matches, old.has_value());
  if (!matches.empty()) result.match = matches.front();
  result.cluster_id = record.cluster();
  result.revision = record.revision();
  changed_ = true;
  Index(std::move(article), old.has_value());
  KHOTIN_RETURN_IF_ERROR(FollowMoved());
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
  KHOTIN_RETURN_IF_ERROR(RejoinCluster(article, *old, &record));
  KHOTIN_RETURN_IF_ERROR(entities_.Add(article, &record));
  KHOTIN_RETURN_IF_ERROR(context_->PutRecord(Family::kArticles, article.id, record));
  result.cluster_id = record.cluster();
  result.revision = record.revision();
  result.verdict = Verdict::kReplaced;
  changed_ = true;
  Index(std::move(article), true);
  KHOTIN_RETURN_IF_ERROR(FollowMoved());
  return result;
}

absl::Status Commit::RejoinCluster(const PreparedArticle& article, const storage::v1::Article& old,
                                   storage::v1::Article* record) {
  KHOTIN_ASSIGN_OR_RETURN(const bool trusted, sources_.IsTrusted(article.source_key));
  if (old.body_fingerprint() == record->body_fingerprint()) {
    KHOTIN_RETURN_IF_ERROR(
        duplicates_.Replace(article.id, article.signature, trusted, old, record));
    KHOTIN_RETURN_IF_ERROR(stories_.Remove(article.id, old));
  } else {
    KHOTIN_RETURN_IF_ERROR(duplicates_.Remove(article.id, old));
    KHOTIN_RETURN_IF_ERROR(stories_.Remove(article.id, old));
    KHOTIN_RETURN_IF_ERROR(
        duplicates_.Add(article.id, article.signature, trusted, old.cluster(), record).status());
  }
  return stories_.Add(article.id, article.story_features, record);
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

absl::Status Commit::ContinueDecision() {
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> articles, decisions_.NextArticles());
  size_t done = 0;
  for (int relinked = 0; done < articles.size() && relinked < kRelinkedPerCommit; ++done) {
    const std::string& id = articles[done];
    KHOTIN_ASSIGN_OR_RETURN(absl::optional<storage::v1::Article> record,
                            context_->GetRecord<storage::v1::Article>(Family::kArticles, id));
    if (!record.has_value()) continue;
    KHOTIN_ASSIGN_OR_RETURN(const bool changed, entities_.Relink(id, &*record));
    if (!changed) continue;
    KHOTIN_RETURN_IF_ERROR(context_->PutRecord(Family::kArticles, id, *record));
    changes_.AddMoved(TermsOf(id, *record));
    ++relinked;
  }
  return decisions_.Advance(done);
}

absl::Status Commit::Finish() {
  for (const int64_t id : decisions_.touched()) changes_.AddEntityDecision(id);
  KHOTIN_RETURN_IF_ERROR(entity_table_.Flush());
  KHOTIN_RETURN_IF_ERROR(sources_.Flush(state_.revision()));
  if (!sources_.changes().empty()) state_.set_chrome_revision(state_.revision());
  state_.set_entity_count(state_.entity_count() + entity_table_.count_change());
  return context_->PutRecord(Family::kFeed, BigEndian64(static_cast<uint64_t>(state_.revision())),
                             changes_.feed());
}

absl::Status Commit::Supersede(const std::string& id, const storage::v1::Article& old) {
  KHOTIN_RETURN_IF_ERROR(
      context_->PutRecord(Family::kVersions, VersionKey(id, old.version()), old));
  KHOTIN_RETURN_IF_ERROR(entities_.Remove(id, old));
  KHOTIN_RETURN_IF_ERROR(duplicates_.Remove(id, old));
  return stories_.Remove(id, old);
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

absl::Status Commit::Delete(const std::string& id) {
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<storage::v1::Article> article,
                          context_->GetRecord<storage::v1::Article>(Family::kArticles, id));
  if (!article.has_value()) return absl::NotFoundError(absl::StrCat("article ", id));
  KHOTIN_RETURN_IF_ERROR(entities_.Remove(id, *article));
  KHOTIN_RETURN_IF_ERROR(duplicates_.Remove(id, *article));
  KHOTIN_RETURN_IF_ERROR(stories_.Remove(id, *article));
  for (int32_t version = 1; version <= article->version(); ++version) {
    KHOTIN_RETURN_IF_ERROR(DeleteRaw(id, version));
    KHOTIN_RETURN_IF_ERROR(context_->Delete(Family::kVersions, VersionKey(id, version)));
  }
  if (!article->url().empty()) {
    KHOTIN_ASSIGN_OR_RETURN(const std::string url_key, analysis::UrlKey(article->url()));
    KHOTIN_RETURN_IF_ERROR(context_->Delete(Family::kUrls, url_key));
  }
  KHOTIN_RETURN_IF_ERROR(context_->Delete(Family::kArticles, id));
  state_.set_article_count(state_.article_count() - 1);
  state_.set_version_count(state_.version_count() - article->version());
  changes_.AddDeleted(id);
  changed_ = true;
  return absl::OkStatus();
}

absl::Status Commit::SetTrusted(const std::string& source_key, bool trusted) {
  KHOTIN_ASSIGN_OR_RETURN(changed_, sources_.SetTrusted(source_key, trusted));
  return absl::OkStatus();
}

absl::Status Commit::PutSavedQuery(const std::string& id, storage::v1::SavedQuery record,
                                   SavedQueryWrite write) {
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<storage::v1::SavedQuery> old,
                          context_->GetRecord<storage::v1::SavedQuery>(Family::kSavedQueries, id));
  if (write == SavedQueryWrite::kUpdate && !old.has_value()) {
    return absl::NotFoundError(absl::StrCat("saved query ", id, ": not there"));
  }
  if (write == SavedQueryWrite::kCreate && old.has_value()) {
    return absl::AlreadyExistsError(absl::StrCat("saved query ", id, ": there is one of that id"));
  }
  if (!old.has_value()) {
    if (state_.saved_query_count() >= kMaxSavedQueries) {
      return absl::ResourceExhaustedError(
          absl::StrCat("there are ", kMaxSavedQueries, " saved queries; delete some"));
    }
    state_.set_saved_query_count(state_.saved_query_count() + 1);
  }
  record.set_update_time(absl::ToUnixMicros(now_));
  record.set_create_time(old.has_value() ? old->create_time() : record.update_time());
  record.set_revision(state_.revision());
  NoteSavedQuery(id);
  return context_->PutRecord(Family::kSavedQueries, id, record);
}

absl::Status Commit::DeleteSavedQuery(const std::string& id) {
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> old,
                          context_->Get(Family::kSavedQueries, id));
  if (!old.has_value()) return absl::NotFoundError(absl::StrCat("saved query ", id, ": not there"));
  state_.set_saved_query_count(state_.saved_query_count() - 1);
  NoteSavedQuery(id);
  return context_->Delete(Family::kSavedQueries, id);
}

void Commit::NoteSavedQuery(const std::string& id) {
  state_.set_saved_query_revision(state_.revision());
  changes_.AddSavedQuery(id);
  changed_ = true;
}

absl::Status Commit::DeleteRaw(const std::string& id, int32_t version) {
  const std::string key = VersionKey(id, version);
  KHOTIN_ASSIGN_OR_RETURN(const auto record, context_->MustGetRecord<storage::v1::RawInput>(
                                                 Family::kRaw, key, "raw input"));
  KHOTIN_ASSIGN_OR_RETURN(const extract::RawDocument raw, FromRawRecord(record));
  KHOTIN_RETURN_IF_ERROR(context_->Delete(Family::kRawHashes, RawHash(raw).ToBytes()));
  return context_->Delete(Family::kRaw, key);
}

void Commit::Index(PreparedArticle article, bool superseding) {
  SetValues(article.record, &article.terms);
  changes_.AddStored(std::move(article.terms), superseding);
}

absl::Status Commit::FollowMoved() {
  const std::vector<std::string> moved = duplicates_.TakeMoved();
  KHOTIN_RETURN_IF_ERROR(stories_.Unite(duplicates_.TakeUnited(), moved));
  for (const std::string& id : moved) {
    KHOTIN_ASSIGN_OR_RETURN(const auto record, context_->MustGetRecord<storage::v1::Article>(
                                                   Family::kArticles, id, "article"));
    changes_.AddMoved(TermsOf(id, record));
  }
  return absl::OkStatus();
}

}  // namespace khotin::store
