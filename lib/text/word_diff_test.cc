#include "text/word_diff.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::text {
namespace {

constexpr int64_t kPlenty = int64_t{1} << 40;

// The new text with what was removed in [-…-] and what was added in {+…+}.
std::string Marked(absl::string_view base, absl::string_view text, int64_t steps = kPlenty) {
  DiffBudget budget(steps);
  std::string marked;
  uint32_t done = 0;
  for (const TextChange& change : DiffWords(base, text, &budget)) {
    absl::StrAppend(&marked, text.substr(done, change.text.begin - done));
    if (change.base.size() > 0) absl::StrAppend(&marked, "[-", change.base.In(base), "-]");
    if (change.text.size() > 0) absl::StrAppend(&marked, "{+", change.text.In(text), "+}");
    done = change.text.end;
  }
  return absl::StrCat(marked, text.substr(done));
}

TEST(WordDiffTest, SaysWhichWordsChanged) {
  struct Case {
    const char* what;
    const char* base;
    const char* text;
    const char* marked;
  };
  for (const Case& test : std::vector<Case>{
           {"nothing", "Chợ tan lúc năm giờ.", "Chợ tan lúc năm giờ.", "Chợ tan lúc năm giờ."},
           {"a number", "Có 12 người bị thương.", "Có 15 người bị thương.",
            "Có [-12-]{+15+} người bị thương."},
           {"a word in", "Chợ tan lúc năm giờ.", "Chợ hoa tan lúc năm giờ.",
            "Chợ {+hoa +}tan lúc năm giờ."},
           {"a word out", "Chợ hoa tan lúc năm giờ.", "Chợ tan lúc năm giờ.",
            "Chợ [-hoa -]tan lúc năm giờ."},
           {"words behind the last one", "Chợ tan", "Chợ tan rất muộn", "Chợ tan{+ rất muộn+}"},
           {"words before the first one", "tan muộn", "Chợ tan muộn", "{+Chợ +}tan muộn"},
           {"all of an empty text", "", "Chợ tan", "{+Chợ tan+}"},
           {"all words", "Chợ tan", "Mưa rơi", "[-Chợ tan-]{+Mưa rơi+}"},
           {"a mark", "Chợ tan.", "Chợ tan!", "Chợ tan[-.-]{+!+}"},
           {"the case of a letter", "bộ Công an", "Bộ Công an", "[-bộ-]{+Bộ+} Công an"},
           {"a tone", "hoà bình", "hòa bình", "[-hoà-]{+hòa+} bình"},
           {"a figure with marks in it", "tăng 35.824 đồng", "tăng 35.842 đồng",
            "tăng [-35.824-]{+35.842+} đồng"},
           {"a space", "Hà Nội (TP) mưa", "Hà  Nội(TP) mưa", "Hà[- -]{+  +}Nội[- -](TP) mưa"},
           {"a sentence in", "Chợ tan. Trời sáng.", "Chợ tan. Mưa rơi. Trời sáng.",
            "Chợ tan. {+Mưa rơi. +}Trời sáng."},
           {"a sentence that begins as the next one", "Ông tám. Ông đi.",
            "Ông tám. Ông đến. Ông đi.", "Ông tám. {+Ông đến. +}Ông đi."},
           {"a sentence before the end", "Bà cười. Chợ tan.", "Bà khóc. Chợ tan. Mưa rơi.",
            "Bà [-cười-]{+khóc+}. Chợ tan.{+ Mưa rơi.+}"},
           {"a first sentence out", "Ông đến. Ông đi.", "Ông đi.", "[-Ông đến. -]Ông đi."},
           {"one equal word within a new phrase", "Ông nói giá hoa đào năm nay tăng mạnh.",
            "Ông nói giống cây quất năm sau mất mùa.",
            "Ông nói [-giá hoa đào năm nay tăng mạnh-]{+giống cây quất năm sau mất mùa+}."},
           {"words between two single ones", "Một người đi, hai người ở.",
            "Ba người đi, bốn người ở.", "[-Một-]{+Ba+} người đi, [-hai-]{+bốn+} người ở."},
       }) {
    EXPECT_EQ(Marked(test.base, test.text), test.marked) << test.what;
  }
}

TEST(WordDiffTest, WithoutABudgetOneChangeCoversAll) {
  EXPECT_EQ(Marked("Sáng nay Hà Nội mưa rất to.", "Sáng mai Hà Nội nắng rất to.", 0),
            "Sáng [-nay Hà Nội mưa-]{+mai Hà Nội nắng+} rất to.");
}

TEST(WordDiffTest, AVeryLongTextIsComparedByItsEnds) {
  std::string base;
  while (base.size() < (size_t{3} << 19)) base += "hoa đào ";
  const std::string before = base + "ế" + base;
  const std::string after = base + "ề" + base;
  DiffBudget budget(kPlenty);
  const std::vector<TextChange> changes = DiffWords(before, after, &budget);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].base.In(before), "ế");
  EXPECT_EQ(changes[0].text.In(after), "ề");
}

}  // namespace
}  // namespace khotin::text
