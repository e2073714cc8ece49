// A copy of a store as of one commit, made while the store goes on: what a backup is made of.
#ifndef KHOTIN_STORE_CHECKPOINT_H_
#define KHOTIN_STORE_CHECKPOINT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "base/file.h"

namespace khotin::store {

struct StoreFile {
  std::string name;  // in the store's folder, without folders of its own
  int64_t size = 0;  // in bytes
  // Of all its bytes, as base::Hash128::ToBytes. A table file's is that of the bytes that RocksDB
  // wrote, so that one which the disk has spoiled since does not match it.
  std::string checksum;
};

// The files lie in a folder inside the store's, hard links of the store's where its file system has
// them, and are removed with the object. The store must outlive it. Thread-safe.
class Checkpoint {
 public:
  virtual ~Checkpoint() = default;

  // Of the newest commit in it.
  virtual int64_t revision() const = 0;
  virtual int schema_version() const = 0;
  // In the order of their names. Put into one folder, they are the store.
  virtual const std::vector<StoreFile>& files() const = 0;

  // Calls `take` with the bytes of one of files() in order, at most 1 MiB at a time; its error ends
  // the reading and is the result. DATA_LOSS, after all was read, when size or checksum differ.
  virtual absl::Status ReadFile(const StoreFile& file, const base::PieceVisitor& take) const = 0;
};

// True for the error of Store::CreateCheckpoint that an earlier checkpoint is the reason of; a full
// disk has the same code.
bool IsEarlierCheckpoint(const absl::Status& status);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_CHECKPOINT_H_
