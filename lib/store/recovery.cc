#include "store/recovery.h"

#include <random>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/index_log.h"
#include "store/index_writer.h"
#include "store/keys.h"
#include "store/migration.h"
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
  KHOTIN_RETURN_IF_ERROR(ReplayIndexLog(*database, &recovered.index));
  if (!options.read_only) {
    KHOTIN_RETURN_IF_ERROR(SettleReplayed({options.flush_documents, options.index_in_background},
                                          recovered.state.revision(), &recovered.index));
  }
  KHOTIN_ASSIGN_OR_RETURN(recovered.chrome,
                          LoadChrome(*database, recovered.state.chrome_revision()));
  return recovered;
}

}  // namespace khotin::store
