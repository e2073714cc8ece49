#include "text/word_segment.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "text/normalize.h"
#include "text/pair_cohesion.h"
#include "text/syllable.h"
#include "text/tokenize.h"
#include "text/word_model.h"

namespace khotin::text {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// The words of `original` with " | " between them.
std::string Divide(absl::string_view original, const WordDictionary* dictionary = nullptr) {
  const std::string text = Normalize(original).text;
  const std::vector<Token> tokens = Tokenize(text);
  std::string divided;
  uint32_t next = 0;
  for (const Word& word : WordSegmenter::BuiltIn().Segment(text, tokens, dictionary)) {
    EXPECT_EQ(word.first_token, next);
    EXPECT_LT(word.first_token, word.end_token);
    next = word.end_token;
    const uint32_t begin = tokens[word.first_token].begin;
    const uint32_t end = tokens[word.end_token - 1].end;
    absl::StrAppend(&divided, divided.empty() ? "" : " | ", text.substr(begin, end - begin));
  }
  EXPECT_EQ(next, tokens.size());
  return divided;
}

WordDictionary Words(absl::string_view content) {
  return WordDictionary::Parse("mine.txt", content).value();
}

struct Case {
  const char* text;
  const char* words;
};

TEST(WordSegmentTest, FindsTheWordsOfNews) {
  constexpr Case kCases[] = {
      {"Học sinh được nghỉ học vì mưa bão.", "Học sinh | được | nghỉ học | vì | mưa bão | ."},
      {"Giá vàng thế giới giảm mạnh", "Giá | vàng | thế giới | giảm | mạnh"},
      {"Công an bắt giữ nghi phạm buôn lậu", "Công an | bắt giữ | nghi phạm | buôn lậu"},
      {"Đội tuyển Việt Nam thắng Thái Lan 2-1", "Đội tuyển | Việt Nam | thắng | Thái Lan | 2-1"},
      {"Kinh tế tăng trưởng, xuất khẩu hồi phục",
       "Kinh tế | tăng trưởng | , | xuất khẩu | hồi phục"},
      {"nhà báo phỏng vấn bác sĩ", "nhà báo | phỏng vấn | bác sĩ"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Divide(c.text), c.words);
}

TEST(WordSegmentTest, ANameIsOneWord) {
  constexpr Case kCases[] = {
      {"Ông Trần Văn Nam, phó chủ tịch xã", "Ông | Trần Văn Nam | , | phó chủ tịch | xã"},
      {"Lê Thị Hoa thắng giải", "Lê Thị Hoa | thắng | giải"},
      {"Ông Tập Cận Bình đến Hà Nội", "Ông | Tập Cận Bình | đến | Hà Nội"},
      {"Tàu Hà Nội-Hải Phòng", "Tàu | Hà Nội | - | Hải Phòng"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Divide(c.text), c.words);
}

TEST(WordSegmentTest, NumbersAndDatesStandAlone) {
  constexpr Case kCases[] = {
      {"ngày 6/2/2023 tăng 5%", "ngày | 6/2/2023 | tăng | 5%"},
      {"1.200 tấn gạo", "1.200 | tấn | gạo"},
      {"xem https://vi.example/tin nhé", "xem | https://vi.example/tin | nhé"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Divide(c.text), c.words);
}

TEST(WordSegmentTest, WhatIsWrittenWithoutASpaceStaysTogether) {
  constexpr Case kCases[] = {
      {"ăn cà-rem", "ăn | cà-rem"},
      {"Công an tp. Đà Nẵng", "Công an | tp. | Đà Nẵng"},
      {"về nhà. Trời tối", "về | nhà | . | Trời | tối"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Divide(c.text), c.words);
}

TEST(WordSegmentTest, NoWordGoesOverALineBreakOrAMark) {
  EXPECT_EQ(Divide("học\nsinh"), "học | sinh");
  EXPECT_EQ(Divide("Hà, Nội"), "Hà | , | Nội");
}

TEST(WordSegmentTest, SpellingsOfASyllableAreOne) {
  EXPECT_EQ(Divide("bảo vệ hoà bình"), "bảo vệ | hoà bình");
  EXPECT_EQ(Divide("bảo vệ hòa bình"), "bảo vệ | hòa bình");
  EXPECT_EQ(Divide("qui định kỹ thuật"), "qui định | kỹ thuật");
  EXPECT_EQ(Divide("quy định kĩ thuật"), "quy định | kĩ thuật");
  // Combining marks.
  EXPECT_EQ(Divide("ho\u0300a bi\u0300nh"), "hòa bình");
}

TEST(WordSegmentTest, WordsOfADictionaryComeFirst) {
  const WordDictionary words = Words("# of ours\n\nhọc vì mưa\nhọc vì\r\nHòa Bình xanh\n");
  EXPECT_EQ(Divide("Học sinh nghỉ HỌC VÌ MƯA bão", &words), "Học sinh | nghỉ | HỌC VÌ MƯA | bão");
  EXPECT_EQ(Divide("nghỉ học vì nắng", &words), "nghỉ | học vì | nắng");
  EXPECT_EQ(Divide("quỹ hoà bình xanh", &words), "quỹ | hoà bình xanh");
  EXPECT_EQ(Divide("nghỉ học\nvì mưa", &words), "nghỉ học | vì | mưa");
}

TEST(WordSegmentTest, ADictionaryHoldsLongWords) {
  const WordDictionary words = Words("một hai ba bốn năm sáu\n");
  EXPECT_EQ(Divide("đếm một hai ba bốn năm sáu bảy", &words), "đếm | một hai ba bốn năm sáu | bảy");
}

TEST(WordDictionaryTest, NamesFileAndLineOfWhatIsNoWord) {
  const auto message = [](absl::string_view content) {
    return std::string(WordDictionary::Parse("mine.txt", content).status().message());
  };
  EXPECT_THAT(message("hai ba\nmột\n"), HasSubstr("mine.txt: line 2: "));
  EXPECT_THAT(message("hai \xff"), HasSubstr("mine.txt: line 1: invalid UTF-8"));
  EXPECT_THAT(message("a a a a a a a a a a a a a a a a a"), HasSubstr("longer than 16 syllables"));
  for (const std::string& path : {std::string("/nosuch/file"), ::testing::TempDir()}) {
    EXPECT_EQ(WordDictionary::Load(path).status().code(), absl::StatusCode::kNotFound) << path;
  }
}

TEST(WordSegmentTest, AnEmptyTextHasNoWords) { EXPECT_EQ(Divide(""), ""); }

// A slip into quadratic time or deep recursion shows as a test that does not end.
TEST(WordSegmentTest, HostileTextIsNoTrouble) {
  std::string many;
  for (int i = 0; i < 200000; ++i) many += "ba ";
  const WordDictionary words = Words("ba ba ba ba ba ba ba ba ba ba ba ba ba ba ba bốn\n");
  EXPECT_FALSE(Divide(many, &words).empty());
  EXPECT_FALSE(Divide(std::string(1000000, 'a')).empty());
  EXPECT_FALSE(Divide(std::string(300000, '-')).empty());
  std::string hyphens;
  for (int i = 0; i < 200000; ++i) hyphens += "a-";
  EXPECT_FALSE(Divide(hyphens).empty());
  EXPECT_FALSE(Divide("\xff\xfe a \xc3").empty());
}

std::string SmallModel() {
  return EncodeWordModel(std::vector<int8_t>(WordModel::kWeights), EncodePairCohesion({}),
                         {uint64_t{5}, uint64_t{9}});
}

TEST(WordModelTest, RefusesWhatIsDamaged) {
  ASSERT_TRUE(WordSegmenter::Parse(SmallModel()).ok());
  const auto message = [](absl::string_view bytes) {
    const absl::Status status = WordSegmenter::Parse(bytes).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
    return std::string(status.message());
  };
  EXPECT_THAT(message(""), HasSubstr("does not begin with KHWORDS1"));
  EXPECT_THAT(message("KHWORDS1"), HasSubstr("ends within its header"));
  EXPECT_THAT(message(SmallModel() + "x"), HasSubstr("bytes, which do not suit"));
  std::string flipped = SmallModel();
  flipped[5000] = 1;
  EXPECT_THAT(message(flipped), HasSubstr("does not have the hash"));
  EXPECT_THAT(message(EncodeWordModel(std::vector<int8_t>(WordModel::kWeights),
                                      EncodePairCohesion({}), {uint64_t{9}, uint64_t{5}})),
              HasSubstr("words out of order"));
}

TEST(WordSegmentTest, SyllablesOfAWordHoldTogetherAndOthersDoNot) {
  const WordSegmenter& segmenter = WordSegmenter::BuiltIn();
  const auto cohesion = [&](absl::string_view first, absl::string_view second) {
    return segmenter.CohesionOf(base::Hash64(ExactKey(first)), base::Hash64(ExactKey(second)));
  };
  EXPECT_GE(cohesion("thông", "tin"), 3u);
  EXPECT_GE(cohesion("Dự", "báo"), 3u);
  EXPECT_EQ(cohesion("tin", "mưa"), 0u);
}

}  // namespace
}  // namespace khotin::text
