#include "store/recovery.h"

#include <random>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/index_writer.h"
#include "store/keys.h"
#include "store/migration.h"
#include "store/prepared_article.h"
#include "store/source_writer.h"

namespace khotin::store {
namespace {

uint64_t RandomSeed() {
  std::random_device device;
  return (uint64_t{device()} << 32) | device();
}

absl::StatusOr<storage::v1::State> InitializeStore(Database* database) {
  storage::v1::State state;
  state.set_token_seed(RandomSeed());
  if (database->read_only()) return state;
  WriteContext context(database);
  KHOTIN_RETURN_IF_ERROR(context.Put(Family::kMeta, kSchemaKey, absl::StrCat(kSchemaVersion)));
  KHOTIN_RETURN_IF_ERROR(context.PutRecord(Family::kMeta, kStateKey, state));
  KHOTIN_RETURN_IF_ERROR(context.PutRecord(Family::kMeta, kManifestKey, storage::v1::Manifest()));
  KHOTIN_RETURN_IF_ERROR(context.Write());
  return state;
}

absl::StatusOr<int> ParseSchema(absl::string_view stored) {
  int version = 0;
  if (!absl::SimpleAtoi(stored, &version) || version < 1) {
    return absl::DataLossError(absl::StrCat("schema version \"", stored, "\" is no number"));
  }
  if (version > kSchemaVersion) {
    return absl::FailedPreconditionError(absl::StrCat("the store has schema version ", version,
                                                      ", this program knows up to ", kSchemaVersion,
                                                      ": use a newer program"));
  }
  return version;
}

absl::StatusOr<extract::ChromeSnapshot> LoadChrome(const Database& database, int64_t number) {
  extract::ChromeSnapshot::Sources sources;
  absl::Status damaged;
  KHOTIN_RETURN_IF_ERROR(database.Scan(
      Family::kSources, "", "", nullptr, [&](absl::string_view key, absl::string_view value) {
        const auto record = ParseRecord<storage::v1::Source>(value, absl::StrCat("source ", key));
        damaged = record.status();
        if (!damaged.ok()) return false;
        if (record->chrome_revision() > 0) {
          sources[std::string(key)] =
              std::make_shared<const extract::SiteChrome>(ChromeOf(*record));
        }
        return true;
      }));
  KHOTIN_RETURN_IF_ERROR(damaged);
  return extract::ChromeSnapshot(number, std::move(sources));
}

template <typename T>
absl::StatusOr<T> RequiredRecord(const Database& database, absl::string_view key) {
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> bytes,
                          database.Get(Family::kMeta, key, nullptr));
  if (!bytes.has_value()) return absl::DataLossError(absl::StrCat(key, ": missing"));
  return ParseRecord<T>(*bytes, key);
}

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
                          const FlushPolicy& policy, IndexState* index) {
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
  return ApplyInMemory(change, policy, index);
}

absl::Status ReplayFeed(const Database& database, const FlushPolicy& policy, IndexState* index) {
  absl::Status status;
  const std::string begin = BigEndian64(static_cast<uint64_t>(index->indexed_revision + 1));
  KHOTIN_RETURN_IF_ERROR(database.Scan(
      Family::kFeed, "", begin, nullptr, [&](absl::string_view key, absl::string_view value) {
        if (key.size() != 8) return true;
        status = ReplayCommit(database, static_cast<int64_t>(ReadBigEndian64(key)), value, policy,
                              index);
        return status.ok();
      }));
  return status;
}

}  // namespace

absl::StatusOr<Recovered> Recover(const std::shared_ptr<Database>& database,
                                  const StoreOptions& options) {
  Recovered recovered;
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> schema,
                          database->Get(Family::kMeta, kSchemaKey, nullptr));
  if (!schema.has_value()) {
    KHOTIN_ASSIGN_OR_RETURN(recovered.state, InitializeStore(database.get()));
    return recovered;
  }
  KHOTIN_ASSIGN_OR_RETURN(const int version, ParseSchema(*schema));
  KHOTIN_RETURN_IF_ERROR(Migrate(version, database));
  KHOTIN_ASSIGN_OR_RETURN(recovered.state,
                          RequiredRecord<storage::v1::State>(*database, kStateKey));
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Manifest manifest,
                          RequiredRecord<storage::v1::Manifest>(*database, kManifestKey));
  KHOTIN_ASSIGN_OR_RETURN(recovered.index, OpenIndex(database, manifest));
  KHOTIN_RETURN_IF_ERROR(ReplayFeed(*database, {options.flush_documents}, &recovered.index));
  KHOTIN_ASSIGN_OR_RETURN(recovered.chrome,
                          LoadChrome(*database, recovered.state.chrome_revision()));
  return recovered;
}

}  // namespace khotin::store
