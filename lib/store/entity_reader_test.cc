#include "store/entity_reader.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::store {
namespace {

storage::v1::Entity WithClues(int clues) {
  storage::v1::Entity entity;
  entity.set_type(1);
  entity.set_key("trần văn ba");
  auto* const name = entity.add_names();
  name->set_text("Trần Văn Ba");
  name->set_article_count(300);
  entity.set_article_count(301);
  for (int i = 0; i < clues; ++i) {
    auto* const clue = entity.add_clues();
    clue->mutable_clue()->set_key("thư ký");
    clue->set_year(2000 + i);
    clue->set_article_count(1);
  }
  entity.set_origin_count(5);  // behind the clues
  entity.set_moved_count(-2);
  return entity;
}

TEST(EntityReaderTest, OnlyTheCluesAreLeftOut) {
  for (const int clues : {0, 1, 30}) {
    const auto read = ParseWithoutClues(SerializeRecord(WithClues(clues)), "person/ba");
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(SerializeRecord(*read), SerializeRecord(WithClues(0))) << clues;
  }
}

TEST(EntityReaderTest, DamagedBytesAreNoRecord) {
  const std::string bytes = SerializeRecord(WithClues(3));
  for (const std::string& damaged :
       {bytes.substr(0, bytes.size() - 1), bytes + "\x0d", bytes + '\0', bytes + "\x0a\x7f"}) {
    const auto read = ParseWithoutClues(damaged, "person/ba");
    EXPECT_EQ(read.status().code(), absl::StatusCode::kDataLoss);
    EXPECT_THAT(std::string(read.status().message()), testing::HasSubstr("person/ba"));
  }
}

}  // namespace
}  // namespace khotin::store
