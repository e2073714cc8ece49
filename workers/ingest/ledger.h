// How far files have been taken in, as the store or the server counts it.
#ifndef KHOTIN_INGEST_LEDGER_H_
#define KHOTIN_INGEST_LEDGER_H_

#include <cstdint>
#include <functional>
#include <memory>

#include "absl/status/statusor.h"
#include "grpcpp/channel.h"
#include "ingest/file_in_hand.h"
#include "store/file_position.h"
#include "store/store.h"

namespace khotin::ingest {

struct FileProgress {
  int64_t documents = 0;  // that are in
  bool done = false;
};

// Thread-safe. UNAVAILABLE when the server does not answer.
using Ledger = std::function<absl::StatusOr<FileProgress>(const store::FileIdentity&)>;

// `store` outlives it.
Ledger LedgerOfStore(const store::Store* store);
Ledger LedgerOfServer(const std::shared_ptr<grpc::Channel>& channel);

// The position that the ledger counts; nullopt for a place that it does not count.
absl::optional<store::FilePosition> PositionAt(const FilePlace& place);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_LEDGER_H_
