// Makes checkpoints of an open database.
#ifndef KHOTIN_STORE_CHECKPOINT_MAKER_H_
#define KHOTIN_STORE_CHECKPOINT_MAKER_H_

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "store/checkpoint.h"
#include "store/database.h"

namespace khotin::store {

// Thread-safe.
class CheckpointMaker {
 public:
  // `database` must outlive the checkpoints.
  explicit CheckpointMaker(Database* database) : database_(database) {}

  // As Store::CreateCheckpoint.
  absl::StatusOr<std::unique_ptr<Checkpoint>> Make(const std::function<bool()>& cancelled);

 private:
  Database* const database_;
  const std::shared_ptr<std::atomic<bool>> busy_ = std::make_shared<std::atomic<bool>>(false);
};

// Removes what a program that was killed has left of a checkpoint in the store at `path`. What
// cannot be removed stays until the next checkpoint is made, which then fails.
void RemoveStaleCheckpoint(const std::string& path);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_CHECKPOINT_MAKER_H_
