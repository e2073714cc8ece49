#include "text/sentence.h"

#include <chrono>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::text {
namespace {

// Quadratic work on this much text would take minutes.
constexpr size_t kHostileBytes = size_t{1} << 18;
constexpr auto kPatience = std::chrono::seconds(20);

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Split(absl::string_view text) {
  std::vector<std::string> sentences;
  for (const Sentence& s : SplitSentences(text, Tokenize(text))) {
    sentences.emplace_back(text.substr(s.begin, s.end - s.begin));
  }
  return sentences;
}

TEST(SentenceTest, SplitsAtClosingMarks) {
  EXPECT_THAT(Split("Lúa chín. Gặt thôi! Ai gặt? Chưa rõ… Mai hay./. Hết"),
              ElementsAre("Lúa chín.", "Gặt thôi!", "Ai gặt?", "Chưa rõ…", "Mai hay./.", "Hết"));
  EXPECT_THAT(Split("Thật ư?! Ừ... Đi!!!"), ElementsAre("Thật ư?!", "Ừ...", "Đi!!!"));
  EXPECT_THAT(Split("  Một câu  "), ElementsAre("Một câu"));
  EXPECT_THAT(Split(" \n "), IsEmpty());
  EXPECT_THAT(Split("..."), ElementsAre("..."));
}

TEST(SentenceTest, LineBreaksAlwaysSplit) {
  EXPECT_THAT(Split("Tít báo\nlời dẫn không dấu chấm\r\n\nThân bài"),
              ElementsAre("Tít báo", "lời dẫn không dấu chấm", "Thân bài"));
  EXPECT_THAT(Split("ở TP.\nHôm sau"), ElementsAre("ở TP.", "Hôm sau"));
}

TEST(SentenceTest, AbbreviationsDoNotEndASentence) {
  for (const char* text :
       {"Ông ở TP. Hồ Chí Minh.", "TP.HCM nóng.", "GS. Lê Hà tới.", "PGS.TS. Lê Hà tới.",
        "PGS.TS Lê Hà tới.", "Nhà ở Q.2 rộng.", "Cháu H.K.A. bị sốt.", "Lê Văn T. (32 tuổi) khai.",
        "Bà ở Q. Bình Tân.", "Mr. Lee đến.", "Ông D. Trump nói.", "Gạo, ngô, v.v. được mùa."}) {
    EXPECT_THAT(Split(text), ElementsAre(text));
  }
}

TEST(SentenceTest, AnAbbreviationCanStandLast) {
  EXPECT_THAT(Split("Anh ở TP.HCM. Hôm nay anh về."),
              ElementsAre("Anh ở TP.HCM.", "Hôm nay anh về."));
  EXPECT_THAT(Split("Xe tông cháu H.K.A. Theo công an, tài xế say."),
              ElementsAre("Xe tông cháu H.K.A.", "Theo công an, tài xế say."));
  EXPECT_THAT(Split("Ông làm ở UBND. Bà ở nhà."), ElementsAre("Ông làm ở UBND.", "Bà ở nhà."));
  EXPECT_THAT(Split("Có gạo, ngô, v.v. Họ bán hết."),
              ElementsAre("Có gạo, ngô, v.v.", "Họ bán hết."));
}

TEST(SentenceTest, NumbersDoNotEndASentence) {
  EXPECT_THAT(Split("Có 35.824 người. Tăng 1.5 lần."),
              ElementsAre("Có 35.824 người.", "Tăng 1.5 lần."));
  EXPECT_THAT(Split("1. Điều kiện. 2. Hồ sơ."), ElementsAre("1. Điều kiện.", "2. Hồ sơ."));
  EXPECT_THAT(Split("II. Hồ sơ"), ElementsAre("II. Hồ sơ"));
  EXPECT_THAT(Split("a. Hồ sơ"), ElementsAre("a. Hồ sơ"));
  EXPECT_THAT(Split("Đó là năm 2016. Năm sau khác."),
              ElementsAre("Đó là năm 2016.", "Năm sau khác."));
  EXPECT_THAT(Split("Nghị định 46/2016/NĐ-CP. Từ 6/2/2023. Xong."),
              ElementsAre("Nghị định 46/2016/NĐ-CP.", "Từ 6/2/2023.", "Xong."));
}

TEST(SentenceTest, NothingSplitsBeforeALowerCaseLetter) {
  EXPECT_THAT(Split("Ông nói... rồi im. lặng."), ElementsAre("Ông nói... rồi im. lặng."));
  EXPECT_THAT(Split("“Đi thôi!” - ông nói."), ElementsAre("“Đi thôi!” - ông nói."));
  EXPECT_THAT(Split("Nước lên (?) rồi rút."), ElementsAre("Nước lên (?) rồi rút."));
}

TEST(SentenceTest, ClosingMarksStayWithTheirSentence) {
  EXPECT_THAT(Split("Bà nói: “Lúa chín. Gặt thôi.” Rồi bà đi."),
              ElementsAre("Bà nói: “Lúa chín.", "Gặt thôi.”", "Rồi bà đi."));
  EXPECT_THAT(Split("(Gặt rồi.) Nghỉ."), ElementsAre("(Gặt rồi.)", "Nghỉ."));
  EXPECT_THAT(Split("\"Gặt rồi.\" \"Nghỉ đi.\""), ElementsAre("\"Gặt rồi.\"", "\"Nghỉ đi.\""));
  EXPECT_THAT(Split("Xong. “Mai gặt” - bà nói."), ElementsAre("Xong.", "“Mai gặt” - bà nói."));
}

TEST(SentenceTest, AMissingSpaceStillSplits) {
  EXPECT_THAT(Split("Về nhà.Hôm nay mưa."), ElementsAre("Về nhà.", "Hôm nay mưa."));
  EXPECT_THAT(Split("Về nhà.“Mưa to”, bà nói."), ElementsAre("Về nhà.", "“Mưa to”, bà nói."));
  EXPECT_THAT(Split("Đọc ở Vidu.vn và Q.2."), ElementsAre("Đọc ở Vidu.vn và Q.2."));
}

TEST(SentenceTest, HostileTextTakesLinearTime) {
  const auto start = std::chrono::steady_clock::now();
  for (const char* unit : {"?!", ". a", ".\"", ".)", "A. ", "1. ", ".-", "…a", ".(", "v.v. "}) {
    std::string text;
    while (text.size() < kHostileBytes) text += unit;
    const auto sentences = SplitSentences(text, Tokenize(text));
    ASSERT_FALSE(sentences.empty()) << unit;
    EXPECT_EQ(sentences.front().begin, 0u);
    EXPECT_EQ(sentences.back().end, text.find_last_not_of(' ') + 1) << unit;
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, kPatience);
}

}  // namespace
}  // namespace khotin::text
