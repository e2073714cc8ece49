// Offices: [nguyên|cựu|phó|quyền] + title + [organisation or country] + [name].
#include <string>
#include <vector>

#include "entity/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::entity {
namespace {

struct Row {
  absl::string_view sentence;
  std::vector<std::string> told;
};

void Check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    EXPECT_THAT(Told(row.sentence), testing::ElementsAreArray(row.told)) << row.sentence;
  }
}

TEST(PositionTest, NameStartsAfterCountryOrBody) {
  Check({
      {"Hôm nay Tổng thống Mỹ Donald Trump lên đường.",
       {"POSITION=Tổng thống Mỹ", "LOCATION=Mỹ", "PERSON=Donald Trump"}},
      {"Bộ trưởng Bộ Công an Tô Lâm phát biểu.",
       {"POSITION=Bộ trưởng Bộ Công an", "ORGANIZATION=Bộ Công an", "PERSON=Tô Lâm"}},
      {"Mời Bộ trưởng Quốc phòng Nga Ivan Petrov.",
       {"POSITION=Bộ trưởng Quốc phòng Nga", "LOCATION=Nga", "PERSON=Ivan Petrov"}},
      {"Có Chủ tịch UBND huyện Cần Giờ Lê Văn Khoa dự.",
       {"POSITION=Chủ tịch UBND huyện Cần Giờ", "ORGANIZATION=UBND huyện Cần Giờ",
        "PERSON=Lê Văn Khoa"}},
      {"Khách là Đại sứ Pháp tại Việt Nam.",
       {"POSITION=Đại sứ Pháp tại Việt Nam", "LOCATION=Pháp", "LOCATION=Việt Nam"}},
  });
}

TEST(PositionTest, RanksAndModifiers) {
  Check({
      {"Đại tướng Tô Lâm, Bộ trưởng Bộ Công an, trao quà.",
       {"POSITION=Đại tướng", "PERSON=Tô Lâm", "POSITION=Bộ trưởng Bộ Công an",
        "ORGANIZATION=Bộ Công an"}},
      {"Ông gặp nguyên Phó Chủ tịch nước Lê Thị Dung.",
       {"POSITION=nguyên Phó Chủ tịch nước", "PERSON=Lê Thị Dung"}},
      {"Cựu Tổng thống Pháp Henri Martel viết sách.",
       {"POSITION=Cựu Tổng thống Pháp", "LOCATION=Pháp", "PERSON=Henri Martel"}},
      {"Người nhận là HLV Trần Công Lý.", {"POSITION=HLV", "PERSON=Trần Công Lý"}},
      {"Chị hỏi Trưởng phòng Kinh tế huyện Gò Dầu.",
       {"POSITION=Trưởng phòng Kinh tế huyện Gò Dầu", "ORGANIZATION=phòng Kinh tế huyện Gò Dầu"}},
  });
}

TEST(PositionTest, AloneOnlyWhenItMeansOneHolder) {
  Check({
      {"Sau đó, Bộ trưởng cho biết thêm.", {"POSITION=Bộ trưởng"}},
      {"Cuộc bầu cử Tổng thống Pháp sắp tới.", {"LOCATION=Pháp"}},
  });
}

}  // namespace
}  // namespace khotin::entity
