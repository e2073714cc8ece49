#include "ingest/store_sink.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "ingest/sink_test_util.h"

namespace khotin::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Calls every article new; fails at the commit of that number, from 1.
class FakeStore : public store::Store {
 public:
  explicit FakeStore(int failing_commit = 0) : failing_commit_(failing_commit) {}

  absl::StatusOr<std::vector<store::CommitResult>> Commit(
      std::vector<store::PreparedDocument> batch, absl::Time /*now*/) override {
    batches_.push_back(batch.size());
    if (static_cast<int>(batches_.size()) == failing_commit_) {
      return absl::ResourceExhaustedError("no space left");
    }
    std::vector<store::CommitResult> results(batch.size());
    for (size_t i = 0; i < batch.size(); ++i) {
      if (const auto& position = store::PositionOf(batch[i])) numbers_.push_back(position->number);
      if (const auto* const article = std::get_if<store::PreparedArticle>(&batch[i])) {
        results[i].article_id = article->id;
        continue;
      }
      const auto& refusal = std::get<store::PreparedRefusal>(batch[i]);
      results[i].verdict = store::Verdict::kRefused;
      results[i].quarantine_id = refusal.id;
      results[i].refusal = store::RefusalStatus(refusal.record);
    }
    return results;
  }
  absl::StatusOr<absl::optional<store::StoredFile>> FindFile(
      const store::FileIdentity&) const override {
    return absl::UnimplementedError("not needed");
  }
  absl::StatusOr<std::vector<store::StoredFile>> ListFiles(absl::string_view, int) const override {
    return absl::UnimplementedError("not needed");
  }
  absl::StatusOr<int64_t> DeleteArticle(const std::string& /*id*/, absl::Time /*now*/) override {
    return absl::UnimplementedError("not of this test");
  }
  absl::StatusOr<int64_t> SetTrusted(const std::string&, bool, absl::Time) override {
    return absl::UnimplementedError("not needed");
  }
  absl::StatusOr<int64_t> PutSavedQuery(const std::string&, const storage::v1::SavedQuery&,
                                        store::SavedQueryWrite, absl::Time) override {
    return absl::UnimplementedError("not needed");
  }
  absl::StatusOr<int64_t> DeleteSavedQuery(const std::string&, absl::Time) override {
    return absl::UnimplementedError("not needed");
  }
  absl::StatusOr<store::EntityDecisionResult> DecideRename(const store::EntityRef&,
                                                           const std::string&,
                                                           const store::DecisionNote&,
                                                           absl::Time) override {
    return absl::UnimplementedError("not needed");
  }
  absl::StatusOr<store::EntityDecisionResult> DecideMerge(const store::EntityRef&,
                                                          const store::EntityRef&,
                                                          const store::DecisionNote&,
                                                          absl::Time) override {
    return absl::UnimplementedError("not needed");
  }
  absl::StatusOr<store::EntityDecisionResult> DecideSplit(const store::EntityRef&,
                                                          const std::vector<std::string>&,
                                                          const std::string&,
                                                          const store::DecisionNote&,
                                                          absl::Time) override {
    return absl::UnimplementedError("not needed");
  }
  absl::StatusOr<int64_t> RevokeDecision(int64_t, absl::Time) override {
    return absl::UnimplementedError("not needed");
  }
  int64_t WaitForRevision(int64_t, absl::Duration) const override { return 0; }
  absl::Status FinishIndexWork(const std::function<bool()>& /*cancelled*/) override {
    return absl::OkStatus();
  }
  std::shared_ptr<const store::View> CurrentView() const override { return nullptr; }
  store::StoreStatus Status() const override { return {}; }
  absl::StatusOr<std::unique_ptr<store::Checkpoint>> CreateCheckpoint(
      const std::function<bool()>&) override {
    return absl::UnimplementedError("not needed");
  }
  absl::StatusOr<std::vector<std::string>> Check(int /*limit*/) const override {
    return std::vector<std::string>();
  }
  uint64_t token_seed() const override { return 0; }

  const std::vector<size_t>& batches() const { return batches_; }
  // Of the documents with a position.
  const std::vector<int64_t>& numbers() const { return numbers_; }

 private:
  const int failing_commit_;
  std::vector<size_t> batches_;
  std::vector<int64_t> numbers_;
};

class StoreSinkTest : public ::testing::Test {
 protected:
  std::unique_ptr<Sink> NewSink(FakeStore* store, size_t batch_size) {
    return NewStoreSink(analyzer_.get(), NoChrome(), store, &base::Clock::Real(), batch_size,
                        &report_);
  }

  const std::unique_ptr<const analysis::Analyzer> analyzer_ = analysis::Analyzer::Create();
  LineFile lines_;
  Tally tally_;
  Report report_{&tally_, lines_.file()};
};

