#include "store/keys.h"

#include "gtest/gtest.h"

namespace khotin::store {
namespace {

TEST(KeysTest, NumbersSortAsTheyCount) {
  EXPECT_LT(BigEndian64(255), BigEndian64(256));
  EXPECT_LT(BigEndian32(9), BigEndian32(10));
  EXPECT_EQ(ReadBigEndian64(BigEndian64(0x0102030405060708u)), 0x0102030405060708u);
  EXPECT_EQ(ReadBigEndian32(BigEndian32(0xfffefdfcu)), 0xfffefdfcu);
  EXPECT_LT(VersionKey("a", 2), VersionKey("a", 10));
}

TEST(KeysTest, EntityArticlesAreNewestFirst) {
  EXPECT_LT(EntityArticleKey("person/x", 300, "a"), EntityArticleKey("person/x", 299, "a"));
  const std::string key = EntityArticleKey("person/x", 7, "article");
  const auto parts = ParseEntityArticleKey(key);
  ASSERT_TRUE(parts.has_value());
  EXPECT_EQ(parts->entity_id, "person/x");
  EXPECT_EQ(parts->revision, 7);
  EXPECT_EQ(parts->article_id, "article");
}

TEST(KeysTest, AnEntityIsNoPrefixOfAnother) {
  const std::string prefix = EntityArticlePrefix("person/to-lam");
  EXPECT_NE(EntityArticleKey("person/to-lam-2", 1, "a").substr(0, prefix.size()), prefix);
}

TEST(KeysTest, NamesComeBack) {
  const std::string key = EntityNameKey("to lam", "person/to-lam", "Tô Lâm");
  const auto parts = ParseEntityNameKey(key);
  ASSERT_TRUE(parts.has_value());
  EXPECT_EQ(parts->folded, "to lam");
  EXPECT_EQ(parts->entity_id, "person/to-lam");
  EXPECT_EQ(parts->name, "Tô Lâm");
}

TEST(KeysTest, RefusesKeysOfAnotherForm) {
  EXPECT_FALSE(ParseEntityNameKey("no separators").has_value());
  EXPECT_FALSE(ParseEntityArticleKey("person/x").has_value());
  EXPECT_FALSE(ParseEntityArticleKey(absl::string_view("person/x\0short", 14)).has_value());
}

}  // namespace
}  // namespace khotin::store
