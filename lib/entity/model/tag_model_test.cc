#include "entity/model/tag_model.h"

#include <string>
#include <utility>
#include <vector>

#include "entity/model/tag.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::entity::model {
namespace {

using rules::Found;

std::vector<std::string> Show(const std::vector<Found>& found) {
  std::vector<std::string> shown;
  shown.reserve(found.size());
  for (const Found& mention : found) {
    shown.push_back(std::string(EntityTypeName(mention.type)) + " " +
                    std::to_string(mention.begin) + "-" + std::to_string(mention.end));
  }
  return shown;
}

Found Make(EntityType type, uint32_t begin, uint32_t end) { return {type, begin, end, {}}; }

TEST(TagTest, MentionsComeBackFromTheirTags) {
  const std::vector<Found> found = {
      Make(EntityType::kPosition, 0, 5), Make(EntityType::kOrganization, 2, 5),
      Make(EntityType::kPerson, 5, 7), Make(EntityType::kPerson, 7, 8),
      Make(EntityType::kDate, 9, 10)};
  EXPECT_EQ(Show(FromTags(ToTags(found, 11))), Show(found));
}

TEST(TagTest, WhatOverlapsOtherwiseIsLeftOut) {
  const std::vector<Found> found = {Make(EntityType::kPerson, 0, 3),
                                    Make(EntityType::kLocation, 2, 4),
                                    Make(EntityType::kMisc, 4, 6)};
  EXPECT_THAT(Show(FromTags(ToTags(found, 6))), testing::ElementsAre("PERSON 0-3", "MISC 4-6"));
}

TEST(TagTest, AMentionGoesOnOnlyFromItsOwnKind) {
  EXPECT_TRUE(MayFollow(Tag::kPersonFirst, Tag::kPersonRest));
  EXPECT_TRUE(MayFollow(Tag::kPersonRest, Tag::kPersonRest));
  EXPECT_FALSE(MayFollow(Tag::kOutside, Tag::kPersonRest));
  EXPECT_FALSE(MayFollow(Tag::kLocationFirst, Tag::kPersonRest));
  EXPECT_TRUE(MayFollow(Tag::kPositionRest, Tag::kOrganizationInPosition));
  EXPECT_TRUE(MayFollow(Tag::kOrganizationInPosition, Tag::kPositionRest));
  EXPECT_FALSE(MayFollow(Tag::kOrganizationFirst, Tag::kLocationInPosition));
  EXPECT_FALSE(MayStart(Tag::kDateRest));
}

TagModel SmallModel() {
  TagWeights weights;
  weights.row_bits = 8;
  weights.rows.resize(256 * kRowSize);
  weights.rows[7 * kRowSize + 1] = 50;
  weights.rows[255 * kRowSize + 2] = -9;
  weights.transitions[0][1] = -300;
  weights.clusters = WordClusters({{11, 22}}, {{5, 6}});
  return TagModel(std::move(weights));
}

TEST(TagModelTest, IsReadAsItWasWritten) {
  const std::string bytes = SmallModel().Encode();
  const auto read = TagModel::Parse(bytes);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->Encode(), bytes);
  EXPECT_EQ(read->clusters().Of(22), 6);
  EXPECT_EQ(read->clusters().Of(33), 0);
}

TEST(TagModelTest, DamagedBytesAreRefused) {
  const std::string bytes = SmallModel().Encode();
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(TagModel::Parse(bytes.substr(0, size)).ok()) << size;
  }
  EXPECT_FALSE(TagModel::Parse(bytes + "x").ok());
  EXPECT_FALSE(TagModel::Parse("other" + bytes).ok());
}

TEST(TagModelTest, TheShippedOneIsWhole) {
  const auto model = TagModel::Parse(BuiltInTagModel());
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ(model->Encode(), BuiltInTagModel());
}

}  // namespace
}  // namespace khotin::entity::model
