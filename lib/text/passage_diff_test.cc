#include "text/passage_diff.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::text {
namespace {

using testing::ElementsAre;

std::vector<Passage> Body(const std::vector<std::string>& blocks) {
  std::vector<Passage> passages;
  for (size_t i = 0; i < blocks.size(); ++i) {
    passages.push_back({Field::kBody, static_cast<int32_t>(i), blocks[i]});
  }
  return passages;
}

// "= 0 0" for equal passages, "~ 1 1" for changed ones, "- 2" and "+ 2" for those of one side.
std::vector<std::string> Told(const std::vector<Passage>& base,
                              const std::vector<Passage>& passages) {
  std::vector<std::string> told;
  for (const PassageDiff& diff : DiffPassages(base, passages)) {
    if (!diff.passage.has_value()) {
      told.push_back(absl::StrCat("- ", *diff.base));
    } else if (!diff.base.has_value()) {
      told.push_back(absl::StrCat("+ ", *diff.passage));
    } else {
      told.push_back(
          absl::StrCat(diff.changes.empty() ? "= " : "~ ", *diff.base, " ", *diff.passage));
    }
  }
  return told;
}

const std::string kOpening = "Từ đầu tháng Chạp, chợ hoa bên bờ đê mở cửa từ nửa đêm.";
const std::string kSeller = "Bà Nguyễn Thị Hạnh bán hoa ở đây đã hai mươi năm.";
const std::string kSellerLater = "Bà Nguyễn Thị Hạnh, 60 tuổi, bán hoa ở đây đã ba mươi năm.";
const std::string kPrices = "Giá một cành đào năm nay không tăng so với năm ngoái.";
const std::string kPricesLater = "Giá một cành đào năm nay tăng gấp rưỡi so với năm ngoái.";
const std::string kClosing = "Đến năm giờ sáng, chợ tan, chỉ còn lại lá và cánh hoa.";
const std::string kWeather = "Cơ quan khí tượng dự báo trời rét trong ba ngày tới ở miền Bắc.";

TEST(PassageDiffTest, EqualBodies) {
  EXPECT_THAT(Told(Body({kOpening, kSeller}), Body({kOpening, kSeller})),
              ElementsAre("= 0 0", "= 1 1"));
  EXPECT_TRUE(DiffPassages({}, {}).empty());
}

TEST(PassageDiffTest, AParagraphMoreOrLess) {
  EXPECT_THAT(Told(Body({kOpening, kClosing}), Body({kOpening, kSeller, kClosing})),
              ElementsAre("= 0 0", "+ 1", "= 1 2"));
  EXPECT_THAT(Told(Body({kOpening, kSeller, kClosing}), Body({kOpening, kClosing})),
              ElementsAre("= 0 0", "- 1", "= 2 1"));
  EXPECT_THAT(Told(Body({}), Body({kOpening})), ElementsAre("+ 0"));
}

TEST(PassageDiffTest, AParagraphWithOtherWordsIsChanged) {
  EXPECT_THAT(Told(Body({kOpening, kSeller, kClosing}), Body({kOpening, kSellerLater, kClosing})),
              ElementsAre("= 0 0", "~ 1 1", "= 2 2"));
}

TEST(PassageDiffTest, AParagraphReplacedByAnotherIsRemovedAndAdded) {
  EXPECT_THAT(Told(Body({kOpening, kPrices, kClosing}), Body({kOpening, kWeather, kClosing})),
              ElementsAre("= 0 0", "- 1", "+ 1", "= 2 2"));
}

TEST(PassageDiffTest, ChangedParagraphsFindTheirLike) {
  EXPECT_THAT(Told(Body({kSeller, kPrices}), Body({kWeather, kSellerLater, kPricesLater})),
              ElementsAre("+ 0", "~ 0 1", "~ 1 2"));
  EXPECT_THAT(Told(Body({kWeather, kSeller, kPrices}), Body({kPricesLater})),
              ElementsAre("- 0", "- 1", "~ 2 0"));
}

TEST(PassageDiffTest, AParagraphThatMovedIsRemovedAndAdded) {
  EXPECT_THAT(Told(Body({kOpening, kSeller, kPrices, kWeather}),
                   Body({kWeather, kOpening, kSeller, kPrices})),
              ElementsAre("+ 0", "= 0 1", "= 1 2", "= 2 3", "- 3"));
}

TEST(PassageDiffTest, TwoParagraphsMadeOne) {
  EXPECT_THAT(Told(Body({kSeller, kPrices}), Body({kSeller + " " + kPrices})),
              ElementsAre("~ 0 0", "- 1"));
}

TEST(PassageDiffTest, ParagraphsOfWhichHardlyAnythingStaysInPlaceAreNotPaired) {
  const std::string phrases[] = {"Công an tỉnh Bắc Ninh",      "Ủy ban nhân dân thành phố Hà Nội",
                                 "nhiều người dân trong vùng", "các cơ quan chức năng",
                                 "sau trận mưa lớn đêm qua",   "trên quốc lộ số một"};
  std::string before;
  std::string after;
  for (const std::string& phrase : phrases) {
    absl::StrAppend(&before, phrase, " ; ");
    after = absl::StrCat(phrase, " ; ", after);
  }
  EXPECT_THAT(Told(Body({before}), Body({after})), ElementsAre("- 0", "+ 0"));
}

TEST(PassageDiffTest, RepeatedLinesKeepTheirPlaces) {
  EXPECT_THAT(Told(Body({"***", kSeller, "***", kPrices, "***"}),
                   Body({"***", kSeller, "***", kWeather, "***", kPrices, "***"})),
              ElementsAre("= 0 0", "= 1 1", "= 2 2", "+ 3", "+ 4", "= 3 5", "= 4 6"));
}

TEST(PassageDiffTest, TitleAndLeadAreComparedWithTheirLike) {
  const std::vector<Passage> base = {{Field::kTitle, 0, "Chợ hoa đêm"},
                                     {Field::kBody, 0, kOpening}};
  const std::vector<Passage> later = {{Field::kTitle, 0, "Dự báo thời tiết"},
                                      {Field::kLead, 0, kOpening},
                                      {Field::kBody, 0, kOpening}};
  EXPECT_THAT(Told(base, later), ElementsAre("~ 0 0", "+ 1", "= 1 2"));
  EXPECT_THAT(Told(later, base), ElementsAre("~ 0 0", "- 1", "= 2 1"));
}

TEST(PassageDiffTest, ThousandsOfParagraphsAllRewritten) {
  std::vector<std::string> old_blocks;
  std::vector<std::string> new_blocks;
  for (int i = 0; i < 4000; ++i) {
    old_blocks.push_back(absl::StrCat("Lúc ", i, " giờ, đội chủ nhà ghi bàn thứ ", i * 7, "."));
    new_blocks.push_back(absl::StrCat("Lúc ", i, " giờ, đội khách ghi bàn thứ ", i * 7, "."));
  }
  for (const PassageDiff& diff : DiffPassages(Body(old_blocks), Body(new_blocks))) {
    ASSERT_TRUE(diff.base.has_value() && diff.base == diff.passage);
    ASSERT_EQ(diff.changes.size(), 1U);
  }
}

TEST(PassageDiffTest, AHundredThousandStrangeBlocksEnd) {
  std::vector<std::string> old_blocks;
  std::vector<std::string> new_blocks;
  for (int i = 0; i < 100000; ++i) {
    old_blocks.push_back(absl::StrCat("a ", i % 7, " b ", i % 11, " c"));
    new_blocks.push_back(absl::StrCat("a ", i % 5, " b ", (i * 31) % 13, " c"));
  }
  const std::vector<PassageDiff> diffs = DiffPassages(Body(old_blocks), Body(new_blocks));
  EXPECT_GE(diffs.size(), 100000U);
}

}  // namespace
}  // namespace khotin::text
