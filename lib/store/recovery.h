// From what lies on disk to the state a running store works with.
#ifndef KHOTIN_STORE_RECOVERY_H_
#define KHOTIN_STORE_RECOVERY_H_

#include <memory>

#include "absl/status/statusor.h"
#include "extract/site_chrome.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/database.h"
#include "store/index_state.h"
#include "store/store.h"

namespace khotin::store {

struct Recovered {
  storage::v1::State state;
  IndexState index;
  extract::ChromeSnapshot chrome;
};

// Checks the schema version (and writes it, with a fresh state, into a new store; brings an older
// store up to it), opens the stored segments, and takes what was committed since the last flush
// into memory from the log of the index. The work does not depend on the size of the archive.
// FAILED_PRECONDITION for a newer schema.
absl::StatusOr<Recovered> Recover(const std::shared_ptr<Database>& database,
                                  const StoreOptions& options);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_RECOVERY_H_
