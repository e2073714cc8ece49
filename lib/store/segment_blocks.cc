#include "store/segment_blocks.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/fault_point.h"
#include "base/status.h"
#include "index/block_format.h"
#include "rocksdb/cache.h"
#include "rocksdb/convenience.h"
#include "rocksdb/write_batch.h"
#include "store/keys.h"

namespace khotin::store {
namespace {

constexpr size_t kMaxBatchBytes = size_t{4} << 20;
constexpr char kWriting[] = "writing a segment";
// Of tables that are being written, in the store's folder.
constexpr char kTablePrefix[] = "segment-";
constexpr char kTableSuffix[] = ".unfinished";

}  // namespace

SegmentBlocks::SegmentBlocks(std::shared_ptr<Database> database, uint64_t segment_id,
                             Caching caching)
    : database_(std::move(database)),
      prefix_(BigEndian64(segment_id)),
      cache_prefix_(BigEndian64(database_->segment_cache().NewId())),
      caching_(caching) {}

SegmentBlocks::~SegmentBlocks() {
  // What is left behind on an error is found and removed at the next start.
  if (obsolete_.load()) DropSegment(database_.get(), ReadBigEndian64(prefix_)).IgnoreError();
}

absl::StatusOr<index::Block> SegmentBlocks::Get(uint32_t number) const {
  const std::string key = absl::StrCat(cache_prefix_, index::BlockKey(number));
  rocksdb::Cache& cache = database_->segment_cache();
  if (rocksdb::Cache::Handle* const handle = cache.Lookup(key)) {
    index::Block block = *static_cast<const index::Block*>(cache.Value(handle));
    cache.Release(handle);
    return block;
  }
  KHOTIN_ASSIGN_OR_RETURN(index::Block block, Read(number));
  if (caching_ == Caching::kOff) return block;
  // A block that does not fit is simply not kept.
  cache
      .Insert(key, new index::Block(block), block->size(),
              [](const rocksdb::Slice&, void* value) { delete static_cast<index::Block*>(value); })
      .PermitUncheckedError();
  return block;
}

absl::StatusOr<index::Block> SegmentBlocks::Read(uint32_t number) const {
  rocksdb::ReadOptions options;
  // Blocks are kept whole and checked in a cache of their own.
  options.fill_cache = false;
  std::string value;
  const rocksdb::Status status =
      database_->db()->Get(options, database_->family(Family::kSegments),
                           absl::StrCat(prefix_, index::BlockKey(number)), &value);
  if (status.IsNotFound()) {
    return absl::NotFoundError(absl::StrCat("segment ", ReadBigEndian64(prefix_), ": no block"));
  }
  KHOTIN_RETURN_IF_ERROR(FromRocks(status, FamilyName(Family::kSegments)));
  KHOTIN_RETURN_IF_ERROR(index::VerifyBlock(number, value));
  return std::make_shared<const std::string>(std::move(value));
}

SegmentBlocksWriter::SegmentBlocksWriter(Database* database, uint64_t segment_id)
    : database_(database),
      prefix_(BigEndian64(segment_id)),
      table_path_(
          absl::StrCat(database->db()->GetName(), "/", kTablePrefix, segment_id, kTableSuffix)) {}

SegmentBlocksWriter::~SegmentBlocksWriter() {
  if (table_ == nullptr) return;
  table_.reset();
  std::error_code ignored;
  std::filesystem::remove(table_path_, ignored);
}

absl::Status SegmentBlocksWriter::Put(uint32_t number, std::string block) {
  std::string full_key = absl::StrCat(prefix_, index::BlockKey(number));
  bytes_ += full_key.size() + block.size();
  if (table_ != nullptr) return FromRocks(table_->Put(full_key, block), kWriting);
  blocks_.emplace_back(std::move(full_key), std::move(block));
  return bytes_ < kMaxBatchBytes ? absl::OkStatus() : StartTable();
}

absl::Status SegmentBlocksWriter::StartTable() {
  rocksdb::ColumnFamilyHandle* const family = database_->family(Family::kSegments);
  table_ = std::make_unique<rocksdb::SstFileWriter>(rocksdb::EnvOptions(),
                                                    database_->db()->GetOptions(family), family);
  KHOTIN_RETURN_IF_ERROR(FromRocks(table_->Open(table_path_), kWriting));
  for (const auto& [key, block] : blocks_) {
    KHOTIN_RETURN_IF_ERROR(FromRocks(table_->Put(key, block), kWriting));
  }
  blocks_ = {};
  return absl::OkStatus();
}

absl::Status SegmentBlocksWriter::Finish() {
  rocksdb::ColumnFamilyHandle* const family = database_->family(Family::kSegments);
  if (table_ != nullptr) {
    KHOTIN_RETURN_IF_ERROR(FromRocks(table_->Finish(), kWriting));
    KHOTIN_RETURN_IF_ERROR(base::FaultPoint("store.index.blocks_written"));
    rocksdb::IngestExternalFileOptions options;
    options.move_files = true;
    return FromRocks(database_->db()->IngestExternalFile(family, {table_path_}, options), kWriting);
  }
  rocksdb::WriteBatch batch;
  for (const auto& [key, block] : blocks_) {
    KHOTIN_RETURN_IF_ERROR(FromRocks(batch.Put(family, key, block), kWriting));
  }
  KHOTIN_RETURN_IF_ERROR(base::FaultPoint("store.index.blocks_written"));
  return FromRocks(database_->db()->Write(rocksdb::WriteOptions(), &batch), kWriting);
}

absl::Status DropSegment(Database* database, uint64_t segment_id) {
  constexpr char kDropping[] = "dropping a segment";
  rocksdb::ColumnFamilyHandle* const family = database->family(Family::kSegments);
  const std::string begin = BigEndian64(segment_id);
  const std::string end = BigEndian64(segment_id + 1);
  const rocksdb::Slice first(begin);
  const rocksdb::Slice behind(end);
  // Files go at once, the log may come later: the write that no longer names the segment must not
  // be lost after them.
  KHOTIN_RETURN_IF_ERROR(FromRocks(database->db()->SyncWAL(), kDropping));
  KHOTIN_RETURN_IF_ERROR(FromRocks(
      rocksdb::DeleteFilesInRange(database->db(), family, &first, &behind, /*include_end=*/false),
      kDropping));
  KHOTIN_RETURN_IF_ERROR(base::FaultPoint("store.index.segment_dropped"));
  return FromRocks(database->db()->DeleteRange(rocksdb::WriteOptions(), family, begin, end),
                   kDropping);
}

absl::Status RemoveUnfinishedTables(const Database& database) {
  std::error_code error;
  std::vector<std::filesystem::path> left;
  for (std::filesystem::directory_iterator it(database.db()->GetName(), error), end;
       !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (absl::StartsWith(name, kTablePrefix) && absl::EndsWith(name, kTableSuffix)) {
      left.push_back(it->path());
    }
  }
  for (const std::filesystem::path& path : left) {
    if (!error) std::filesystem::remove(path, error);
  }
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("removing unfinished segments: ", error.message()));
}

}  // namespace khotin::store
