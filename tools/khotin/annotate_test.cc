#include "tools/khotin/annotate.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace khotin::cli {
namespace {

using nlohmann::json;
using testing::Contains;
using testing::ElementsAre;

class AnnotateTest : public testing::Test {
 protected:
  json Annotate(const std::string& line) {
    const absl::StatusOr<std::string> annotated = AnnotateLine(*analyzer_, line);
    EXPECT_TRUE(annotated.ok()) << annotated.status();
    return annotated.ok() ? json::parse(*annotated) : json::object();
  }

  static std::vector<std::string> Slices(const std::string& line, const json& ranges) {
    std::vector<std::string> slices;
    for (const json& range : ranges) {
      const size_t begin = range[0];
      const size_t end = range[1];
      slices.push_back(line.substr(begin, end - begin));
    }
    return slices;
  }

  std::unique_ptr<const analysis::Analyzer> analyzer_ = analysis::Analyzer::Create();
};

TEST_F(AnnotateTest, GivesSentencesAndWords) {
  const std::string line = "Học sinh nghỉ hè. Giá vàng tăng, giá dầu cũng tăng.";
  const json annotated = Annotate(line);
  EXPECT_EQ(annotated["text"], line);
  EXPECT_THAT(Slices(line, annotated["sentences"]),
              ElementsAre("Học sinh nghỉ hè.", "Giá vàng tăng, giá dầu cũng tăng."));
  EXPECT_THAT(Slices(line, annotated["words"]), ElementsAre("Học sinh", "nghỉ hè", "Giá", "vàng",
                                                            "tăng", "giá", "dầu", "cũng", "tăng"));
}

TEST_F(AnnotateTest, WordsHaveSeveralSyllables) {
  const std::string line = "Học sinh nghỉ học ở Hà Nội, ngày 6/2/2023.";
  EXPECT_THAT(Slices(line, Annotate(line)["words"]),
              ElementsAre("Học sinh", "nghỉ học", "ở", "Hà Nội", "ngày", "6/2/2023"));
}

TEST_F(AnnotateTest, WordsOfADictionaryComeFirst) {
  const auto dictionary = text::WordDictionary::Parse("mine", "mưa đường\n");
  ASSERT_TRUE(dictionary.ok()) << dictionary.status();
  const std::string line = "Trời mưa đường trơn";
  const auto annotated = AnnotateLine(*analyzer_, line, &*dictionary);
  ASSERT_TRUE(annotated.ok()) << annotated.status();
  EXPECT_THAT(Slices(line, json::parse(*annotated)["words"]), Contains("mưa đường"));
}

TEST_F(AnnotateTest, OffsetsOfDecomposedTextAreThoseOfTheLine) {
  // "hòa bình" with combining marks.
  const std::string line = "ho\u0300a bi\u0300nh";
  EXPECT_THAT(Slices(line, Annotate(line)["words"]), ElementsAre("ho\u0300a bi\u0300nh"));
}

TEST_F(AnnotateTest, InvisibleCharactersBelongToNoWordAtItsEnds) {
  const std::string line = "\ufeffhai\u200b \u200bba";
  EXPECT_THAT(Slices(line, Annotate(line)["words"]), ElementsAre("hai", "ba"));
}

TEST_F(AnnotateTest, MentionsCarryTheLinesOwnText) {
  const std::string line = "Đại tướng Tô Lâm phát biểu tại Hà Nội.";
  std::vector<std::string> found;
  const json annotated = Annotate(line);
  for (const json& mention : annotated["mentions"]) {
    const size_t begin = mention["begin"];
    const size_t end = mention["end"];
    EXPECT_EQ(mention["text"], line.substr(begin, end - begin));
    found.push_back(mention["type"].get<std::string>() + " " + mention["text"].get<std::string>());
  }
  EXPECT_THAT(found, Contains("PERSON Tô Lâm"));
  EXPECT_THAT(found, Contains("LOCATION Hà Nội"));
}

TEST_F(AnnotateTest, AnEmptyLineHasEmptyLists) {
  EXPECT_EQ(Annotate(""), json::parse(R"({"text":"","sentences":[],"words":[],"mentions":[]})"));
}

TEST_F(AnnotateTest, RefusesWhatIsNotUtf8) {
  const absl::StatusOr<std::string> annotated = AnnotateLine(*analyzer_, "abc\xff");
  EXPECT_EQ(annotated.status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace khotin::cli
