#include "store/index_state.h"

#include <numeric>
#include <set>
#include <utility>

#include "absl/types/optional.h"
#include "base/status.h"
#include "store/keys.h"

namespace khotin::store {
namespace {

// The blocks of merges and flushes that a crash broke off, and of merged segments that were to be
// dropped.
absl::Status DropOrphans(Database* database, const storage::v1::Manifest& manifest) {
  std::set<uint64_t> known;
  for (const auto& segment : manifest.segments()) known.insert(segment.id());
  std::set<uint64_t> orphans;
  std::string next;
  bool more = true;
  while (more) {
    more = false;
    KHOTIN_RETURN_IF_ERROR(database->Scan(Family::kSegments, "", next, nullptr,
                                          [&](absl::string_view key, absl::string_view) {
                                            if (key.size() < 8) return false;
                                            const uint64_t id = ReadBigEndian64(key);
                                            if (known.count(id) == 0) orphans.insert(id);
                                            next = BigEndian64(id + 1);
                                            more = true;
                                            return false;
                                          }));
  }
  for (uint64_t id : orphans) KHOTIN_RETURN_IF_ERROR(DropSegment(database, id));
  return absl::OkStatus();
}

absl::StatusOr<StoredSegment> OpenStored(const std::shared_ptr<Database>& database,
                                         const storage::v1::Manifest::StoredSegment& info) {
  StoredSegment stored;
  stored.id = info.id();
  stored.blocks = std::make_shared<SegmentBlocks>(database, info.id());
  KHOTIN_ASSIGN_OR_RETURN(stored.view, OpenView(stored.blocks));
  if (info.has_min_publish_seconds()) stored.view.published.min = info.min_publish_seconds();
  if (info.has_max_publish_seconds()) stored.view.published.max = info.max_publish_seconds();
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> deleted,
                          database->Get(Family::kMeta, DeletedDocsKey(info.id()), nullptr));
  if (deleted.has_value()) {
    KHOTIN_ASSIGN_OR_RETURN(index::DeletedDocs docs, index::DeletedDocs::Decode(*deleted));
    stored.view.deleted = std::make_shared<const index::DeletedDocs>(std::move(docs));
  }
  return stored;
}

int64_t CountDocuments(std::vector<index::SegmentView>::const_iterator begin,
                       std::vector<index::SegmentView>::const_iterator end) {
  return std::accumulate(begin, end, int64_t{0}, [](int64_t sum, const index::SegmentView& view) {
    return sum + view.segment->stats().documents;
  });
}

}  // namespace

index::IndexSnapshot IndexState::Snapshot(int64_t revision) const {
  index::IndexSnapshot snapshot;
  snapshot.revision = revision;
  for (const StoredSegment& segment : stored) snapshot.segments.push_back(segment.view);
  snapshot.segments.insert(snapshot.segments.end(), memory.begin(), memory.end());
  for (const index::SegmentView& view : snapshot.segments) {
    snapshot.documents += view.segment->stats().documents;
    if (view.deleted != nullptr) snapshot.documents -= view.deleted->count();
    for (size_t field = 0; field < index::kFieldCount; ++field) {
      snapshot.total_lengths[field] += view.segment->stats().total_lengths[field];
    }
  }
  return snapshot;
}

storage::v1::Manifest IndexState::Manifest() const {
  storage::v1::Manifest manifest;
  manifest.set_next_segment_id(next_segment_id->load());
  manifest.set_indexed_revision(indexed_revision);
  for (const StoredSegment& segment : stored) {
    storage::v1::Manifest::StoredSegment* info = manifest.add_segments();
    info->set_id(segment.id);
    info->set_documents(segment.view.segment->stats().documents);
    info->set_bytes(segment.view.segment->stats().bytes);
    info->set_min_publish_seconds(segment.view.published.min);
    info->set_max_publish_seconds(segment.view.published.max);
  }
  return manifest;
}

int64_t IndexState::stored_documents() const {
  int64_t count = 0;
  for (const StoredSegment& segment : stored) count += segment.view.segment->stats().documents;
  return count;
}

int64_t IndexState::memory_documents() const {
  return CountDocuments(memory.begin(), memory.end());
}

int64_t IndexState::active_documents() const {
  return CountDocuments(memory.begin() + static_cast<std::ptrdiff_t>(frozen), memory.end());
}

absl::StatusOr<IndexState> OpenIndex(const std::shared_ptr<Database>& database,
                                     const storage::v1::Manifest& manifest) {
  if (!database->read_only()) {
    KHOTIN_RETURN_IF_ERROR(RemoveUnfinishedTables(*database));
    KHOTIN_RETURN_IF_ERROR(DropOrphans(database.get(), manifest));
  }
  IndexState state;
  state.indexed_revision = manifest.indexed_revision();
  state.next_segment_id->store(manifest.next_segment_id());
  for (const auto& info : manifest.segments()) {
    KHOTIN_ASSIGN_OR_RETURN(StoredSegment stored, OpenStored(database, info));
    state.stored.push_back(std::move(stored));
  }
  return state;
}

absl::StatusOr<index::SegmentView> OpenView(std::shared_ptr<const index::BlockSource> blocks) {
  KHOTIN_ASSIGN_OR_RETURN(std::unique_ptr<index::Segment> segment,
                          index::Segment::Open(std::move(blocks)));
  index::SegmentView view;
  view.segment = std::move(segment);
  return view;
}

std::shared_ptr<const index::DeletedDocs> DeletedAfterJoin(const std::vector<JoinedInput>& inputs) {
  std::vector<index::DocId> deleted;
  index::DocId next = 0;
  for (const auto& [view, dropped] : inputs) {
    const uint32_t documents = view.segment->stats().documents;
    if (view.deleted == nullptr) {
      next += documents;
      continue;
    }
    for (index::DocId doc = 0; doc < documents; ++doc) {
      if (dropped != nullptr && dropped->Contains(doc)) continue;
      if (view.IsDeleted(doc)) deleted.push_back(next);
      ++next;
    }
  }
  if (deleted.empty()) return nullptr;
  return std::make_shared<const index::DeletedDocs>(index::DeletedDocs().WithAll(deleted));
}

}  // namespace khotin::store
