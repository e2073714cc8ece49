#include "store/database.h"

#include <sys/stat.h>

#include <cerrno>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/fault_point.h"
#include "base/status.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "rocksdb/cache.h"
#include "rocksdb/filter_policy.h"
#include "rocksdb/listener.h"
#include "rocksdb/table.h"
#include "store/file_checksum.h"
#include "store/info_log.h"

namespace khotin::store {
namespace {

// Keeps the reason why RocksDB went read-only until it has recovered.
class ErrorListener : public rocksdb::EventListener {
 public:
  explicit ErrorListener(std::weak_ptr<Database> database) : database_(std::move(database)) {}

  void OnBackgroundError(rocksdb::BackgroundErrorReason, rocksdb::Status* status) override {
    if (auto database = database_.lock()) {
      database->SetBackgroundError(FromRocks(*status, "background work"));
    }
  }
  void OnErrorRecoveryCompleted(rocksdb::Status status) override {
    auto database = database_.lock();
    if (database != nullptr && status.ok()) database->SetBackgroundError(absl::OkStatus());
  }

 private:
  std::weak_ptr<Database> database_;
};

rocksdb::ColumnFamilyOptions FamilyOptions(Family family,
                                           const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.cache_index_and_filter_blocks = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10, false));
  // A whole filter of a large file is more than a shard of the cache holds, and would be read from
  // the file with every lookup.
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table.partition_filters = true;
  table.metadata_block_size = 4 << 10;
  table.format_version = 5;
  // Sketches are read key by key, all over the place.
  table.block_size = family == Family::kSketches ? 4 << 10 : 16 << 10;
  rocksdb::ColumnFamilyOptions options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.compression = rocksdb::kZSTD;
  options.write_buffer_size = 32 << 20;
  // Values that are packed already, or hashes, would only cost time.
  if (family == Family::kRaw || family == Family::kSegments || family == Family::kSketches ||
      family == Family::kIndexLog) {
    options.compression = rocksdb::kNoCompression;
  }
  if (family == Family::kSketches) {
    // Most keys that are asked for are not there.
    options.memtable_prefix_bloom_size_ratio = 0.1;
    options.memtable_whole_key_filtering = true;
  }
  return options;
}

rocksdb::DBOptions DatabaseOptions(const StoreOptions& options) {
  rocksdb::DBOptions db;
  db.create_if_missing = options.create_if_missing;
  db.create_missing_column_families = true;
  db.max_background_jobs = 2;
  db.db_write_buffer_size = 96 << 20;
  db.max_total_wal_size = 256 << 20;
  db.info_log = options.read_only ? NewSilentLog() : NewInfoLog(options.path);
  db.file_checksum_gen_factory = NewFileChecksumFactory();
  // A start after a crash need not wait for tables to be written.
  db.avoid_flush_during_recovery = true;
  db.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  return db;
}

absl::Status CheckPath(const StoreOptions& options) {
  struct stat info;
  if (stat(options.path.c_str(), &info) != 0) {
    if (errno == EACCES) return absl::PermissionDeniedError("permission denied");
    if (options.create_if_missing && !options.read_only) return absl::OkStatus();
    return absl::NotFoundError("no store there");
  }
  if (!S_ISDIR(info.st_mode)) return absl::FailedPreconditionError("not a directory");
  return absl::OkStatus();
}

// The values and statuses of a MultiGet, as Get gives them.
absl::StatusOr<std::vector<absl::optional<std::string>>> FoundValues(
    const std::vector<rocksdb::PinnableSlice>& values, const std::vector<rocksdb::Status>& statuses,
    Family family) {
  std::vector<absl::optional<std::string>> found(values.size());
  for (size_t i = 0; i < values.size(); ++i) {
    if (statuses[i].IsNotFound()) continue;
    KHOTIN_RETURN_IF_ERROR(FromRocks(statuses[i], FamilyName(family)));
    found[i] = std::string(values[i].data(), values[i].size());
  }
  return found;
}

