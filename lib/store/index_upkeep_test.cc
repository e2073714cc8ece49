// Segments that are written beside the commits: what commits do meanwhile, and crashes in between.
#include "store/index_upkeep.h"

#include <deque>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/fault_point.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/index_writer.h"
#include "store/keys.h"
#include "store/test_articles.h"

namespace khotin::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr FlushPolicy kBeside = {.flush_documents = 4, .in_background = true};

bool Never() { return false; }

index::DocumentTerms Terms(const std::string& id, const std::string& words,
                           int64_t publish_seconds = 0) {
  index::DocumentTerms terms = PrepareForTest({"https://bao.example/" + id, id, {words}}).terms;
  terms.values.article_id = id;
  terms.values.publish_seconds = publish_seconds;
  return terms;
}

// What searches see: the articles in order, and the statistics that scores come from.
struct Answers {
  std::vector<std::string> articles;
  uint64_t documents = 0;
  std::array<uint64_t, index::kFieldCount> lengths{};
  std::map<std::string, uint64_t> frequencies;

  bool operator==(const Answers& other) const {
    return articles == other.articles && documents == other.documents && lengths == other.lengths &&
           frequencies == other.frequencies;
  }
};

Answers AnswersOf(const IndexState& state) {
  const index::IndexSnapshot snapshot = state.Snapshot(0);
  Answers answers;
  answers.lengths = snapshot.total_lengths;
  for (const index::SegmentView& view : snapshot.segments) {
    answers.documents += view.segment->stats().documents;
    for (index::DocId doc = 0; doc < view.segment->stats().documents; ++doc) {
      if (!view.IsDeleted(doc)) answers.articles.push_back(view.segment->Values(doc)->article_id);
    }
    const auto cursor = view.segment->Terms();
    while (cursor->Next()) {
      answers.frequencies[cursor->term()] += *view.segment->DocumentFrequency(cursor->term());
    }
  }
  EXPECT_EQ(snapshot.documents, answers.articles.size());
  return answers;
}

class IndexUpkeepTest : public testing::Test {
 protected:
  void SetUp() override { OpenDatabase(); }

  void OpenDatabase() {
    StoreOptions options;
    options.path = folder_.path() + "/store";
    options.sync_commits = false;
    auto database = Database::Open(options);
    ASSERT_TRUE(database.ok()) << database.status();
    database_ = *std::move(database);
  }

  // As after a crash: what lies on disk, and nothing else.
  void Reopen() {
    jobs_.clear();
    state_ = IndexState();
    database_.reset();
    OpenDatabase();
    SnapshotReader reader(database_.get(), nullptr);
    const auto manifest =
        reader.MustGetRecord<storage::v1::Manifest>(Family::kMeta, kManifestKey, "record");
    ASSERT_TRUE(manifest.ok()) << manifest.status();
    auto state = OpenIndex(database_, *manifest);
    ASSERT_TRUE(state.ok()) << state.status();
    state_ = *std::move(state);
  }

  void Commit(std::vector<index::DocumentTerms> added, std::vector<std::string> superseded = {},
              const FlushPolicy& policy = kBeside) {
    IndexChange change;
    change.revision = ++revision_;
    change.added = std::move(added);
    change.superseded = std::move(superseded);
    WriteContext context(database_.get());
    auto next = NextIndex(database_, state_, change, policy, &context);
    ASSERT_TRUE(next.ok()) << next.status();
    ASSERT_TRUE(context.Write().ok());
    KeepBlocks(*next);
    state_ = *std::move(next);
  }

  // Articles `begin` to `end` - 1, one a commit, until four are frozen.
  void CommitNumbered(int begin, int end) {
    for (int i = begin; i < end; ++i) {
      const std::string id = absl::StrCat("a", i);
      Commit({Terms(id, absl::StrCat("mùa màng tỉnh số ", i), 1000 + i)});
    }
  }

  WrittenSegment Write(const IndexJob& job) {
    auto written = WriteJob(job, database_, Never);
    EXPECT_TRUE(written.ok()) << written.status();
    return written.ok() ? *std::move(written) : WrittenSegment();
  }

