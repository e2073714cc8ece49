#include "store/rederive.h"

#include <string>
#include <utility>

#include "absl/types/optional.h"
#include "base/status.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/duplicate_writer.h"
#include "store/keys.h"
#include "store/prepared_article.h"
#include "store/signature_cache.h"
#include "store/story_writer.h"

namespace khotin::store {
namespace {

// Key of "meta": how far the work has come, 8 bytes of revision.
constexpr char kDuplicatesDone[] = "rederive/duplicates";

constexpr int kArticlesPerWrite = 256;
constexpr size_t kCacheBytes = size_t{32} << 20;

absl::Status Clear(Database* database, Family family) {
  // Above every key: none begins with so many of these bytes.
  const std::string end(17, '\xff');
  return FromRocks(
      database->db()->DeleteRange(rocksdb::WriteOptions(), database->family(family), "", end),
      FamilyName(family));
}

absl::StatusOr<storage::v1::State> GetState(RecordReader* reader) {
  return reader->MustGetRecord<storage::v1::State>(Family::kMeta, kStateKey, "record");
}

absl::Status StartDuplicates(Database* database) {
  for (const Family family :
       {Family::kFingerprints, Family::kClusters, Family::kBodies, Family::kSketches,
        Family::kClusterMembers, Family::kClusterOrder, Family::kStories, Family::kStoryTerms,
        Family::kStoryMembers, Family::kClusterStories, Family::kStoryArticles,
        Family::kStoryOrder}) {
    KHOTIN_RETURN_IF_ERROR(Clear(database, family));
  }
  WriteContext context(database);
  KHOTIN_ASSIGN_OR_RETURN(storage::v1::State state, GetState(&context));
  state.set_cluster_count(0);
  state.set_story_count(0);
  state.set_body_number(0);
  KHOTIN_RETURN_IF_ERROR(context.PutRecord(Family::kMeta, kStateKey, state));
  KHOTIN_RETURN_IF_ERROR(context.Put(Family::kMeta, kDuplicatesDone, BigEndian64(0)));
  return context.Write();
}

// Some commits' articles in one write.
class DuplicateChunk {
 public:
  DuplicateChunk(Database* database, SignatureCache* cache) : context_(database), cache_(cache) {}

  // Returns the revision behind which the next chunk starts; nullopt behind the last commit.
  absl::StatusOr<absl::optional<int64_t>> Run(const Database& database, int64_t done) {
    KHOTIN_ASSIGN_OR_RETURN(state_, GetState(&context_));
    const int64_t revision = state_.revision();
    absl::optional<int64_t> last;
    absl::Status status;
    const std::string begin = BigEndian64(static_cast<uint64_t>(done + 1));
    KHOTIN_RETURN_IF_ERROR(database.Scan(Family::kFeed, "", begin, nullptr,
                                         [&](absl::string_view key, absl::string_view value) {
                                           last = static_cast<int64_t>(ReadBigEndian64(key));
                                           status = AddCommit(*last, value);
                                           return status.ok() && articles_ < kArticlesPerWrite;
                                         }));
    KHOTIN_RETURN_IF_ERROR(status);
    if (!last.has_value()) return last;
    state_.set_revision(revision);
    KHOTIN_RETURN_IF_ERROR(context_.PutRecord(Family::kMeta, kStateKey, state_));
    KHOTIN_RETURN_IF_ERROR(
        context_.Put(Family::kMeta, kDuplicatesDone, BigEndian64(static_cast<uint64_t>(*last))));
    KHOTIN_RETURN_IF_ERROR(context_.Write());
    return last;
  }

 private:
  absl::Status AddCommit(int64_t revision, absl::string_view bytes) {
    KHOTIN_ASSIGN_OR_RETURN(const auto commit, ParseRecord<storage::v1::Commit>(bytes, "feed"));
    for (const std::string& id : commit.articles()) {
      KHOTIN_ASSIGN_OR_RETURN(absl::optional<storage::v1::Article> record,
                              context_.GetRecord<storage::v1::Article>(Family::kArticles, id));
      // Versions that were replaced since are in no cluster.
      if (!record.has_value() || record->revision() != revision) continue;
      KHOTIN_RETURN_IF_ERROR(AddArticle(id, &*record));
    }
    return absl::OkStatus();
  }

  absl::Status AddArticle(const std::string& id, storage::v1::Article* record) {
    ++articles_;
    state_.set_revision(record->revision());
    const dedupe::Signature signature = SignatureOfRecord(*record);
    record->set_body_fingerprint(signature.fingerprint.ToBytes());
    DuplicateWriter duplicates(&context_, cache_, &state_);
    KHOTIN_RETURN_IF_ERROR(
        duplicates.Add(id, signature, /*trusted=*/false, record->cluster(), record).status());
    StoryWriter stories(&context_, &state_);
    KHOTIN_RETURN_IF_ERROR(stories.Add(id, StoryFeaturesOf(*record), record));
    KHOTIN_RETURN_IF_ERROR(context_.PutRecord(Family::kArticles, id, *record));
    return stories.Unite(duplicates.TakeUnited(), duplicates.TakeMoved());
  }

  WriteContext context_;
  SignatureCache* const cache_;
  storage::v1::State state_;
  int articles_ = 0;
};

}  // namespace

absl::Status RederiveDuplicates(const std::shared_ptr<Database>& database) {
  SnapshotReader reader(database.get(), nullptr);
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> mark,
                          reader.Get(Family::kMeta, kDuplicatesDone));
  if (!mark.has_value()) KHOTIN_RETURN_IF_ERROR(StartDuplicates(database.get()));
  SignatureCache cache(kCacheBytes);
  absl::optional<int64_t> done =
      mark.has_value() ? static_cast<int64_t>(ReadBigEndian64(*mark)) : 0;
  while (done.has_value()) {
    DuplicateChunk chunk(database.get(), &cache);
    KHOTIN_ASSIGN_OR_RETURN(done, chunk.Run(*database, *done));
  }
  return absl::OkStatus();
}

absl::Status ForgetRederivation(WriteContext* context) {
  return context->Delete(Family::kMeta, kDuplicatesDone);
}

}  // namespace khotin::store
