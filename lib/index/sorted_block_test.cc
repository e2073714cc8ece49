#include "index/sorted_block.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace khotin::index {
namespace {

std::string MakeBlock(const std::set<std::string>& keys) {
  SortedBlockBuilder builder;
  for (const std::string& key : keys) builder.Add(key, absl::StrCat("<", key, ">"));
  return builder.Finish();
}

std::set<std::string> SomeKeys() {
  std::set<std::string> keys = {"", "a"};
  for (int i = 0; i < 300; ++i) keys.insert(absl::StrCat("key", 7 * i));
  return keys;
}

TEST(SortedBlockTest, FindsEveryKeyAndNoOther) {
  const std::string bytes = MakeBlock(SomeKeys());
  const auto block = SortedBlock::Parse(bytes);
  ASSERT_TRUE(block.ok());
  for (const std::string& key : SomeKeys()) {
    const auto value = block->Find(key);
    ASSERT_TRUE(value.ok());
    ASSERT_TRUE(value->has_value()) << key;
    EXPECT_EQ(**value, absl::StrCat("<", key, ">"));
    EXPECT_FALSE(block->Find(key + "!")->has_value());
  }
  EXPECT_FALSE(block->Find("zzz")->has_value());
}

TEST(SortedBlockTest, CursorGivesKeysInOrder) {
  const std::string bytes = MakeBlock(SomeKeys());
  const auto block = SortedBlock::Parse(bytes);
  SortedBlockCursor cursor(*block);
  for (const std::string& key : SomeKeys()) {
    ASSERT_TRUE(cursor.Next());
    EXPECT_EQ(cursor.key(), key);
  }
  EXPECT_FALSE(cursor.Next());
  EXPECT_TRUE(cursor.status().ok());
}

TEST(SortedBlockTest, EmptyBlockHoldsNothing) {
  const std::string bytes = MakeBlock({});
  const auto block = SortedBlock::Parse(bytes);
  ASSERT_TRUE(block.ok());
  EXPECT_FALSE(block->Find("a")->has_value());
}

TEST(SortedBlockTest, DamageIsReportedAndNeverCrashes) {
  EXPECT_TRUE(absl::IsDataLoss(SortedBlock::Parse("abc").status()));
  const std::string whole = MakeBlock(SomeKeys());
  for (size_t i = 0; i < whole.size(); ++i) {
    std::string bytes = whole;
    bytes[i] = static_cast<char>(bytes[i] ^ 0x55);
    const auto block = SortedBlock::Parse(bytes);
    if (!block.ok()) continue;
    block->Find("key700").status().IgnoreError();
    SortedBlockCursor cursor(*block);
    while (cursor.Next()) {
    }
  }
}

}  // namespace
}  // namespace khotin::index
