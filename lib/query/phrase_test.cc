#include "query/phrase.h"

#include <vector>

#include "gtest/gtest.h"

namespace khotin::query {
namespace {

uint32_t Count(const std::vector<std::vector<uint32_t>>& lists) {
  std::vector<absl::Span<const uint32_t>> spans(lists.begin(), lists.end());
  return CountPhrase(spans);
}

TEST(PhraseTest, CountsStartsWhereAllFollow) {
  EXPECT_EQ(Count({}), 0U);
  EXPECT_EQ(Count({{3, 9}}), 2U);
  EXPECT_EQ(Count({{3, 9}, {4, 11}}), 1U);
  EXPECT_EQ(Count({{3, 9}, {4, 10}, {5, 11, 12}}), 2U);
  EXPECT_EQ(Count({{3}, {3}}), 0U);
  EXPECT_EQ(Count({{7}, {0}}), 0U) << "the second word cannot come first";
  EXPECT_EQ(Count({{1, 2, 3}, {1, 2, 3}}), 2U) << "a word twice";
  EXPECT_EQ(Count({{}, {1}}), 0U);
  EXPECT_EQ(Count({{0xFFFFFFFF}, {0}}), 0U) << "positions do not wrap";
}

}  // namespace
}  // namespace khotin::query
