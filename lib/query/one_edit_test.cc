#include "query/one_edit.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::query {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;

TEST(OneEditTest, EveryKindOfError) {
  EXPECT_THAT(OneEditVariants("nguyne"), Contains("nguyen"));   // changed places
  EXPECT_THAT(OneEditVariants("nguyn"), Contains("nguyen"));    // one left out
  EXPECT_THAT(OneEditVariants("nguyeen"), Contains("nguyen"));  // one too many
  EXPECT_THAT(OneEditVariants("nguyem"), Contains("nguyen"));   // another
}

TEST(OneEditTest, TheFirstLetterStaysAndTheWordIsNoVariant) {
  const auto variants = OneEditVariants("hoa");
  EXPECT_THAT(variants, Not(Contains("hoa")));
  for (const std::string& variant : variants) EXPECT_EQ(variant[0], 'h');
  EXPECT_EQ(std::adjacent_find(variants.begin(), variants.end()), variants.end());
}

TEST(OneEditTest, ShortWordsAndOtherCharactersAreLeft) {
  EXPECT_THAT(OneEditVariants(""), IsEmpty());
  EXPECT_THAT(OneEditVariants("ab"), IsEmpty());
  EXPECT_THAT(OneEditVariants("a350"), IsEmpty());
  EXPECT_THAT(OneEditVariants("đường"), IsEmpty());
  EXPECT_THAT(OneEditVariants(std::string(25, 'a')), IsEmpty());
}

}  // namespace
}  // namespace khotin::query
