#include "base/text_memo.h"

#include <string>

#include "gtest/gtest.h"

namespace khotin::base {
namespace {

TEST(TextMemoTest, GivesWhatTheFunctionGivesEvenWhereTextsShareAPlace) {
  TextMemo<size_t, 4> memo;
  for (int round = 0; round < 3; ++round) {
    for (size_t i = 0; i < 100; ++i) {
      const std::string text = std::to_string(i);
      EXPECT_EQ(memo.Get(text, [&](absl::string_view) { return i; }), i);
    }
  }
}

TEST(TextMemoTest, WorksATextOutOnceUnlessItIsEmptyOrLong) {
  TextMemo<int, 8> memo;
  int calls = 0;
  const auto count = [&](absl::string_view) { return ++calls; };
  EXPECT_EQ(memo.Get("mưa", count), 1);
  EXPECT_EQ(memo.Get("mưa", count), 1);
  EXPECT_EQ(memo.Get("", count), 2);
  EXPECT_EQ(memo.Get("", count), 3);
  const std::string longer(TextMemo<int, 8>::kMaxBytes + 1, 'x');
  EXPECT_EQ(memo.Get(longer, count), 4);
  EXPECT_EQ(memo.Get(longer, count), 5);
}

}  // namespace
}  // namespace khotin::base
