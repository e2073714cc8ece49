// The RocksDB of a store of any schema, opened for reading only.
#ifndef KHOTIN_STORE_READ_ONLY_DATABASE_H_
#define KHOTIN_STORE_READ_ONLY_DATABASE_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "rocksdb/db.h"
#include "store/store_summary.h"

namespace khotin::store {

class ReadOnlyDatabase {
 public:
  // With the column families that it has. `max_open_files` as RocksDB takes it: -1 opens all table
  // files at once. NOT_FOUND, DATA_LOSS or UNAVAILABLE, without the path.
  static absl::StatusOr<ReadOnlyDatabase> Open(const std::string& path, int max_open_files);
  ~ReadOnlyDatabase();
  ReadOnlyDatabase(ReadOnlyDatabase&&) noexcept = default;
  ReadOnlyDatabase& operator=(ReadOnlyDatabase&&) = delete;

  // DATA_LOSS when it does not say.
  absl::StatusOr<StoreSummary> Summary() const;

  // By the names of the table files in the folder, those whose checksum was kept when they were
  // written: file_checksum.h.
  std::map<std::string, std::string> TableChecksums() const;

 private:
  ReadOnlyDatabase() = default;

  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> families_;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_READ_ONLY_DATABASE_H_