  bool InstallNow(const IndexJob& job, WrittenSegment written) {
    std::vector<std::shared_ptr<SegmentBlocks>> obsolete;
    WriteContext context(database_.get());
    const auto installed = Install(job, std::move(written), &state_, &context, &obsolete);
    EXPECT_TRUE(installed.ok()) << installed.status();
    if (!*installed) return false;
    EXPECT_TRUE(context.Write().ok());
    KeepBlocks(state_);
    for (const auto& blocks : obsolete) blocks->MarkObsolete();
    return true;
  }

  void Flush() {
    const IndexJob& job = DueFlush();
    ASSERT_TRUE(InstallNow(job, Write(job)));
  }

  // 20 articles in five stored segments: one merge is due.
  void MakeMergeDue() {
    for (int i = 0; i < 5; ++i) {
      CommitNumbered(4 * i, 4 * i + 4);
      Flush();
    }
    ASSERT_THAT(state_.stored, SizeIs(5));
  }

  // Jobs hold what they read; Reopen lets go of them.
  const IndexJob& Due(const absl::optional<IndexJob>& job) {
    EXPECT_TRUE(job.has_value());
    jobs_.push_back(job.value_or(IndexJob()));
    return jobs_.back();
  }
  const IndexJob& DueMerge() { return Due(PlanMerge(state_, MergePolicy(4))); }
  const IndexJob& DueFlush() { return Due(PlanFlush(state_)); }

  // The segments that have blocks on disk.
  std::set<uint64_t> SegmentsOnDisk() const {
    std::set<uint64_t> ids;
    EXPECT_TRUE(database_
                    ->Scan(Family::kSegments, "", "", nullptr,
                           [&](absl::string_view key, absl::string_view) {
                             ids.insert(ReadBigEndian64(key));
                             return true;
                           })
                    .ok());
    return ids;
  }

  TemporaryFolder folder_;
  std::shared_ptr<Database> database_;
  IndexState state_;
  std::deque<IndexJob> jobs_;
  int64_t revision_ = 0;
};

TEST_F(IndexUpkeepTest, AFlushChangesNoAnswer) {
  CommitNumbered(0, 3);
  EXPECT_FALSE(PlanFlush(state_).has_value()) << "too few documents";
  Commit({Terms("a1", "mùa màng bội thu")}, {"a1"});
  const Answers before = AnswersOf(state_);
  Flush();
  EXPECT_THAT(state_.memory, IsEmpty());
  EXPECT_EQ(AnswersOf(state_), before);
  EXPECT_EQ(state_.indexed_revision, 4);
  Reopen();
  EXPECT_EQ(AnswersOf(state_), before);
  EXPECT_EQ(state_.indexed_revision, 4);
}

TEST_F(IndexUpkeepTest, CommitsGoOnWhileASegmentIsWritten) {
  CommitNumbered(0, 4);
  const IndexJob& job = DueFlush();
  WrittenSegment written = Write(job);
  Commit({Terms("b", "thời tiết")}, {"a2"});
  Commit({Terms("c", "chợ hoa")});
  const Answers before = AnswersOf(state_);
  EXPECT_THAT(before.articles, ElementsAre("a0", "a1", "a3", "b", "c"));
  ASSERT_TRUE(InstallNow(job, std::move(written)));
  EXPECT_EQ(AnswersOf(state_), before);
  EXPECT_EQ(state_.indexed_revision, 4) << "the later ones must be indexed again after a crash";
  Reopen();
  EXPECT_THAT(AnswersOf(state_).articles, ElementsAre("a0", "a1", "a3"));
}

TEST_F(IndexUpkeepTest, DocumentsDeletedDuringAFlushStayDeleted) {
  CommitNumbered(0, 4);
  const IndexJob& job = DueFlush();
  WrittenSegment written = Write(job);
  Commit({}, {"a2"});
  const Answers before = AnswersOf(state_);
  ASSERT_TRUE(InstallNow(job, std::move(written)));
  EXPECT_THAT(state_.memory, IsEmpty());
  EXPECT_EQ(AnswersOf(state_), before);
  Reopen();
  EXPECT_EQ(AnswersOf(state_), before);
}

