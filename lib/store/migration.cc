#include "store/migration.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/index_rebuild.h"
#include "store/keys.h"
#include "store/raw_input.h"
#include "store/rederive.h"
#include "store/store.h"

namespace khotin::store {
namespace {

constexpr int kDocumentsPerWrite = 1000;
constexpr size_t kVersionSuffix = 5;  // of a VersionKey: 0x00 and 4 bytes

// Version 2 knows raw documents by their hash.
absl::Status AddRawHashes(Database* database) {
  auto context = std::make_unique<WriteContext>(database);
  int pending = 0;
  absl::Status status;
  const auto add = [&](absl::string_view key, absl::string_view value) -> absl::Status {
    KHOTIN_ASSIGN_OR_RETURN(const auto record, ParseRecord<storage::v1::RawInput>(value, "raw"));
    KHOTIN_ASSIGN_OR_RETURN(const extract::RawDocument raw, FromRawRecord(record));
    KHOTIN_RETURN_IF_ERROR(context->Put(Family::kRawHashes, RawHash(raw).ToBytes(),
                                        key.substr(0, key.size() - kVersionSuffix)));
    if (++pending < kDocumentsPerWrite) return absl::OkStatus();
    KHOTIN_RETURN_IF_ERROR(context->Write());
    context = std::make_unique<WriteContext>(database);
    pending = 0;
    return absl::OkStatus();
  };
  KHOTIN_RETURN_IF_ERROR(database->Scan(Family::kRaw, "", "", nullptr,
                                        [&](absl::string_view key, absl::string_view value) {
                                          status = add(key, value);
                                          return status.ok();
                                        }));
  KHOTIN_RETURN_IF_ERROR(status);
  return context->Write();
}

}  // namespace

absl::Status Migrate(int version, const std::shared_ptr<Database>& database) {
  if (version == kSchemaVersion) return absl::OkStatus();
  if (database->read_only()) {
    return absl::FailedPreconditionError(
        absl::StrCat("the store has the older schema version ", version,
                     ": open it for writing once, which brings it up to ", kSchemaVersion));
  }
  constexpr int kRawHashesSince = 2;
  if (version < kRawHashesSince) KHOTIN_RETURN_IF_ERROR(AddRawHashes(database.get()));
  // Version 3 finds near-duplicates; versions 4, 5, 7 and 9 have other forms of the index, version
  // 9 also its log, which is empty where all of the index was rebuilt; version 6 has saved queries
  // and version 7 decisions on entities, which no older store can hold, and facts, which come when
  // articles are analyzed again. Version 8 has the ledger of files, empty in an older store;
  // version 10 other key phrases, by another model of words.
  constexpr int kDuplicatesSince = 3;
  if (version < kDuplicatesSince) KHOTIN_RETURN_IF_ERROR(RederiveDuplicates(database));
  constexpr int kIndexSince = 10;
  if (version < kIndexSince) KHOTIN_RETURN_IF_ERROR(RebuildIndex(database));
  WriteContext context(database.get());
  KHOTIN_RETURN_IF_ERROR(ForgetRederivation(&context));
  KHOTIN_RETURN_IF_ERROR(ForgetIndexRebuild(&context));
  KHOTIN_RETURN_IF_ERROR(context.Put(Family::kMeta, kSchemaKey, absl::StrCat(kSchemaVersion)));
  return context.Write();
}

}  // namespace khotin::store
