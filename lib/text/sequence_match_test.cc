#include "text/sequence_match.h"

#include <algorithm>
#include <random>
#include <string>

#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::text {
namespace {

constexpr int64_t kPlenty = int64_t{1} << 40;

using Sequence = std::vector<uint32_t>;

Sequence Letters(absl::string_view letters) { return {letters.begin(), letters.end()}; }

size_t CommonCount(const std::vector<int32_t>& matches) {
  return matches.size() - static_cast<size_t>(std::count(matches.begin(), matches.end(), kNoMatch));
}

void ExpectRisingMatchesOfEquals(const Sequence& base, const Sequence& other,
                                 const std::vector<int32_t>& matches) {
  ASSERT_EQ(matches.size(), base.size());
  int32_t last = kNoMatch;
  for (size_t i = 0; i < matches.size(); ++i) {
    if (matches[i] == kNoMatch) continue;
    ASSERT_GT(matches[i], last);
    last = matches[i];
    ASSERT_LT(static_cast<size_t>(last), other.size());
    ASSERT_EQ(base[i], other[static_cast<size_t>(last)]);
  }
}

Sequence RandomSequence(size_t length, uint32_t first, uint32_t values, std::mt19937* random) {
  Sequence sequence(length);
  for (uint32_t& value : sequence) value = first + static_cast<uint32_t>((*random)() % values);
  return sequence;
}

size_t LongestCommon(const Sequence& base, const Sequence& other) {
  std::vector<size_t> row(other.size() + 1, 0);
  for (const uint32_t value : base) {
    size_t diagonal = 0;
    for (size_t j = 0; j < other.size(); ++j) {
      const size_t above = row[j + 1];
      row[j + 1] = value == other[j] ? diagonal + 1 : std::max(above, row[j]);
      diagonal = above;
    }
  }
  return row.back();
}

TEST(SequenceMatchTest, MatchesWhatIsCommon) {
  struct Case {
    const char* base;
    const char* other;
    std::vector<int32_t> matches;
  };
  for (const Case& test : std::vector<Case>{
           {"", "", {}},
           {"", "abc", {}},
           {"abc", "", {-1, -1, -1}},
           {"abc", "abc", {0, 1, 2}},
           {"abc", "xyz", {-1, -1, -1}},
           {"abc", "axc", {0, -1, 2}},
           {"abc", "xabc", {1, 2, 3}},
           {"abc", "abcx", {0, 1, 2}},
           {"abcd", "ad", {0, -1, -1, 1}},
           {"ad", "abcd", {0, 3}},
       }) {
    DiffBudget budget(kPlenty);
    EXPECT_EQ(MatchSequences(Letters(test.base), Letters(test.other), 256, &budget), test.matches)
        << test.base << " / " << test.other;
  }
}

TEST(SequenceMatchTest, NoLongerCommonSequenceExists) {
  std::mt19937 random(20240120);
  for (int round = 0; round < 3000; ++round) {
    const uint32_t values = 1 + static_cast<uint32_t>(random() % 12);
    const Sequence base = RandomSequence(random() % 40, 0, values, &random);
    const Sequence other = RandomSequence(random() % 40, 0, values, &random);
    DiffBudget budget(kPlenty);
    const std::vector<int32_t> matches = MatchSequences(base, other, values, &budget);
    ExpectRisingMatchesOfEquals(base, other, matches);
    ASSERT_EQ(CommonCount(matches), LongestCommon(base, other)) << "round " << round;
  }
}

TEST(SequenceMatchTest, ManyChangesInALongSequenceLeaveTheRestMatched) {
  Sequence base(200000);
  for (size_t i = 0; i < base.size(); ++i) base[i] = static_cast<uint32_t>(i);
  Sequence other = base;
  for (size_t i = 7; i < other.size(); i += 10) other[i] += 1000000;
  DiffBudget budget(int64_t{20} * 200000);
  const std::vector<int32_t> matches = MatchSequences(base, other, 1200000, &budget);
  ExpectRisingMatchesOfEquals(base, other, matches);
  EXPECT_EQ(CommonCount(matches), base.size() - base.size() / 10);
}

TEST(SequenceMatchTest, HostileSequencesEndWithinTheBudget) {
  constexpr size_t kLength = 300000;
  std::mt19937 random(7);
  Sequence base = RandomSequence(kLength, 0, 2, &random);
  Sequence other = RandomSequence(kLength, 1, 2, &random);
  DiffBudget budget(int64_t{30} * kLength);
  ExpectRisingMatchesOfEquals(base, other, MatchSequences(base, other, 3, &budget));

  for (size_t i = 0; i < kLength; ++i) {
    base[i] = static_cast<uint32_t>(i);
    other[i] = static_cast<uint32_t>(kLength - 1 - i);
  }
  const std::vector<int32_t> reversed = MatchSequences(base, other, kLength, &budget);
  ExpectRisingMatchesOfEquals(base, other, reversed);
}

TEST(SequenceMatchTest, WithoutABudgetTheEndsStillMatch) {
  DiffBudget budget(0);
  EXPECT_EQ(MatchSequences(Letters("abcde"), Letters("axcye"), 256, &budget),
            (std::vector<int32_t>{0, -1, -1, -1, 4}));
}

}  // namespace
}  // namespace khotin::text