TEST_F(IndexUpkeepTest, AMergeChangesNoAnswer) {
  MakeMergeDue();
  Commit({Terms("b", "thời tiết")}, {"a7"});
  const Answers before = AnswersOf(state_);
  const IndexJob& job = DueMerge();
  EXPECT_FALSE(job.drops_deleted);
  ASSERT_TRUE(InstallNow(job, Write(job)));
  ASSERT_THAT(state_.stored, SizeIs(1));
  EXPECT_EQ(AnswersOf(state_), before);
  EXPECT_FALSE(PlanMerge(state_, MergePolicy(4)).has_value());
}

TEST_F(IndexUpkeepTest, DocumentsDeletedDuringAMergeStayDeleted) {
  MakeMergeDue();
  Commit({}, {"a3"});
  const IndexJob& job = DueMerge();
  WrittenSegment written = Write(job);
  Commit({Terms("a9", "chợ hoa")}, {"a9"});
  Commit({}, {"a19"});
  CommitNumbered(20, 23);
  Flush();
  const Answers before = AnswersOf(state_);
  ASSERT_TRUE(InstallNow(job, std::move(written)));
  EXPECT_THAT(state_.stored, SizeIs(2)) << "the merged one, and the new one behind it";
  EXPECT_EQ(AnswersOf(state_), before);
  Reopen();
  EXPECT_EQ(AnswersOf(state_), before);
}

TEST_F(IndexUpkeepTest, ADroppingMergeLeavesOutWhatWasDeletedWhenItWasPlanned) {
  MakeMergeDue();
  Commit({}, {"a0", "a5", "a6", "a11", "a13"});
  const Answers before = AnswersOf(state_);
  const IndexJob& job = DueMerge();
  EXPECT_TRUE(job.drops_deleted);
  EXPECT_EQ(job.dropped(), 5U);
  WrittenSegment written = Write(job);
  Commit({}, {"a7", "a14"});
  ASSERT_TRUE(InstallNow(job, std::move(written)));
  const Answers after = AnswersOf(state_);
  EXPECT_EQ(after.documents, before.documents - 5);
  EXPECT_EQ(state_.stored[0].view.deleted->count(), 2U);
  EXPECT_THAT(after.articles, ElementsAre("a1", "a2", "a3", "a4", "a8", "a9", "a10", "a12", "a15",
                                          "a16", "a17", "a18", "a19"));
  Reopen();
  EXPECT_EQ(AnswersOf(state_), after);
}

TEST_F(IndexUpkeepTest, KeyPhrasesOfDeletedArticlesVanishWithAMerge) {
  const std::string term = index::MakePhraseTerm("nông dân");
  for (int i = 0; i < 20; ++i) {
    Commit({Terms(absl::StrCat("a", i), "Nông dân gặt lúa. Nông dân phơi lúa.")});
    if (i % 4 == 3) Flush();
  }
  EXPECT_EQ(AnswersOf(state_).frequencies[term], 20U);
  Commit({}, {"a0", "a5", "a6", "a11", "a13"});
  const IndexJob& job = DueMerge();
  ASSERT_TRUE(job.drops_deleted);
  ASSERT_TRUE(InstallNow(job, Write(job)));
  EXPECT_EQ(AnswersOf(state_).frequencies[term], 15U);
}

TEST_F(IndexUpkeepTest, ASegmentWithoutALiveDocumentVanishes) {
  CommitNumbered(0, 4);
  Flush();
  CommitNumbered(4, 8);
  Flush();
  Commit({}, {"a0", "a1", "a2", "a3"});
  const IndexJob& job = DueMerge();
  EXPECT_THAT(job.merged_ids, SizeIs(1));
  ASSERT_TRUE(InstallNow(job, Write(job)));
  EXPECT_THAT(AnswersOf(state_).articles, ElementsAre("a4", "a5", "a6", "a7"));
  EXPECT_THAT(state_.stored, SizeIs(1));
}

