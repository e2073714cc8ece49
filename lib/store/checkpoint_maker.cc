#include "store/checkpoint_maker.h"

#include <filesystem>
#include <map>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "base/fault_point.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/status.h"
#include "base/streaming_hash.h"
#include "rocksdb/metadata.h"
#include "rocksdb/utilities/checkpoint.h"
#include "store/file_checksum.h"
#include "store/read_only_database.h"

namespace khotin::store {
namespace {

namespace fs = std::filesystem;

// Inside the store's folder; RocksDB makes it under the name with ".tmp" behind first.
constexpr char kFolder[] = "checkpoint";
constexpr char kUnfinishedFolder[] = "checkpoint.tmp";

// Marks the error of a store that has a checkpoint.
constexpr char kEarlierPayload[] = "khotin/earlier-checkpoint";

constexpr size_t kPieceBytes = size_t{1} << 20;

// Table files are opened to read two records of the newest, not all of them.
constexpr int kMaxOpenFiles = 64;

// Only one checkpoint at a time holds it.
class Turn {
 public:
  static absl::StatusOr<Turn> Take(const std::shared_ptr<std::atomic<bool>>& busy) {
    if (busy->exchange(true)) {
      absl::Status busy_status =
          absl::ResourceExhaustedError("another backup of this store is being made");
      busy_status.SetPayload(kEarlierPayload, absl::Cord());
      return busy_status;
    }
    return Turn(busy);
  }
  ~Turn() {
    if (busy_ != nullptr) *busy_ = false;
  }
  Turn(Turn&&) noexcept = default;
  Turn& operator=(Turn&&) noexcept = default;

 private:
  explicit Turn(std::shared_ptr<std::atomic<bool>> busy) : busy_(std::move(busy)) {}

  std::shared_ptr<std::atomic<bool>> busy_;
};

absl::Status RemoveFolders(const std::string& store_path) {
  for (const char* name : {kFolder, kUnfinishedFolder}) {
    std::error_code error;
    const fs::path path = fs::path(store_path) / name;
    fs::remove_all(path, error);
    if (error) return base::FileError(error.value(), path.string());
  }
  return absl::OkStatus();
}

// Removes the folder with the object.
class Folder {
 public:
  explicit Folder(std::string store_path) : store_path_(std::move(store_path)) {}
  ~Folder() { RemoveFolders(store_path_).IgnoreError(); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string path() const { return (fs::path(store_path_) / kFolder).string(); }
  std::string PathOf(const std::string& name) const { return (fs::path(path()) / name).string(); }

 private:
  const std::string store_path_;
};

absl::Status CheckNotCancelled(const std::function<bool()>& cancelled) {
  return cancelled() ? absl::CancelledError("given up by the caller") : absl::OkStatus();
}

class CheckpointImpl : public Checkpoint {
 public:
  CheckpointImpl(Turn turn, const std::string& store_path)
      : turn_(std::move(turn)), folder_(store_path) {}

  absl::Status Make(rocksdb::DB* db, const std::function<bool()>& cancelled) {
    rocksdb::Checkpoint* made = nullptr;
    KHOTIN_RETURN_IF_ERROR(FromRocks(rocksdb::Checkpoint::Create(db, &made), "checkpoint"));
    const std::unique_ptr<rocksdb::Checkpoint> checkpoint(made);
    KHOTIN_RETURN_IF_ERROR(FromRocks(checkpoint->CreateCheckpoint(folder_.path()), "checkpoint"));
    base::FaultPoint("store.checkpoint.made").IgnoreError();
    return Describe(cancelled);
  }

  int64_t revision() const override { return summary_.revision; }
  int schema_version() const override { return summary_.schema_version; }
  const std::vector<StoreFile>& files() const override { return files_; }

  absl::Status ReadFile(const StoreFile& file, const base::PieceVisitor& take) const override {
    base::StreamingHash hash;
    int64_t size = 0;
    KHOTIN_RETURN_IF_ERROR(
        base::ReadPieces(folder_.PathOf(file.name), kPieceBytes, [&](absl::string_view piece) {
          hash.Update(piece);
          size += static_cast<int64_t>(piece.size());
          return take(piece);
        }));
    if (size == file.size && hash.Get().ToBytes() == file.checksum) return absl::OkStatus();
    return absl::DataLossError(
        absl::StrCat(file.name, ": not what was written to it: the store's disk has damaged it"));
  }

 private:
  absl::Status Describe(const std::function<bool()>& cancelled) {
    KHOTIN_ASSIGN_OR_RETURN(const ReadOnlyDatabase database,
                            ReadOnlyDatabase::Open(folder_.path(), kMaxOpenFiles));
    KHOTIN_ASSIGN_OR_RETURN(summary_, database.Summary());
    const std::map<std::string, std::string> known = database.TableChecksums();
    KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> names, base::ListFolder(folder_.path()));
    for (const std::string& name : names) {
      StoreFile file;
      file.name = name;
      KHOTIN_ASSIGN_OR_RETURN(file.size, base::FileSize(folder_.PathOf(file.name)));
      const auto found = known.find(file.name);
      if (found != known.end()) {
        file.checksum = found->second;
      } else {
        KHOTIN_ASSIGN_OR_RETURN(file.checksum, Hash(file.name, cancelled));
      }
      files_.push_back(std::move(file));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::string> Hash(const std::string& name,
                                   const std::function<bool()>& cancelled) const {
    base::StreamingHash hash;
    KHOTIN_RETURN_IF_ERROR(
        base::ReadPieces(folder_.PathOf(name), kPieceBytes, [&](absl::string_view piece) {
          hash.Update(piece);
          return CheckNotCancelled(cancelled);
        }));
    return hash.Get().ToBytes();
  }

  const Turn turn_;  // given back when the folder is gone
  const Folder folder_;
  StoreSummary summary_;
  std::vector<StoreFile> files_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Checkpoint>> CheckpointMaker::Make(
    const std::function<bool()>& cancelled) {
  KHOTIN_ASSIGN_OR_RETURN(Turn turn, Turn::Take(busy_));
  // RocksDB wants an absolute path, and none that exists.
  std::error_code error;
  const std::string path = fs::absolute(database_->db()->GetName(), error).string();
  if (error) return base::FileError(error.value(), database_->db()->GetName());
  KHOTIN_RETURN_IF_ERROR(RemoveFolders(path));
  auto checkpoint = std::make_unique<CheckpointImpl>(std::move(turn), path);
  KHOTIN_RETURN_IF_ERROR(checkpoint->Make(database_->db(), cancelled));
  return std::unique_ptr<Checkpoint>(std::move(checkpoint));
}

bool IsEarlierCheckpoint(const absl::Status& status) {
  return status.GetPayload(kEarlierPayload).has_value();
}

void RemoveStaleCheckpoint(const std::string& path) { RemoveFolders(path).IgnoreError(); }

}  // namespace khotin::store