TEST_F(StoreSinkTest, CommitsInBatchesAndReportsInOrder) {
  FakeStore store;
  const auto sink = NewSink(&store, 3);
  EXPECT_TRUE(sink->Prepare(TextItem("a"))().ok());
  EXPECT_TRUE(sink->Prepare(RefusedItem("b"))().ok());
  EXPECT_TRUE(sink->Prepare(TextItem("c"))().ok());
  EXPECT_TRUE(sink->Prepare(TextItem("d"))().ok());
  EXPECT_TRUE(sink->Finish(absl::OkStatus()).ok());
  EXPECT_THAT(store.batches(), ElementsAre(2, 1));
  EXPECT_THAT(lines_.Lines(),
              ElementsAre(HasSubstr(R"("input":"a","verdict":"NEW","article":"articles/)"),
                          R"({"input":"b","error":"b: empty file"})", HasSubstr(R"("input":"c")"),
                          HasSubstr(R"("input":"d")")));
  EXPECT_EQ(tally_.Get().taken["NEW"], 3);
  EXPECT_EQ(tally_.Get().refused, 1);
}

TEST_F(StoreSinkTest, DeliveriesMayBePreparedInAnotherOrder) {
  FakeStore store;
  const auto sink = NewSink(&store, 10);
  Delivery second = sink->Prepare(TextItem("second"));
  Delivery first = sink->Prepare(TextItem("first"));
  EXPECT_TRUE(first().ok());
  EXPECT_TRUE(second().ok());
  EXPECT_TRUE(sink->Finish(absl::OkStatus()).ok());
  EXPECT_THAT(lines_.Lines(), ElementsAre(HasSubstr(R"("first")"), HasSubstr(R"("second")")));
}

TEST_F(StoreSinkTest, AFailedCommitBreaksTheRunOffAndLeavesItsBatchUnconfirmed) {
  FakeStore store(2);
  const auto sink = NewSink(&store, 1);
  EXPECT_TRUE(sink->Prepare(TextItem("a"))().ok());
  const absl::Status failed = sink->Prepare(TextItem("b"))();
  EXPECT_EQ(failed.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(sink->Finish(failed), failed);
  EXPECT_THAT(store.batches(), ElementsAre(1, 1));
  EXPECT_THAT(lines_.Lines(), ElementsAre(HasSubstr(R"("verdict":"NEW")"),
                                          HasSubstr("b: not confirmed: no space left")));
  EXPECT_EQ(tally_.Get().unfinished, 1);
}

TEST_F(StoreSinkTest, TheLastCommitMayFailToo) {
  FakeStore store(1);
  const auto sink = NewSink(&store, 10);
  EXPECT_TRUE(sink->Prepare(TextItem("a"))().ok());
  EXPECT_EQ(sink->Finish(absl::OkStatus()).code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(tally_.Get().unfinished, 1);
}

TEST_F(StoreSinkTest, AFileIsDoneWithTheCommitOfItsLastDocument) {
  FakeStore store;
  std::vector<std::string> done;
  report_.set_on_file_end([&](const FileInHand& file) { done.push_back(file.path); });
  const auto sink = NewSink(&store, 2);
  const auto file = CountedFile("tin.jsonl");
  EXPECT_TRUE(sink->Prepare(ItemOf(file, TextItem("a"), 4, false))().ok());
  EXPECT_TRUE(sink->Prepare(ItemOf(file, TextItem("b"), 5, false))().ok());
  EXPECT_TRUE(sink->Prepare(ItemOf(file, RefusedItem("c"), 6, true))().ok());
  EXPECT_THAT(done, ElementsAre());
  EXPECT_TRUE(sink->Finish(absl::OkStatus()).ok());
  EXPECT_THAT(done, ElementsAre("tin.jsonl"));
  EXPECT_THAT(store.numbers(), ElementsAre(4, 5, 6));
}

TEST_F(StoreSinkTest, AFileThatFailsIsToldOfInItsTurn) {
  FakeStore store;
  std::vector<std::string> ended;
  report_.set_on_file_end([&](const FileInHand& file) { ended.push_back(file.path); });
  const auto sink = NewSink(&store, 10);
  EXPECT_TRUE(sink->Prepare(ItemOf(CountedFile("a.txt"), TextItem("a"), 1, true))().ok());
  EXPECT_TRUE(sink->Prepare(FailedItem("link.txt"))().ok());
  EXPECT_THAT(ended, ElementsAre());
  EXPECT_TRUE(sink->Finish(absl::OkStatus()).ok());
  EXPECT_THAT(ended, ElementsAre("a.txt", "link.txt"));
  EXPECT_EQ(tally_.Get().refused, 1);
  EXPECT_EQ(tally_.Get().counted, 1);
}

}  // namespace
}  // namespace khotin::ingest
