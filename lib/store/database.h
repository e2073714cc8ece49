// RocksDB behind the store's own types. The only files that include rocksdb are those of lib/store.
#ifndef KHOTIN_STORE_DATABASE_H_
#define KHOTIN_STORE_DATABASE_H_

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "base/mutex.h"
#include "google/protobuf/message_lite.h"
#include "rocksdb/cache.h"
#include "rocksdb/db.h"
#include "rocksdb/utilities/write_batch_with_index.h"
#include "store/keys.h"
#include "store/store.h"

namespace khotin::store {

// Maps RocksDB's codes; `what` names what was being done. OK stays OK.
absl::Status FromRocks(const rocksdb::Status& status, absl::string_view what);

inline rocksdb::Slice ToSlice(absl::string_view text) { return {text.data(), text.size()}; }
inline absl::string_view ToView(const rocksdb::Slice& slice) {
  return {slice.data(), slice.size()};
}

// DATA_LOSS that names `what` when the bytes are not a record of type T.
template <typename T>
absl::StatusOr<T> ParseRecord(absl::string_view bytes, absl::string_view what) {
  T record;
  if (!record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::DataLossError(std::string(what) + ": damaged record");
  }
  return record;
}

// Deterministic bytes of a record.
std::string SerializeRecord(const google::protobuf::MessageLite& record);

// Takes a key and its value; false ends a scan.
using RecordVisitor = std::function<bool(absl::string_view, absl::string_view)>;

// Reads records of one state of the store. Not thread-safe.
class RecordReader {
 public:
  virtual ~RecordReader() = default;

  // nullopt for a key that is not there.
  virtual absl::StatusOr<absl::optional<std::string>> Get(Family family, absl::string_view key) = 0;
  // As Get of each key, in their order, faster. REQUIRES: `keys` rise.
  virtual absl::StatusOr<std::vector<absl::optional<std::string>>> GetMany(
      Family family, const std::vector<std::string>& keys) = 0;
  // Calls `visit` for each key from `begin` on while it starts with `prefix` and `visit` returns
  // true. `visit` must not write.
  virtual absl::Status Scan(Family family, absl::string_view prefix, absl::string_view begin,
                            const RecordVisitor& visit) = 0;

  template <typename T>
  absl::StatusOr<absl::optional<T>> GetRecord(Family family, absl::string_view key) {
    auto bytes = Get(family, key);
    if (!bytes.ok()) return bytes.status();
    if (!bytes->has_value()) return absl::optional<T>();
    auto record = ParseRecord<T>(**bytes, FamilyName(family));
    if (!record.ok()) return record.status();
    return absl::optional<T>(*std::move(record));
  }

  // DATA_LOSS that names `what` and the key when it is not there.
  template <typename T>
  absl::StatusOr<T> MustGetRecord(Family family, absl::string_view key, absl::string_view what) {
    auto record = GetRecord<T>(family, key);
    if (!record.ok()) return record.status();
    if (record->has_value()) return **std::move(record);
    return absl::DataLossError(absl::StrCat(what, " ", key, " is not stored"));
  }
};

// The open database with its column families. Thread-safe.
class Database {
 public:
  static absl::StatusOr<std::shared_ptr<Database>> Open(const StoreOptions& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  rocksdb::DB* db() const { return db_.get(); }
  rocksdb::ColumnFamilyHandle* family(Family family) const {
    return families_[static_cast<size_t>(family)];
  }
  // Blocks of index segments that were read, each an index::Block.
  rocksdb::Cache& segment_cache() const { return *segment_cache_; }
  bool read_only() const { return read_only_; }
  bool sync_commits() const { return sync_commits_; }

  // nullopt for a key that is not there. `snapshot` may be null.
  absl::StatusOr<absl::optional<std::string>> Get(Family family, absl::string_view key,
                                                  const rocksdb::Snapshot* snapshot) const;

  // Calls `visit` for each key from `begin` on while it starts with `prefix` and `visit` returns
  // true.
  absl::Status Scan(Family family, absl::string_view prefix, absl::string_view begin,
                    const rocksdb::Snapshot* snapshot, const RecordVisitor& visit) const;

  // The lasting error that RocksDB reported, or OK.
  absl::Status background_error() const;
  void SetBackgroundError(absl::Status status);

  int64_t FileBytes() const;

 private:
  Database() = default;

  std::shared_ptr<rocksdb::Cache> segment_cache_;
  std::unique_ptr<rocksdb::DB> db_;
  std::array<rocksdb::ColumnFamilyHandle*, kFamilyCount> families_{};
  bool read_only_ = false;
  bool sync_commits_ = true;
  mutable base::Mutex mutex_;
  absl::Status background_error_ ABSL_GUARDED_BY(mutex_);
};

// The state of a snapshot; both must outlive the reader.
class SnapshotReader : public RecordReader {
 public:
  SnapshotReader(const Database* database, const rocksdb::Snapshot* snapshot)
      : database_(database), snapshot_(snapshot) {}

  absl::StatusOr<absl::optional<std::string>> Get(Family family, absl::string_view key) override {
    return database_->Get(family, key, snapshot_);
  }
  absl::StatusOr<std::vector<absl::optional<std::string>>> GetMany(
      Family family, const std::vector<std::string>& keys) override;
  absl::Status Scan(Family family, absl::string_view prefix, absl::string_view begin,
                    const RecordVisitor& visit) override {
    return database_->Scan(family, prefix, begin, snapshot_, visit);
  }

 private:
  const Database* const database_;
  const rocksdb::Snapshot* const snapshot_;
};

// The writes of one commit. Reads see them on top of the database. Not thread-safe.
class WriteContext : public RecordReader {
 public:
  explicit WriteContext(Database* database) : database_(database) {}

  absl::StatusOr<absl::optional<std::string>> Get(Family family, absl::string_view key) override;
  absl::StatusOr<std::vector<absl::optional<std::string>>> GetMany(
      Family family, const std::vector<std::string>& keys) override;
  absl::Status Scan(Family family, absl::string_view prefix, absl::string_view begin,
                    const RecordVisitor& visit) override;
  absl::Status Put(Family family, absl::string_view key, absl::string_view value);
  absl::Status Delete(Family family, absl::string_view key);

  absl::Status PutRecord(Family family, absl::string_view key,
                         const google::protobuf::MessageLite& record) {
    return Put(family, key, SerializeRecord(record));
  }

  // Writes everything as one batch, durable on return when the store is opened so.
  absl::Status Write();

 private:
  Database* const database_;
  rocksdb::WriteBatchWithIndex batch_{rocksdb::BytewiseComparator(), 0, /*overwrite_key=*/true};
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_DATABASE_H_
