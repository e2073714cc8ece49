#include "story/assignment.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "story/memory_index_test_util.h"
#include "story/testing.h"

namespace khotin::story {
namespace {

TEST(AssignmentTest, OneEventFromTwoPensIsOneStory) {
  MemoryIndex index;
  const StoryId ferry = index.Add(FerryFirst());
  EXPECT_NE(index.Add(Fire()), ferry);
  EXPECT_EQ(index.Add(FerrySecond()), ferry);
}

TEST(AssignmentTest, TheOrderOfArrivalMakesNoDifference) {
  MemoryIndex index;
  const StoryId ferry = index.Add(FerrySecond());
  EXPECT_EQ(index.Add(FerryFirst()), ferry);
}

TEST(AssignmentTest, AnArticleWithoutDateJoinsOnesWithDates) {
  MemoryIndex index;
  const StoryId ferry = index.Add(FerryFirst(100 * kDay));
  EXPECT_EQ(index.Add(FerrySecond()), ferry);
}

TEST(AssignmentTest, AWrongDateDoesNotPartWhatIsNearlyTheSame) {
  MemoryIndex index;
  const StoryId ferry = index.Add(FerryFirst(15000 * kDay));
  Member again = FerryFirst(0);
  again.article = "again";
  EXPECT_EQ(index.Add(again), ferry);
}

// The market is reported day by day in much the same words.
TEST(AssignmentTest, WhatRecursMakesAStoryEachTime) {
  const auto first = [](PublishTime time) {
    return MakeMember("first", "Giá hồ tiêu Gia Kênh tăng nhẹ",
                      "Thương lái Gia Kênh sáng 3/5 mua hồ tiêu ở mức 61.500 đồng mỗi ký. Vụ mùa "
                      "đến muộn vì khô hạn nên nhà vườn còn giữ lại chờ giá.",
                      time);
  };
  const auto second = [](PublishTime time) {
    return MakeMember("second", "Hồ tiêu Gia Kênh quay đầu giảm",
                      "Chiều 12/6, giá hồ tiêu ở Gia Kênh còn 57.200 đồng mỗi ký do tàu chở hàng "
                      "sang Maroc bị hoãn, kho Cống Lở đã đầy và các đại lý ngừng thu gom.",
                      time);
  };
  MemoryIndex same_day;
  EXPECT_EQ(same_day.Add(first(0)), same_day.Add(second(kDay / 2)));
  MemoryIndex apart;
  EXPECT_NE(apart.Add(first(0)), apart.Add(second(40 * kDay)));
}

TEST(AssignmentTest, ShortArticlesStandAlone) {
  MemoryIndex index;
  const StoryId first = index.Add(MakeMember("a", "Ảnh trong ngày", ""));
  EXPECT_NE(index.Add(MakeMember("b", "Ảnh trong ngày", "")), first);
}

TEST(AssignmentTest, TheFirstMemberGoneTheStoryIsStillFound) {
  MemoryIndex index;
  const StoryId ferry = index.Add(FerryFirst());
  ASSERT_EQ(index.Add(FerrySecond()), ferry);
  index.Remove(ferry, "ferry-1");
  EXPECT_EQ(index.Add(FerryFirst()), ferry);
}

TEST(AssignmentTest, AStoryWithoutMembersIsNotFound) {
  MemoryIndex index;
  const StoryId ferry = index.Add(FerryFirst());
  index.Remove(ferry, "ferry-1");
  EXPECT_TRUE(index.stories().empty());
  EXPECT_NE(index.Add(FerrySecond()), ferry);
}

TEST(AssignmentTest, ALaterMemberTakesAFreePlaceInTheCore) {
  MemoryIndex index;
  const StoryId ferry = index.Add(FerryFirst());
  for (size_t i = 1; i <= kMaxCore; ++i) {
    Member copy = FerryFirst();
    copy.article = absl::StrCat("copy-", i);
    index.AddTo(ferry, copy);
  }
  EXPECT_EQ(index.stories().at(ferry).core.members().size(), kMaxCore);
  index.Remove(ferry, "ferry-1");
  const Core& core = index.stories().at(ferry).core;
  EXPECT_EQ(core.members().size(), kMaxCore);
  EXPECT_EQ(core.members().back().article, absl::StrCat("copy-", kMaxCore));
}

TEST(AssignmentTest, MoreIsAskedTheLongerTheyAreApart) {
  double last = 0;
  for (int64_t day : {0, 1, 2, 3, 5, 10, 20, 30, 4000}) {
    EXPECT_GE(RequiredSimilarity(day * kDay), last) << day;
    last = RequiredSimilarity(day * kDay);
  }
  EXPECT_LT(RequiredSimilarity(0), RequiredSimilarity(absl::nullopt));
  EXPECT_GT(last, RequiredSimilarity(absl::nullopt));
  EXPECT_LT(last, 0.5);
}

class BrokenIndex : public MemoryIndex {
 public:
  absl::StatusOr<std::vector<const Core*>> ReadCores(absl::Span<const StoryId>) override {
    return absl::DataLossError("story 7 is not stored");
  }
};

TEST(AssignmentTest, ErrorsOfTheIndexComeBack) {
  BrokenIndex index;
  const Member member = FerryFirst();
  EXPECT_EQ(FindStory(member.features, member.time, index).status().code(),
            absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace khotin::story
