#include "store/feed_replay.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "base/status.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/index_state.h"
#include "store/index_writer.h"
#include "store/keys.h"
#include "store/prepared_article.h"

namespace khotin::store {
namespace {

// The version of an article that was the newest after the commit `revision`.
absl::StatusOr<storage::v1::Article> ArticleAfterCommit(const Database& database,
                                                        const std::string& id, int64_t revision) {
  const std::string what = absl::StrCat("article ", id, " of revision ", revision);
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> newest,
                          database.Get(Family::kArticles, id, nullptr));
  if (!newest.has_value()) return absl::DataLossError(absl::StrCat(what, ": missing"));
  KHOTIN_ASSIGN_OR_RETURN(storage::v1::Article record,
                          ParseRecord<storage::v1::Article>(*newest, what));
  while (record.revision() > revision && record.version() > 1) {
    KHOTIN_ASSIGN_OR_RETURN(
        const absl::optional<std::string> older,
        database.Get(Family::kVersions, VersionKey(id, record.version() - 1), nullptr));
    if (!older.has_value()) return absl::DataLossError(absl::StrCat(what, ": missing"));
    KHOTIN_ASSIGN_OR_RETURN(record, ParseRecord<storage::v1::Article>(*older, what));
  }
  if (record.revision() > revision) return absl::DataLossError(absl::StrCat(what, ": missing"));
  return record;
}

absl::Status ReplayCommit(const Database& database, int64_t revision, absl::string_view bytes,
                          IndexState* index) {
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Commit commit,
                          ParseRecord<storage::v1::Commit>(bytes, "feed"));
  IndexChange change;
  change.revision = revision;
  for (const std::string& id : commit.articles()) {
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Article record,
                            ArticleAfterCommit(database, id, revision));
    if (record.version() > 1) change.superseded.push_back(id);
    change.added.push_back(TermsOf(id, record));
  }
  for (const std::string& id : commit.moved_articles()) {
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Article record,
                            ArticleAfterCommit(database, id, revision));
    change.superseded.push_back(id);
    change.added.push_back(TermsOf(id, record));
  }
  return ApplyInMemory(change, FlushPolicy(), index);
}

absl::Status ReplayFeed(const Database& database, IndexState* index) {
  absl::Status status;
  const std::string begin = BigEndian64(static_cast<uint64_t>(index->indexed_revision + 1));
  KHOTIN_RETURN_IF_ERROR(database.Scan(
      Family::kFeed, "", begin, nullptr, [&](absl::string_view key, absl::string_view value) {
        if (key.size() != 8) return true;
        status = ReplayCommit(database, static_cast<int64_t>(ReadBigEndian64(key)), value, index);
        return status.ok();
      }));
  return status;
}

}  // namespace

absl::Status FlushFromFeed(const std::shared_ptr<Database>& database) {
  WriteContext context(database.get());
  KHOTIN_ASSIGN_OR_RETURN(const auto manifest, context.MustGetRecord<storage::v1::Manifest>(
                                                   Family::kMeta, kManifestKey, "record"));
  KHOTIN_ASSIGN_OR_RETURN(const auto state, context.MustGetRecord<storage::v1::State>(
                                                Family::kMeta, kStateKey, "record"));
  KHOTIN_ASSIGN_OR_RETURN(IndexState index, OpenIndex(database, manifest));
  KHOTIN_RETURN_IF_ERROR(ReplayFeed(*database, &index));
  KHOTIN_RETURN_IF_ERROR(FlushMemory(database, state.revision(), &index, &context));
  KHOTIN_RETURN_IF_ERROR(context.Write());
  KeepBlocks(index);
  return absl::OkStatus();
}

}  // namespace khotin::store