TEST_F(IndexUpkeepTest, ACrashBeforeTheInstallLeavesNothing) {
  MakeMergeDue();
  CommitNumbered(20, 24);
  const IndexJob& flush = DueFlush();
  const IndexJob& merge = DueMerge();
  const Answers before = [&] {
    IndexState stored = state_;
    stored.memory.clear();
    return AnswersOf(stored);
  }();
  WrittenSegment flushed = Write(flush);
  WrittenSegment merged = Write(merge);
  EXPECT_THAT(SegmentsOnDisk(), SizeIs(7));
  // A crash runs no destructor.
  flushed.blocks->Keep();
  merged.blocks->Keep();
  flushed = {};
  merged = {};
  Reopen();
  EXPECT_THAT(SegmentsOnDisk(), SizeIs(5));
  EXPECT_EQ(AnswersOf(state_), before);
  // The ids of what was left behind are given again.
  const IndexJob& again = DueMerge();
  ASSERT_TRUE(InstallNow(again, Write(again)));
  EXPECT_EQ(AnswersOf(state_), before);
}

TEST_F(IndexUpkeepTest, AJobThatEndsEarlyLeavesNothing) {
  MakeMergeDue();
  const IndexJob& job = DueMerge();
  EXPECT_EQ(WriteJob(job, database_, [] { return true; }).status().code(),
            absl::StatusCode::kCancelled);
  ASSERT_TRUE(base::SetFaults("store.index.merge_written=error").ok());
  EXPECT_EQ(WriteJob(job, database_, Never).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(SegmentsOnDisk(), SizeIs(5));
  ASSERT_TRUE(InstallNow(job, Write(job)));
}

TEST_F(IndexUpkeepTest, ReadersKeepTheSegmentsTheyRead) {
  MakeMergeDue();
  auto reader = std::make_unique<IndexState>(state_);
  const Answers before = AnswersOf(*reader);
  const IndexJob& job = DueMerge();
  ASSERT_TRUE(InstallNow(job, Write(job)));
  jobs_.clear();
  EXPECT_EQ(AnswersOf(*reader), before);
  EXPECT_THAT(SegmentsOnDisk(), SizeIs(6));
  reader.reset();
  EXPECT_EQ(SegmentsOnDisk(), std::set<uint64_t>{state_.stored[0].id});
}

TEST_F(IndexUpkeepTest, SegmentsKnowWhenTheirArticlesWerePublished) {
  Commit({Terms("a", "mùa màng", 500), Terms("b", "chợ hoa")});
  Commit({Terms("c", "thời tiết", 300), Terms("d", "thời tiết", 400)});
  Flush();
  Commit({Terms("e", "mùa màng"), Terms("f", "mùa màng"), Terms("g", "mùa"), Terms("h", "mùa")});
  Flush();
  for (int round = 0; round < 2; ++round) {
    const index::PublishRange dated = state_.Snapshot(0).segments[0].published;
    EXPECT_EQ(dated.min, 300);
    EXPECT_EQ(dated.max, 500);
    EXPECT_TRUE(dated.MayMeet(500, 600));
    EXPECT_FALSE(dated.MayMeet(501, 600));
    const index::PublishRange undated = state_.Snapshot(0).segments[1].published;
    EXPECT_FALSE(undated.MayMeet(0, 1000)) << "no article has a date";
    Reopen();
  }
}

TEST_F(IndexUpkeepTest, MemoryIsBoundedWhenNobodyWrites) {
  CommitNumbered(0, 19);
  EXPECT_EQ(state_.frozen, 4U);
  const IndexJob& job = DueFlush();
  WrittenSegment late = Write(job);
  EXPECT_THAT(state_.stored, IsEmpty());
  CommitNumbered(19, 20);
  EXPECT_THAT(state_.memory, IsEmpty()) << "the commit wrote them itself";
  EXPECT_FALSE(InstallNow(job, std::move(late))) << "its documents are stored already";
  EXPECT_THAT(SegmentsOnDisk(), SizeIs(1));
  EXPECT_THAT(AnswersOf(state_).articles, SizeIs(20));
}

}  // namespace
}  // namespace khotin::store
