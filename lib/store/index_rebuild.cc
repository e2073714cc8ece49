#include "store/index_rebuild.h"

#include <algorithm>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "base/status.h"
#include "index/segment_writer.h"
#include "index/snapshot.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/index_state.h"
#include "store/keys.h"
#include "store/prepared_article.h"
#include "store/segment_blocks.h"

namespace khotin::store {
namespace {

// Key of "meta": 8 bytes of the last commit whose articles are indexed.
constexpr char kIndexDone[] = "rederive/index_commits";
// Of a rebuild that took articles in the order of their ids; such a one is begun again.
constexpr char kOldIndexDone[] = "rederive/index";

constexpr size_t kArticlesAtATime = 512;

absl::StatusOr<storage::v1::Manifest> GetManifest(RecordReader* reader) {
  return reader->MustGetRecord<storage::v1::Manifest>(Family::kMeta, kManifestKey, "record");
}

absl::StatusOr<storage::v1::State> GetState(RecordReader* reader) {
  return reader->MustGetRecord<storage::v1::State>(Family::kMeta, kStateKey, "record");
}

absl::Status StartIndex(Database* database) {
  WriteContext context(database);
  KHOTIN_ASSIGN_OR_RETURN(storage::v1::Manifest manifest, GetManifest(&context));
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::State state, GetState(&context));
  for (const auto& segment : manifest.segments()) {
    KHOTIN_RETURN_IF_ERROR(context.Delete(Family::kMeta, DeletedDocsKey(segment.id())));
  }
  manifest.clear_segments();
  manifest.set_indexed_revision(state.revision());
  KHOTIN_RETURN_IF_ERROR(context.PutRecord(Family::kMeta, kManifestKey, manifest));
  KHOTIN_RETURN_IF_ERROR(context.Put(Family::kMeta, kIndexDone, BigEndian64(0)));
  return context.Write();
}

// The next commits' articles as one segment.
class RebuiltSegment {
 public:
  // `writer` serves one segment after another.
  RebuiltSegment(const std::shared_ptr<Database>& database, uint64_t id,
                 index::SegmentWriter* writer)
      : database_(database), id_(id), writer_(*writer), blocks_(database.get(), id) {
    writer_.Start(&blocks_);
  }

  // Takes the articles of commits behind `done`, until there are so many. The last of these
  // commits; nullopt when there was none.
  absl::StatusOr<absl::optional<int64_t>> Fill(int64_t done, uint32_t articles) {
    absl::optional<int64_t> last;
    absl::Status status;
    const std::string begin = BigEndian64(static_cast<uint64_t>(done + 1));
    KHOTIN_RETURN_IF_ERROR(database_->Scan(Family::kFeed, "", begin, nullptr,
                                           [&](absl::string_view key, absl::string_view value) {
                                             last = static_cast<int64_t>(ReadBigEndian64(key));
                                             status = AddCommit(*last, value);
                                             return status.ok() && documents() < articles;
                                           }));
    KHOTIN_RETURN_IF_ERROR(status);
    KHOTIN_RETURN_IF_ERROR(AddWaiting());
    return last;
  }

  uint32_t documents() const {
    return writer_.documents() + static_cast<uint32_t>(waiting_.size());
  }

  absl::StatusOr<StoredSegment> Finish() {
    KHOTIN_RETURN_IF_ERROR(writer_.Finish());
    KHOTIN_RETURN_IF_ERROR(blocks_.Finish());
    StoredSegment stored;
    stored.id = id_;
    stored.blocks = std::make_shared<SegmentBlocks>(database_, id_);
    KHOTIN_ASSIGN_OR_RETURN(stored.view, OpenView(stored.blocks));
    stored.view.published = published_;
    return stored;
  }

 private:
  // An article that a commit named.
  struct Named {
    std::string id;
    int64_t revision;
  };
  using Terms = absl::optional<index::DocumentTerms>;

  absl::Status AddCommit(int64_t revision, absl::string_view bytes) {
    KHOTIN_ASSIGN_OR_RETURN(const auto commit, ParseRecord<storage::v1::Commit>(bytes, "feed"));
    for (const std::string& id : commit.articles()) {
      waiting_.push_back({id, revision});
      if (waiting_.size() == kArticlesAtATime) KHOTIN_RETURN_IF_ERROR(AddWaiting());
    }
    return absl::OkStatus();
  }

