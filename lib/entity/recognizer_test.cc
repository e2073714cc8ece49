#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "entity/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::entity {
namespace {

TEST(RecognizerTest, DocumentPassFindsLaterMentions) {
  EXPECT_THAT(
      Told({"Mời huấn luyện viên Carlo Bressan.", "Khán giả hô vang Bressan suốt trận."}),
      testing::ElementsAre("POSITION=huấn luyện viên", "PERSON=Carlo Bressan", "PERSON=Bressan"));
  EXPECT_THAT(Told({"Cạnh đó là thị trấn Velmora.", "Velmora rất nhỏ."}),
              testing::ElementsAre("LOCATION=thị trấn Velmora", "LOCATION=Velmora"));
}

TEST(RecognizerTest, OffsetsAreOfTheOriginal) {
  const std::string decomposed = "Ma\u0300 o\u0302ng  To\u0302 La\u0302m \u200bnói";
  const std::vector<Mention> mentions = RecognizeIn(Document({decomposed}));
  ASSERT_EQ(mentions.size(), 1u);
  EXPECT_EQ(mentions[0].text, "Tô Lâm");
  EXPECT_EQ(
      decomposed.substr(mentions[0].span.begin, mentions[0].span.end - mentions[0].span.begin),
      "To\u0302 La\u0302m");
}

TEST(RecognizerTest, FieldsAndBlocksAreKept) {
  const std::vector<text::Passage> document = {{text::Field::kTitle, 0, "Lũ lớn ở Lào"},
                                               {text::Field::kBody, 7, "Hà Nội mưa."}};
  const std::vector<Mention> mentions = RecognizeIn(document);
  ASSERT_EQ(mentions.size(), 2u);
  EXPECT_EQ(mentions[0].span.field, text::Field::kTitle);
  EXPECT_EQ(mentions[1].span.field, text::Field::kBody);
  EXPECT_EQ(mentions[1].span.block, 7);
}

TEST(RecognizerTest, MentionsOnlyNestInsidePositions) {
  const std::vector<Mention> mentions = RecognizeIn(Document(
      {"Nguyên Phó Chủ tịch UBND tỉnh Nghệ An Lê Văn Khoa, Cục trưởng Cục Thuế, gặp Tổng thống Mỹ "
       "Donald Trump và Đại sứ Nga tại Việt Nam ở Hà Nội."}));
  ASSERT_GT(mentions.size(), 6u);
  for (size_t i = 1; i < mentions.size(); ++i) {
    EXPECT_GE(mentions[i].span.begin, mentions[i - 1].span.begin);
    for (size_t j = 0; j < i; ++j) {
      if (mentions[i].span.begin >= mentions[j].span.end) continue;
      EXPECT_EQ(mentions[j].type, EntityType::kPosition);
      EXPECT_LE(mentions[i].span.end, mentions[j].span.end);
    }
  }
}

TEST(RecognizerTest, NoMentionGoesOnOverTheEndOfASentence) {
  for (const absl::string_view line :
       {"Chị theo Hội Nông dân. Trang tin Bộ Y tế viết về lúa.", "Họ rời Đảng. Đài Sông Xanh kể.",
        "Ai cũng nhắc Bộ Tài chính. Cục Thuế đã trả lời."}) {
    for (const std::string& told : Told(line)) {
      EXPECT_THAT(told, testing::Not(testing::HasSubstr(". "))) << line;
    }
  }
}

TEST(RecognizerTest, EmptyAndOddInput) {
  EXPECT_THAT(Told({"", " ", "(", "((((", "- - -", "“”", "Ông", "Bộ", "tỉnh"}), testing::IsEmpty());
}

TEST(RecognizerTest, HostileInputTakesLinearTime) {
  for (absl::string_view unit : {"A", "Nguyễn ", "Bộ trưởng ", "Bộ ", "(AB) ", "A B (AB) ",
                                 "nguyên ", "và Xkz, ", "A-", "Ủy ban ", "tỉnh "}) {
    std::string text;
    while (text.size() < (size_t{1} << 20)) absl::StrAppend(&text, unit);
    const auto begin = std::chrono::steady_clock::now();
    RecognizeIn(Document({text}));
    const auto spent = std::chrono::steady_clock::now() - begin;
    EXPECT_LT(spent, std::chrono::seconds(20)) << unit;
  }
}

TEST(RecognizerTest, ThreadsShareOneRecognizer) {
  const std::unique_ptr<Recognizer> recognizer = NewRecognizer();
  const std::vector<text::Passage> document = Document({"Đại tướng Tô Lâm tới Hà Nội."});
  std::vector<std::vector<Mention>> results(4);
  std::vector<std::thread> threads;
  for (std::vector<Mention>& result : results) {
    threads.emplace_back([&] { result = recognizer->Recognize(document); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::vector<Mention>& result : results) EXPECT_EQ(result.size(), 3u);
}

}  // namespace
}  // namespace khotin::entity
