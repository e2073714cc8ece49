#include "entity/rules/abbreviation.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::entity::rules {
namespace {

using Pair = std::pair<std::string, std::string>;

std::vector<Pair> Defined(absl::string_view text) {
  std::vector<Pair> pairs;
  for (const Definition& found : FindDefinitions(text)) {
    pairs.emplace_back(
        text.substr(found.full_begin, found.full_end - found.full_begin),
        text.substr(found.abbreviation_begin, found.abbreviation_end - found.abbreviation_begin));
  }
  return pairs;
}

TEST(AbbreviationTest, InitialsOfTheWordsBefore) {
  EXPECT_THAT(Defined("Quỹ của Hội Khuyến học (HKH) đã đủ."),
              testing::ElementsAre(Pair("Hội Khuyến học", "HKH")));
  EXPECT_THAT(Defined("lực lượng đối ngoại Công an nhân dân (CAND)"),
              testing::ElementsAre(Pair("Công an nhân dân", "CAND")));
  EXPECT_THAT(
      Defined("Ủy ban nhân dân (UBND) và Hội đồng nhân dân (HĐND)"),
      testing::ElementsAre(Pair("Ủy ban nhân dân", "UBND"), Pair("Hội đồng nhân dân", "HĐND")));
}

TEST(AbbreviationTest, SmallWordsAndMarksMayBeSkipped) {
  EXPECT_THAT(Defined("Bộ Nông nghiệp và Môi trường (BNNMT)"),
              testing::ElementsAre(Pair("Bộ Nông nghiệp và Môi trường", "BNNMT")));
  EXPECT_THAT(Defined("Giáo dục - Đào tạo (GD&ĐT)"),
              testing::ElementsAre(Pair("Giáo dục - Đào tạo", "GD&ĐT")));
}

TEST(AbbreviationTest, OtherBracketsAreNoDefinitions) {
  for (absl::string_view text : {"Tỉnh Nghệ An (VN) đón khách", "ông Minh (45 tuổi)", "(CAND)",
                                 "a (B", "Hà Nội (H)", "đường Hồng (ĐH)(", "hoa (abc)"}) {
    EXPECT_THAT(Defined(text), testing::SizeIs(text == "đường Hồng (ĐH)(" ? 1 : 0)) << text;
  }
}

}  // namespace
}  // namespace khotin::entity::rules
