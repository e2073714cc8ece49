#include "ingest/file_filter.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::ingest {
namespace {

using ::testing::HasSubstr;

const absl::Time kNow = absl::FromUnixSeconds(1'700'000'000);

FilterResult Filter(const FilterOptions& options, const std::string& below,
                    absl::Duration age = absl::Hours(1)) {
  struct stat info {};
  info.st_mtim = absl::ToTimespec(kNow - age);
  return FilterFile(options, below, info, kNow);
}

TEST(FileFilterTest, APatternWithoutASlashIsMetByTheName) {
  FilterOptions options;
  options.include = {"*.txt", "*.jsonl.gz"};
  options.exclude = {"nháp*"};
  EXPECT_EQ(Filter(options, "a.txt"), FilterResult::kTaken);
  EXPECT_EQ(Filter(options, "2024/05/a.jsonl.gz"), FilterResult::kTaken);
  EXPECT_EQ(Filter(options, "a.html"), FilterResult::kUnwanted);
  EXPECT_EQ(Filter(options, "2024/nháp-1.txt"), FilterResult::kUnwanted);
}

TEST(FileFilterTest, APatternWithASlashIsMetByThePath) {
  FilterOptions options;
  options.include = {"2024/*.txt"};
  EXPECT_EQ(Filter(options, "2024/a.txt"), FilterResult::kTaken);
  EXPECT_EQ(Filter(options, "2024/05/a.txt"), FilterResult::kUnwanted);
  EXPECT_EQ(Filter(options, "a.txt"), FilterResult::kUnwanted);
}

TEST(FileFilterTest, LeavesWhatIsStillBeingWritten) {
  FilterOptions options;
  EXPECT_EQ(Filter(options, "a.txt.part"), FilterResult::kTaken);
  options.skip_temporary = true;
  for (const char* name : {"a.tmp", "b/a.txt.part", "a.CRDOWNLOAD", "a.txt~", "a.swp"}) {
    EXPECT_EQ(Filter(options, name), FilterResult::kUnwanted) << name;
  }
  options.settle = absl::Seconds(5);
  EXPECT_EQ(Filter(options, "a.txt", absl::Seconds(4)), FilterResult::kUnsettled);
  EXPECT_EQ(Filter(options, "a.txt", absl::Seconds(5)), FilterResult::kTaken);
  EXPECT_EQ(Filter(options, "a.txt", -absl::Seconds(3)), FilterResult::kUnsettled);
  EXPECT_EQ(Filter(options, "a.txt", -absl::Hours(9)), FilterResult::kTaken);
}

TEST(FileFilterTest, LeavesWhatIsOld) {
  FilterOptions options;
  options.since = kNow - absl::Hours(2);
  EXPECT_EQ(Filter(options, "a.txt", absl::Hours(1)), FilterResult::kTaken);
  EXPECT_EQ(Filter(options, "a.txt", absl::Hours(3)), FilterResult::kUnwanted);
}

TEST(ParseSinceTest, TakesTimesAndSpans) {
  EXPECT_EQ(*ParseSince("2023-11-14T22:13:20Z", kNow), kNow);
  EXPECT_EQ(*ParseSince("2023-11-15T05:13:20+07:00", kNow), kNow);
  EXPECT_EQ(*ParseSince("2023-11-14", kNow), absl::FromUnixSeconds(1'699'920'000));
  EXPECT_EQ(*ParseSince("90s", kNow), kNow - absl::Seconds(90));
  EXPECT_EQ(*ParseSince("30m", kNow), kNow - absl::Minutes(30));
  EXPECT_EQ(*ParseSince("12h", kNow), kNow - absl::Hours(12));
  EXPECT_EQ(*ParseSince("2d", kNow), kNow - absl::Hours(48));
  EXPECT_EQ(*ParseSince("1w", kNow), kNow - absl::Hours(168));
  for (const char* wrong : {"", "d", "2", "2 days", "-1d", "2y", "hôm qua", "2024-13-01"}) {
    const auto parsed = ParseSince(wrong, kNow);
    EXPECT_FALSE(parsed.ok()) << wrong;
    EXPECT_THAT(std::string(parsed.status().message()), HasSubstr(wrong));
  }
}

}  // namespace
}  // namespace khotin::ingest