  absl::Status AddWaiting() {
    std::vector<absl::StatusOr<Terms>> terms(waiting_.size());
    const size_t threads = std::max(1U, std::thread::hardware_concurrency());
    const auto analyze = [&](size_t first) {
      for (size_t i = first; i < waiting_.size(); i += threads) terms[i] = Analyze(waiting_[i]);
    };
    std::vector<std::thread> others;
    for (size_t i = 1; i < threads; ++i) others.emplace_back(analyze, i);
    analyze(0);
    for (std::thread& other : others) other.join();
    waiting_.clear();
    for (const absl::StatusOr<Terms>& of_article : terms) {
      KHOTIN_RETURN_IF_ERROR(of_article.status());
      if (!of_article->has_value()) continue;
      KHOTIN_RETURN_IF_ERROR(writer_.Add(**of_article));
      published_.Include((*of_article)->values.publish_seconds);
    }
    return absl::OkStatus();
  }

  // nullopt when the article was deleted, or a later commit stored it again and names it.
  absl::StatusOr<Terms> Analyze(const Named& article) const {
    SnapshotReader reader(database_.get(), nullptr);
    KHOTIN_ASSIGN_OR_RETURN(const absl::optional<storage::v1::Article> record,
                            reader.GetRecord<storage::v1::Article>(Family::kArticles, article.id));
    if (!record.has_value() || record->revision() != article.revision) return Terms();
    return Terms(TermsOf(article.id, *record));
  }

  const std::shared_ptr<Database> database_;
  const uint64_t id_;
  index::SegmentWriter& writer_;
  SegmentBlocksWriter blocks_;
  std::vector<Named> waiting_;
  index::PublishRange published_ = index::PublishRange::Empty();
};

absl::Status CheckComplete(Database* database, const IndexState& index) {
  SnapshotReader reader(database, nullptr);
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::State state, GetState(&reader));
  if (index.stored_documents() == state.article_count()) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat("commits name ", index.stored_documents(), " of ",
                                          state.article_count(), " articles"));
}

}  // namespace

absl::Status RebuildIndex(const std::shared_ptr<Database>& database, uint32_t articles) {
  SnapshotReader reader(database.get(), nullptr);
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> mark,
                          reader.Get(Family::kMeta, kIndexDone));
  if (!mark.has_value()) KHOTIN_RETURN_IF_ERROR(StartIndex(database.get()));
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Manifest manifest, GetManifest(&reader));
  KHOTIN_ASSIGN_OR_RETURN(IndexState index, OpenIndex(database, manifest));
  int64_t done = mark.has_value() ? static_cast<int64_t>(ReadBigEndian64(*mark)) : 0;
  index::SegmentWriter writer;
  while (true) {
    RebuiltSegment segment(database, index.next_segment_id->fetch_add(1), &writer);
    KHOTIN_ASSIGN_OR_RETURN(const absl::optional<int64_t> last, segment.Fill(done, articles));
    if (!last.has_value()) return CheckComplete(database.get(), index);
    done = *last;
    WriteContext context(database.get());
    if (segment.documents() > 0) {
      KHOTIN_ASSIGN_OR_RETURN(StoredSegment stored, segment.Finish());
      index.stored.push_back(std::move(stored));
      KHOTIN_RETURN_IF_ERROR(context.PutRecord(Family::kMeta, kManifestKey, index.Manifest()));
    }
    KHOTIN_RETURN_IF_ERROR(
        context.Put(Family::kMeta, kIndexDone, BigEndian64(static_cast<uint64_t>(done))));
    KHOTIN_RETURN_IF_ERROR(context.Write());
  }
}

absl::Status ForgetIndexRebuild(WriteContext* context) {
  KHOTIN_RETURN_IF_ERROR(context->Delete(Family::kMeta, kOldIndexDone));
  return context->Delete(Family::kMeta, kIndexDone);
}

}  // namespace khotin::store
