#include "ingest/summary.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

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

TEST(SummaryTest, KnowsThePeakOfItsOwnProcess) { EXPECT_GT(PeakMemoryBytes(), 1 << 20); }

}  // namespace
}  // namespace khotin::ingest
