#include "dedupe/sketch.h"

#include <algorithm>
#include <iterator>

#include "dedupe/made_text.h"
#include "gtest/gtest.h"

namespace khotin::dedupe {
namespace {

size_t Meeting(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  std::vector<uint64_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both.size();
}

TEST(SketchTest, IsBoundedSortedAndFitsItsBits) {
  const std::vector<uint64_t> sketch = MakeSketch(SignatureOf(MadeText(MadeWords(1, 2000))));
  EXPECT_EQ(sketch.size(), kSketchSize);
  EXPECT_TRUE(std::is_sorted(sketch.begin(), sketch.end()));
  EXPECT_LT(sketch.back(), uint64_t{1} << kSketchKeyBits);
}

TEST(SketchTest, AShortTextGivesAllItsShingles) {
  EXPECT_EQ(MakeSketch(SignatureOf("một hai ba bốn năm sáu bảy")).size(), 3U);
  EXPECT_EQ(MakeSketch(SignatureOf("một hai")).size(), 1U);
  EXPECT_TRUE(MakeSketch(SignatureOf("")).empty());
}

// What the store finds versions by: many entries meet for versions, few for strangers.
TEST(SketchTest, VersionsMeetInManyEntriesAndStrangersInNone) {
  for (uint32_t seed = 1; seed <= 50; ++seed) {
    const std::vector<std::string> words = MadeWords(seed, 500);
    const std::vector<std::string> half(words.begin(), words.begin() + 250);
    const std::vector<uint64_t> whole = MakeSketch(SignatureOf(MadeText(words)));
    EXPECT_GE(Meeting(whole, MakeSketch(SignatureOf(MadeText(half)))), 6U) << seed;
    const auto stranger = MakeSketch(SignatureOf(MadeText(MadeWords(seed + 1000, 500))));
    EXPECT_LE(Meeting(whole, stranger), 1U) << seed;
  }
}

}  // namespace
}  // namespace khotin::dedupe
