#include "ingest/summary.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "ingest/progress.h"
#include "nlohmann/json.hpp"

namespace khotin::ingest {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(SummaryTest, CountsVerdictsAndListsRefusals) {
  Tally tally;
  tally.AddBytes(3 << 20);
  tally.AddTaken("NEW");
  tally.AddTaken("NEW");
  tally.AddTaken("UNCHANGED");
  tally.AddRefused("a.txt: empty file");
  RunFigures figures;
  figures.counts = tally.Get();
  figures.files = 3;
  figures.elapsed = absl::Seconds(2);
  figures.peak_memory_bytes = 50 << 20;
  EXPECT_EQ(SummaryText(figures),
            "4 documents of 3 files (3.0 MiB) in 2.0 s: 2.0 documents/s, peak memory 50 MiB\n"
            "  NEW: 2\n"
            "  UNCHANGED: 1\n"
            "  refused: 1\n"
            "    a.txt: empty file\n");
}

TEST(SummaryTest, TellsOfFilesThatFailed) {
  Tally tally;
  tally.AddFileFailed();
  RunFigures figures;
  figures.counts = tally.Get();
  EXPECT_THAT(SummaryText(figures), HasSubstr("  files not read or not moved: 1\n"));
}

TEST(SummaryTest, ListsOnlySoManyRefusals) {
  Tally tally;
  for (int i = 0; i < 150; ++i) tally.AddRefused(absl::StrCat("n", i, ": empty file"));
  RunFigures figures;
  figures.counts = tally.Get();
  const std::string text = SummaryText(figures);
  EXPECT_THAT(text, HasSubstr("  refused: 150\n"));
  EXPECT_THAT(text, HasSubstr("    n99: empty file\n    and 50 more\n"));
  EXPECT_THAT(text, Not(HasSubstr("n100:")));
}

TEST(SummaryTest, TellsASchedulerInOneLine) {
  Tally tally;
  tally.AddTaken("NEW");
  for (int i = 0; i < 30; ++i) tally.AddRefused("x\xff: empty file", /*is_kept=*/i < 20);
  tally.AddFileDone();
  tally.AddFileSkipped(10);
  RunFigures figures;
  figures.counts = tally.Get();
  figures.files = 3;
  figures.unsettled = 2;
  const std::string line = SummaryJson(figures, absl::UnavailableError("gone"), 3);
  const auto json = nlohmann::json::parse(line);
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_EQ(json["event"], "summary");
  EXPECT_EQ(json["exit_code"], 3);
  EXPECT_EQ(json["error"], "gone");
  EXPECT_EQ(json["documents"], 31);
  EXPECT_EQ(json["verdicts"]["NEW"], 1);
  EXPECT_EQ(json["refused"], 30);
  EXPECT_EQ(json["quarantined"], 20);
  EXPECT_EQ(json["files_done"], 1);
  EXPECT_EQ(json["files_skipped"], 1);
  EXPECT_EQ(json["files_unsettled"], 2);
  EXPECT_EQ(json["refusals"].size(), 20);
  EXPECT_FALSE(nlohmann::json::parse(SummaryJson(figures, absl::OkStatus(), 0)).contains("error"));
}

TEST(ProgressTest, TellsTheTimeLeftByTheBytesOfTheFiles) {
  Tally tally;
  EXPECT_EQ(TimeLeft(tally.Get(), absl::Seconds(10)), absl::nullopt);
  tally.AddFileSkipped(1000);
  tally.SetTotalFileBytes(5000);
  EXPECT_EQ(TimeLeft(tally.Get(), absl::Seconds(10)), absl::nullopt);
  tally.AddFileBytes(1000);
  EXPECT_EQ(TimeLeft(tally.Get(), absl::Seconds(10)), absl::Seconds(30));
  tally.AddFileSkipped(2000);
  EXPECT_EQ(TimeLeft(tally.Get(), absl::Seconds(10)), absl::Seconds(10));
  tally.AddFileBytes(5000);
  EXPECT_EQ(TimeLeft(tally.Get(), absl::Seconds(10)), absl::nullopt);
}

TEST(SummaryTest, KnowsThePeakOfItsOwnProcess) { EXPECT_GT(PeakMemoryBytes(), 1 << 20); }

}  // namespace
}  // namespace khotin::ingest
