#include "store/index_log.h"

#include <memory>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "index/block_format.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/keys.h"
#include "store/zstd_frame.h"

namespace khotin::store {
namespace {

constexpr int kZstdLevel = 1;
// Frames say their size before they are opened; ids of articles come on top of the blocks.
constexpr size_t kMaxEntryBytes = 4 * kMaxLoggedBytes;

std::string KeyOf(int64_t revision) { return BigEndian64(static_cast<uint64_t>(revision)); }

absl::Status AddBlocks(const index::MemoryBlocks& blocks, storage::v1::IndexLogEntry* entry) {
  for (uint32_t number = 0; number < blocks.numbered(); ++number) {
    KHOTIN_ASSIGN_OR_RETURN(const index::Block block, blocks.Get(number));
    entry->add_blocks(*block);
  }
  KHOTIN_ASSIGN_OR_RETURN(const index::Block header, blocks.Get(index::kHeaderNumber));
  entry->add_blocks(*header);
  return absl::OkStatus();
}

absl::StatusOr<index::SegmentView> ViewOf(storage::v1::IndexLogEntry* entry) {
  auto blocks = std::make_shared<index::MemoryBlocks>(/*verified=*/true);
  for (int i = 0; i < entry->blocks_size(); ++i) {
    const uint32_t number =
        i + 1 < entry->blocks_size() ? static_cast<uint32_t>(i) : index::kHeaderNumber;
    KHOTIN_RETURN_IF_ERROR(index::VerifyBlock(number, entry->blocks(i)));
    KHOTIN_RETURN_IF_ERROR(blocks->Put(number, std::move(*entry->mutable_blocks(i))));
  }
  KHOTIN_ASSIGN_OR_RETURN(index::SegmentView view, OpenView(std::move(blocks)));
  view.published = {entry->min_publish_seconds(), entry->max_publish_seconds()};
  return view;
}

absl::StatusOr<storage::v1::IndexLogEntry> Decode(absl::string_view frame, absl::string_view what) {
  KHOTIN_ASSIGN_OR_RETURN(const std::string bytes, DecompressFrame(frame, kMaxEntryBytes, what));
  return ParseRecord<storage::v1::IndexLogEntry>(bytes, what);
}

// Puts the log's entries into a state. What they supersede in stored segments is marked there
// already.
class Replay {
 public:
  explicit Replay(IndexState* state) : state_(state) {}

  absl::Status Add(absl::string_view frame, absl::string_view what) {
    KHOTIN_ASSIGN_OR_RETURN(storage::v1::IndexLogEntry entry, Decode(frame, what));
    for (const std::string& article : entry.superseded()) MarkDeleted(article);
    if (entry.blocks_size() == 0) return absl::OkStatus();
    KHOTIN_ASSIGN_OR_RETURN(index::SegmentView view, ViewOf(&entry));
    for (index::DocId doc = 0; doc < view.segment->stats().documents; ++doc) {
      KHOTIN_ASSIGN_OR_RETURN(const index::DocumentValues values, view.segment->Values(doc));
      live_[values.article_id] = {state_->memory.size(), doc};
    }
    state_->memory.push_back(std::move(view));
    return absl::OkStatus();
  }

 private:
  struct Place {
    size_t segment = 0;  // in memory
    index::DocId doc = 0;
  };

  void MarkDeleted(const std::string& article) {
    const auto found = live_.find(article);
    if (found == live_.end()) return;
    index::SegmentView& view = state_->memory[found->second.segment];
    const index::DeletedDocs before =
        view.deleted != nullptr ? *view.deleted : index::DeletedDocs();
    view.deleted = std::make_shared<const index::DeletedDocs>(before.With(found->second.doc));
    live_.erase(found);
  }

  IndexState* const state_;
  absl::flat_hash_map<std::string, Place> live_;  // by article
};

}  // namespace

absl::Status LogIndexChange(int64_t revision, const std::vector<std::string>& superseded,
                            const MemorySegment* added, WriteContext* context) {
  if (superseded.empty() && added == nullptr) return absl::OkStatus();
  storage::v1::IndexLogEntry entry;
  for (const std::string& article : superseded) entry.add_superseded(article);
  if (added != nullptr) {
    KHOTIN_RETURN_IF_ERROR(AddBlocks(*added->blocks, &entry));
    entry.set_min_publish_seconds(added->view.published.min);
    entry.set_max_publish_seconds(added->view.published.max);
  }
  return context->Put(Family::kIndexLog, KeyOf(revision),
                      CompressFrame(SerializeRecord(entry), kZstdLevel));
}

absl::Status ReplayIndexLog(const Database& database, IndexState* state) {
  Replay replay(state);
  absl::Status status;
  KHOTIN_RETURN_IF_ERROR(database.Scan(
      Family::kIndexLog, "", KeyOf(state->indexed_revision + 1), nullptr,
      [&](absl::string_view key, absl::string_view frame) {
        status =
            key.size() != 8
                ? absl::DataLossError("index log: a key that is no revision")
                : replay.Add(frame, absl::StrCat("index log of revision ", ReadBigEndian64(key)));
        return status.ok();
      }));
  return status;
}

void TrimIndexLog(Database* database, int64_t indexed_revision) {
  database->db()
      ->DeleteRange(rocksdb::WriteOptions(), database->family(Family::kIndexLog), "",
                    KeyOf(indexed_revision + 1))
      .PermitUncheckedError();
}

}  // namespace khotin::store