absl::Status ScanWith(rocksdb::Iterator* it, Family family, absl::string_view prefix,
                      absl::string_view begin, const RecordVisitor& visit) {
  for (it->Seek(ToSlice(begin)); it->Valid(); it->Next()) {
    if (!absl::StartsWith(ToView(it->key()), prefix)) break;
    if (!visit(ToView(it->key()), ToView(it->value()))) break;
  }
  return FromRocks(it->status(), FamilyName(family));
}

std::vector<rocksdb::Slice> ToSlices(const std::vector<std::string>& keys) {
  std::vector<rocksdb::Slice> slices;
  slices.reserve(keys.size());
  for (const std::string& key : keys) slices.push_back(ToSlice(key));
  return slices;
}

}  // namespace

absl::Status FromRocks(const rocksdb::Status& status, absl::string_view what) {
  if (status.ok()) return absl::OkStatus();
  const std::string message = absl::StrCat(what, ": ", status.ToString());
  if (status.IsNotFound()) return absl::NotFoundError(message);
  if (status.IsCorruption()) return absl::DataLossError(message);
  if (status.IsNoSpace()) return absl::ResourceExhaustedError(message);
  if (status.IsInvalidArgument()) return absl::InvalidArgumentError(message);
  if (status.IsNotSupported()) return absl::FailedPreconditionError(message);
  return absl::UnavailableError(message);
}

std::string SerializeRecord(const google::protobuf::MessageLite& record) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    record.SerializeToCodedStream(&coded);
  }
  return bytes;
}

absl::StatusOr<std::shared_ptr<Database>> Database::Open(const StoreOptions& options) {
  KHOTIN_RETURN_IF_ERROR(CheckPath(options));
  std::shared_ptr<Database> database(new Database);
  database->read_only_ = options.read_only;
  database->sync_commits_ = options.sync_commits;
  database->segment_cache_ = rocksdb::NewLRUCache(options.segment_cache_bytes);

  const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(options.block_cache_bytes);
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (int i = 0; i < kFamilyCount; ++i) {
    const Family family = static_cast<Family>(i);
    descriptors.emplace_back(FamilyName(family), FamilyOptions(family, cache));
  }
  rocksdb::DBOptions db_options = DatabaseOptions(options);
  db_options.listeners.push_back(std::make_shared<ErrorListener>(database));

  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  const rocksdb::Status status =
      options.read_only
          ? rocksdb::DB::OpenForReadOnly(db_options, options.path, descriptors, &handles, &db)
          : rocksdb::DB::Open(db_options, options.path, descriptors, &handles, &db);
  if (!status.ok()) {
    if (absl::StrContains(status.ToString(), "lock")) {
      return absl::FailedPreconditionError("in use: another process is writing to this store");
    }
    if (options.read_only && absl::StrContains(status.ToString(), "olumn family not found")) {
      return absl::FailedPreconditionError(
          "the store has an older schema: open it for writing once, which brings it up to date");
    }
    return FromRocks(status, "opening");
  }
  database->db_.reset(db);
  for (size_t i = 0; i < handles.size(); ++i) database->families_[i] = handles[i];
  return database;
}

Database::~Database() {
  // A store at rest is its tables alone: smaller, and open at once. What fails here is in the log.
  if (db_ != nullptr && !read_only_) {
    const std::vector<rocksdb::ColumnFamilyHandle*> families(families_.begin(), families_.end());
    FromRocks(db_->Flush(rocksdb::FlushOptions(), families), "closing").IgnoreError();
  }
  for (rocksdb::ColumnFamilyHandle* handle : families_) {
    if (handle != nullptr) (void)db_->DestroyColumnFamilyHandle(handle);
  }
}

absl::StatusOr<absl::optional<std::string>> Database::Get(Family family_id, absl::string_view key,
                                                          const rocksdb::Snapshot* snapshot) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  std::string value;
  const rocksdb::Status status = db_->Get(options, family(family_id), ToSlice(key), &value);
  if (status.IsNotFound()) return absl::optional<std::string>();
  if (!status.ok()) return FromRocks(status, FamilyName(family_id));
  return absl::optional<std::string>(std::move(value));
}

