// Has RocksDB keep the checksum of every table file it writes, made of the bytes as they are
// written: backups need not read a file to know it, and see when it has changed since.
#ifndef KHOTIN_STORE_FILE_CHECKSUM_H_
#define KHOTIN_STORE_FILE_CHECKSUM_H_

#include <memory>

#include "rocksdb/file_checksum.h"

namespace khotin::store {

// Stands in the database beside each checksum, which is base::Hash128::ToBytes of base::HashBytes
// over the file.
inline constexpr char kFileChecksumName[] = "khotin.xxh3-128";

std::shared_ptr<rocksdb::FileChecksumGenFactory> NewFileChecksumFactory();

}  // namespace khotin::store

#endif  // KHOTIN_STORE_FILE_CHECKSUM_H_
