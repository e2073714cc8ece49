#include "entity/office_fields.h"

#include <vector>

#include "gtest/gtest.h"

namespace khotin::entity {
namespace {

struct Case {
  absl::string_view key;
  Fields fields;
};

TEST(OfficeFieldsTest, OfficesByTheirFirstWords) {
  const std::vector<Case> cases = {
      {"hlv", kSport},
      {"hlv trưởng", kSport},
      {"phó trưởng công an", kForces | kPolice},
      {"huấn luyện viên trưởng", kSport},
      {"chủ tịch quốc hội", kState | kCentral},
      {"phó chủ tịch quốc hội", kState | kCentral},
      {"chủ tịch nước", kState | kCentral},
      {"trung tá", kForces},
      {"chủ tịch", 0},
      {"chủ tịch quốc", 0},
      {"bộ trưởngs", 0},
      {"", 0},
  };
  for (const Case& c : cases) EXPECT_EQ(FieldsOfOffice(c.key), c.fields) << c.key;
}

TEST(OfficeFieldsTest, BodiesByTheirFirstWords) {
  const std::vector<Case> cases = {
      {"công an", kForces | kPolice},
      {"cơ quan cảnh sát điều tra công an tỉnh lâm đồng", kForces | kPolice},
      {"cơ quan an ninh điều tra", kForces | kPolice},
      {"cơ quan", 0},
      {"bộ chỉ huy quân sự tỉnh lâm đồng", kForces},
      {"trường thpt nguyễn du", kSchool},
      {"ngân hàng", kBusiness},
      {"", 0},
  };
  for (const Case& c : cases) EXPECT_EQ(FieldsOfBody(c.key), c.fields) << c.key;
}

}  // namespace
}  // namespace khotin::entity
