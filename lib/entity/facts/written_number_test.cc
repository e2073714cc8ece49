#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "entity/facts/number.h"
#include "gtest/gtest.h"

namespace khotin::entity::facts {
namespace {

// "12 of 2" for a value of 12 that takes two words.
std::string Read(absl::string_view text) {
  const std::vector<absl::string_view> words = absl::StrSplit(text, ' ', absl::SkipEmpty());
  const std::optional<WrittenNumber> number = ReadWrittenNumber(words);
  return number ? absl::StrCat(number->value, " of ", number->words) : "none";
}

TEST(WrittenNumberTest, Values) {
  EXPECT_EQ(Read("một sỹ quan"), "1 of 1");
  EXPECT_EQ(Read("mười hai người"), "12 of 2");
  EXPECT_EQ(Read("hai mươi mốt"), "21 of 3");
  EXPECT_EQ(Read("hai trăm linh năm"), "205 of 4");
  EXPECT_EQ(Read("năm trăm nghìn đồng"), "500000 of 3");
  EXPECT_EQ(Read("hai nghìn tỷ đồng"), "2e+12 of 3");
  EXPECT_EQ(Read("ba triệu hai trăm nghìn"), "3.2e+06 of 5");
}

TEST(WrittenNumberTest, YearsAndApproximateNumbers) {
  EXPECT_EQ(Read("mười năm"), "10 of 1");
  EXPECT_EQ(Read("hai năm"), "2 of 1");
  EXPECT_EQ(Read("hai trăm năm"), "200 of 2");
  for (const char* text : {"", "năm", "năm nay", "hai ba người", "mươi", "trăm", "nghìn"}) {
    EXPECT_EQ(Read(text), "none") << text;
  }
}

}  // namespace
}  // namespace khotin::entity::facts