absl::Status Database::Scan(Family family_id, absl::string_view prefix, absl::string_view begin,
                            const rocksdb::Snapshot* snapshot, const RecordVisitor& visit) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  const std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator(options, family(family_id)));
  return ScanWith(it.get(), family_id, prefix, begin, visit);
}

absl::Status Database::background_error() const {
  base::MutexLock lock(&mutex_);
  return background_error_;
}

void Database::SetBackgroundError(absl::Status status) {
  base::MutexLock lock(&mutex_);
  background_error_ = std::move(status);
}

int64_t Database::FileBytes() const {
  uint64_t total = 0;
  for (rocksdb::ColumnFamilyHandle* handle : families_) {
    uint64_t bytes = 0;
    if (db_->GetIntProperty(handle, rocksdb::DB::Properties::kTotalSstFilesSize, &bytes)) {
      total += bytes;
    }
  }
  return static_cast<int64_t>(total);
}

absl::StatusOr<std::vector<absl::optional<std::string>>> SnapshotReader::GetMany(
    Family family, const std::vector<std::string>& keys) {
  const std::vector<rocksdb::Slice> slices = ToSlices(keys);
  std::vector<rocksdb::PinnableSlice> values(keys.size());
  std::vector<rocksdb::Status> statuses(keys.size());
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  database_->db()->MultiGet(options, database_->family(family), slices.size(), slices.data(),
                            values.data(), statuses.data(), /*sorted_input=*/true);
  return FoundValues(values, statuses, family);
}

absl::StatusOr<std::vector<absl::optional<std::string>>> WriteContext::GetMany(
    Family family, const std::vector<std::string>& keys) {
  const std::vector<rocksdb::Slice> slices = ToSlices(keys);
  std::vector<rocksdb::PinnableSlice> values(keys.size());
  std::vector<rocksdb::Status> statuses(keys.size());
  batch_.MultiGetFromBatchAndDB(database_->db(), rocksdb::ReadOptions(), database_->family(family),
                                slices.size(), slices.data(), values.data(), statuses.data(),
                                /*sorted_input=*/true);
  return FoundValues(values, statuses, family);
}

absl::StatusOr<absl::optional<std::string>> WriteContext::Get(Family family,
                                                              absl::string_view key) {
  std::string value;
  const rocksdb::Status status = batch_.GetFromBatchAndDB(
      database_->db(), rocksdb::ReadOptions(), database_->family(family), ToSlice(key), &value);
  if (status.IsNotFound()) return absl::optional<std::string>();
  if (!status.ok()) return FromRocks(status, FamilyName(family));
  return absl::optional<std::string>(std::move(value));
}

absl::Status WriteContext::Scan(Family family, absl::string_view prefix, absl::string_view begin,
                                const RecordVisitor& visit) {
  rocksdb::ColumnFamilyHandle* const handle = database_->family(family);
  // Takes the base iterator over.
  const std::unique_ptr<rocksdb::Iterator> it(batch_.NewIteratorWithBase(
      handle, database_->db()->NewIterator(rocksdb::ReadOptions(), handle)));
  return ScanWith(it.get(), family, prefix, begin, visit);
}

absl::Status WriteContext::Put(Family family, absl::string_view key, absl::string_view value) {
  return FromRocks(batch_.Put(database_->family(family), ToSlice(key), ToSlice(value)),
                   FamilyName(family));
}

absl::Status WriteContext::Delete(Family family, absl::string_view key) {
  return FromRocks(batch_.Delete(database_->family(family), ToSlice(key)), FamilyName(family));
}

absl::Status WriteContext::Write() {
  KHOTIN_RETURN_IF_ERROR(base::FaultPoint("store.commit.before_write"));
  rocksdb::WriteOptions options;
  options.sync = database_->sync_commits();
  KHOTIN_RETURN_IF_ERROR(
      FromRocks(database_->db()->Write(options, batch_.GetWriteBatch()), "commit"));
  // Only its kill counts: what is written cannot fail any more.
  base::FaultPoint("store.commit.after_write").IgnoreError();
  return absl::OkStatus();
}

}  // namespace khotin::store
