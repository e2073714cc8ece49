#include "store/read_only_database.h"

#include <sys/stat.h>

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/status.h"
#include "khotin/storage/v1/records.pb.h"
#include "rocksdb/metadata.h"
#include "store/database.h"
#include "store/file_checksum.h"
#include "store/info_log.h"
#include "store/keys.h"

namespace khotin::store {
namespace {

absl::Status CheckIsStore(const std::string& path) {
  struct stat info;
  if (stat(absl::StrCat(path, "/CURRENT").c_str(), &info) == 0) return absl::OkStatus();
  return absl::NotFoundError("no store there");
}

}  // namespace

absl::StatusOr<ReadOnlyDatabase> ReadOnlyDatabase::Open(const std::string& path,
                                                        int max_open_files) {
  KHOTIN_RETURN_IF_ERROR(CheckIsStore(path));
  rocksdb::DBOptions options;
  options.max_open_files = max_open_files;
  options.info_log = NewSilentLog();
  std::vector<std::string> names;
  KHOTIN_RETURN_IF_ERROR(
      FromRocks(rocksdb::DB::ListColumnFamilies(options, path, &names), "opening"));
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  descriptors.reserve(names.size());
  for (const std::string& name : names) {
    descriptors.emplace_back(name, rocksdb::ColumnFamilyOptions());
  }
  ReadOnlyDatabase database;
  rocksdb::DB* db = nullptr;
  KHOTIN_RETURN_IF_ERROR(
      FromRocks(rocksdb::DB::OpenForReadOnly(options, path, descriptors, &database.families_, &db),
                "opening"));
  database.db_.reset(db);
  return database;
}

ReadOnlyDatabase::~ReadOnlyDatabase() {
  if (db_ == nullptr) return;
  for (rocksdb::ColumnFamilyHandle* handle : families_) {
    (void)db_->DestroyColumnFamilyHandle(handle);
  }
}

absl::StatusOr<StoreSummary> ReadOnlyDatabase::Summary() const {
  std::string schema;
  std::string state;
  const rocksdb::ReadOptions options;
  KHOTIN_RETURN_IF_ERROR(FromRocks(db_->Get(options, kSchemaKey, &schema), kSchemaKey));
  KHOTIN_RETURN_IF_ERROR(FromRocks(db_->Get(options, kStateKey, &state), kStateKey));
  StoreSummary summary;
  if (!absl::SimpleAtoi(schema, &summary.schema_version)) {
    return absl::DataLossError(absl::StrCat("schema version \"", schema, "\" is no number"));
  }
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::State record,
                          ParseRecord<storage::v1::State>(state, kStateKey));
  summary.revision = record.revision();
  return summary;
}

std::map<std::string, std::string> ReadOnlyDatabase::TableChecksums() const {
  std::vector<rocksdb::LiveFileMetaData> files;
  db_->GetLiveFilesMetaData(&files);
  std::map<std::string, std::string> checksums;
  for (const rocksdb::LiveFileMetaData& file : files) {
    if (file.file_checksum_func_name != kFileChecksumName) continue;
    checksums.emplace(absl::StripPrefix(file.name, "/"), file.file_checksum);
  }
  return checksums;
}

absl::StatusOr<StoreSummary> SummarizeStore(const std::string& path) {
  constexpr int kAllFiles = -1;
  const absl::StatusOr<ReadOnlyDatabase> database = ReadOnlyDatabase::Open(path, kAllFiles);
  if (!database.ok()) return base::Annotate(database.status(), path);
  absl::StatusOr<StoreSummary> summary = database->Summary();
  if (!summary.ok()) return base::Annotate(summary.status(), path);
  return summary;
}

}  // namespace khotin::store
