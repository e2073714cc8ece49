#include "entity/facts/number.h"

#include <optional>
#include <string>

#include "gtest/gtest.h"

namespace khotin::entity::facts {
namespace {

TEST(NumberTest, DotsPartThousandsAndACommaOpensDecimals) {
  EXPECT_EQ(ParseDigits("4"), 4.0);
  EXPECT_EQ(ParseDigits("2024"), 2024.0);
  EXPECT_EQ(ParseDigits("1,2"), 1.2);
  EXPECT_EQ(ParseDigits("1.200"), 1200.0);
  EXPECT_EQ(ParseDigits("1.200.000,75"), 1200000.75);
}

TEST(NumberTest, OtherFormsAreNoNumbers) {
  for (const char* text : {"", ".", ",", "1,", ",5", "2.9", "1.2.3", "1200.000", "1.200.",
                           "1.200.00", "1,2,3", "1,2.000", "12a", "-4", "1234567890123456"}) {
    EXPECT_EQ(ParseDigits(text), std::nullopt) << text;
  }
  EXPECT_EQ(ParseDigits(std::string(100000, '9')), std::nullopt);
}

}  // namespace
}  // namespace khotin::entity::facts
