#include "text/input_method.h"

#include "gtest/gtest.h"

namespace khotin::text {
namespace {

TEST(InputMethodTest, KeysOfTelex) {
  const char* const cases[][2] = {
      {"tieesng", "tiếng"},     {"tieengs", "tiếng"},  {"Vieejt", "việt"}, {"nguyeenx", "nguyễn"},
      {"dduwowngf", "đường"},   {"duongdwf", "đường"}, {"quas", "quá"},    {"gias", "giá"},
      {"nghieengs", "nghiếng"}, {"awn", "ăn"},         {"hoaf", "hòa"},    {"ddor", "đỏ"}};
  for (const auto& [keys, syllable] : cases) {
    EXPECT_EQ(DecodeTelex(keys).value_or("nothing"), syllable) << keys;
  }
}

TEST(InputMethodTest, KeysOfVni) {
  const char* const cases[][2] = {{"tie6ng1", "tiếng"}, {"nguye64n", "nguyễn"},
                                  {"d9o6", "đô"},       {"d9u7o7ng2", "đường"},
                                  {"a8n", "ăn"},        {"tro5ng", "trọng"}};
  for (const auto& [keys, syllable] : cases) {
    EXPECT_EQ(DecodeVni(keys).value_or("nothing"), syllable) << keys;
  }
}

TEST(InputMethodTest, WhatIsNoKeysOfASyllableGivesNothing) {
  for (const char* keys : {"", "tieng", "việt", "facebook", "s", "w", "2023", "covid19", "x7",
                           "windowss", "aaaaaaaaaaaaaaaaaaaaaa"}) {
    EXPECT_FALSE(DecodeTelex(keys).has_value()) << keys;
    EXPECT_FALSE(DecodeVni(keys).has_value()) << keys;
  }
}

}  // namespace
}  // namespace khotin::text
