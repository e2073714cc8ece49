#include "store/segment_blocks.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/keys.h"

namespace khotin::store {
namespace {

constexpr size_t kBatchBytes = size_t{1} << 20;

}  // namespace

SegmentBlocks::SegmentBlocks(std::shared_ptr<Database> database, uint64_t segment_id,
                             Caching caching)
    : database_(std::move(database)), prefix_(BigEndian64(segment_id)), caching_(caching) {}

SegmentBlocks::~SegmentBlocks() {
  // What is left behind on an error is found and removed at the next start.
  if (obsolete_.load()) DropSegment(database_.get(), ReadBigEndian64(prefix_)).IgnoreError();
}

absl::StatusOr<index::Block> SegmentBlocks::Get(absl::string_view key) const {
  rocksdb::ReadOptions options;
  options.fill_cache = caching_ == Caching::kOn;
  std::string value;
  const rocksdb::Status status = database_->db()->Get(options, database_->family(Family::kSegments),
                                                      absl::StrCat(prefix_, key), &value);
  if (status.IsNotFound()) {
    return absl::NotFoundError(absl::StrCat("segment ", ReadBigEndian64(prefix_), ": no block"));
  }
  KHOTIN_RETURN_IF_ERROR(FromRocks(status, FamilyName(Family::kSegments)));
  return std::make_shared<const std::string>(std::move(value));
}

SegmentBlocksWriter::SegmentBlocksWriter(Database* database, uint64_t segment_id)
    : database_(database), prefix_(BigEndian64(segment_id)) {}

absl::Status SegmentBlocksWriter::Put(absl::string_view key, std::string block) {
  KHOTIN_RETURN_IF_ERROR(
      FromRocks(batch_.Put(database_->family(Family::kSegments), absl::StrCat(prefix_, key), block),
                "writing a segment"));
  return batch_.GetDataSize() < kBatchBytes ? absl::OkStatus() : Finish();
}

absl::Status SegmentBlocksWriter::Finish() {
  KHOTIN_RETURN_IF_ERROR(
      FromRocks(database_->db()->Write(rocksdb::WriteOptions(), &batch_), "writing a segment"));
  batch_.Clear();
  return absl::OkStatus();
}

absl::Status DropSegment(Database* database, uint64_t segment_id) {
  const std::string begin = BigEndian64(segment_id);
  const std::string end = BigEndian64(segment_id + 1);
  return FromRocks(database->db()->DeleteRange(rocksdb::WriteOptions(),
                                               database->family(Family::kSegments), begin, end),
                   "dropping a segment");
}

}  // namespace khotin::store
