// What RocksDB tells of its work, in the store's file LOG.
#ifndef KHOTIN_STORE_INFO_LOG_H_
#define KHOTIN_STORE_INFO_LOG_H_

#include <memory>
#include <string>

#include "rocksdb/env.h"

namespace khotin::store {

// In place of RocksDB's own one, which ends the process in builds with assertions, as Debian's is,
// when it writes a second time to a full disk. This one drops what cannot be written. The file
// begins anew with each opening and when it has 16 MiB; the one before stays as LOG.old. Lines that
// are longer than 4 KiB are cut. Thread-safe. `folder` is made if it is not there.
std::shared_ptr<rocksdb::Logger> NewInfoLog(const std::string& folder);

// Writes nothing: for those who may not write into the store's folder.
std::shared_ptr<rocksdb::Logger> NewSilentLog();

}  // namespace khotin::store

#endif  // KHOTIN_STORE_INFO_LOG_H_
