#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query/expansion.h"
#include "query/highlight.h"
#include "query/query_parser.h"

namespace khotin::query {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> MarkedIn(absl::string_view query,
                                  const std::vector<text::Passage>& passages) {
  auto tree = ParseQueryTree(query);
  EXPECT_TRUE(tree.ok()) << tree.status();
  const QueryTree expanded = ExpandAbbreviations(*std::move(tree), AbbreviationTable::BuiltIn());
  std::vector<std::string> marked;
  for (const text::Span& span : FindHighlights(expanded, passages)) {
    for (const text::Passage& passage : passages) {
      if (passage.field != span.field || passage.block != span.block) continue;
      marked.emplace_back(passage.text.substr(span.begin, span.end - span.begin));
    }
  }
  return marked;
}

std::vector<std::string> Marked(absl::string_view query, absl::string_view text) {
  return MarkedIn(query, {{text::Field::kBody, 0, text}});
}

TEST(HighlightTreeTest, WordsAndPhrasesAsEver) {
  EXPECT_THAT(Marked("đò", "Con đò, cây đo, màu đỏ."), ElementsAre("đò"));
  EXPECT_THAT(Marked("dò", "Con đò, cây đo."), ElementsAre("đò", "đo")) << "no such spelling";
  EXPECT_THAT(Marked("bến đò", "Ra bến đò chờ đò"), ElementsAre("bến đò", "đò"));
  EXPECT_THAT(Marked("\"bến đò\"", "bến sông, đò ngang, Bến Đò cũ"), ElementsAre("Bến Đò"));
  EXPECT_THAT(Marked("bến -đò", "bến đò"), ElementsAre("bến"));
  EXPECT_THAT(Marked("TP.HCM", "ở TP.HCM và TP HCM"), ElementsAre("TP.HCM", "TP HCM"));
}

TEST(HighlightTreeTest, AlternativesAndBrackets) {
  EXPECT_THAT(Marked("bến OR đò", "con đò cũ"), ElementsAre("đò"));
  EXPECT_THAT(Marked("(bến cũ) OR \"con đò\"", "con đò rời bến"), ElementsAre("con đò", "bến"));
  EXPECT_THAT(Marked("sông -(bến OR đò)", "sông, bến, đò"), ElementsAre("sông"));
  EXPECT_THAT(Marked("sông (mưa -gió)", "sông mưa gió"), ElementsAre("sông mưa"));
}

TEST(HighlightTreeTest, BeginningsMarkWholeWords) {
  EXPECT_THAT(Marked("vac*", "Vaccine, vắc-xin, vạc"), ElementsAre("Vaccine", "vắc", "vạc"));
  EXPECT_THAT(Marked("vắ*", "Vaccine, vắc-xin, vạc"), ElementsAre("vắc"));
  EXPECT_THAT(Marked("ky*", "Kyoto, kỳ, kí, kẻ"), ElementsAre("Kyoto", "kỳ", "kí"));
}

TEST(HighlightTreeTest, NearMarksOnlyWhatStandsNear) {
  EXPECT_THAT(Marked("bến NEAR/2 đò", "bến một hai ba đò"), IsEmpty());
  EXPECT_THAT(Marked("bến NEAR/2 đò", "đò cũ xa bến một hai ba đò"), ElementsAre("đò", "bến"));
  EXPECT_THAT(Marked("bến NEAR/0 đò", "bến đò, đò a bến a đò"), ElementsAre("bến đò"));
  EXPECT_THAT(Marked("\"bến cũ\" NEAR/1 đò NEAR mưa", "mưa, bến cũ và đò; bến cũ, đò"),
              ElementsAre("mưa", "bến cũ", "đò"));
  EXPECT_THAT(Marked("bên NEAR/1 đò", "bến và đò"), ElementsAre("bến", "đò")) << "no such spelling";
  EXPECT_THAT(
      MarkedIn("bến NEAR đò", {{text::Field::kBody, 0, "bến"}, {text::Field::kBody, 1, "đò"}}),
      IsEmpty())
      << "in two paragraphs";
}

// The end of a paragraph counts as 16 words, as it does in the index.
TEST(HighlightTreeTest, NearGoesOnOverParagraphs) {
  const std::vector<text::Passage> passages = {{text::Field::kTitle, 0, "Tin đò"},
                                               {text::Field::kBody, 0, "Ra bến cũ"},
                                               {text::Field::kBody, 1, "Con đò xưa"}};
  EXPECT_THAT(MarkedIn("bến NEAR/17 đò", passages), IsEmpty());
  EXPECT_THAT(MarkedIn("bến NEAR/18 đò", passages), ElementsAre("bến", "đò"));
}

TEST(HighlightTreeTest, TitlesAndFilters) {
  const std::vector<text::Passage> passages = {{text::Field::kTitle, 0, "Bến đò xưa"},
                                               {text::Field::kBody, 0, "Con đò ở bến."}};
  EXPECT_THAT(MarkedIn("title:đò", passages), ElementsAre("đò"));
  EXPECT_THAT(MarkedIn("title:(bến đò) con", passages), ElementsAre("Bến đò", "Con"));
  EXPECT_THAT(MarkedIn("title:(bến NEAR đò)", passages), ElementsAre("Bến đò"));
  EXPECT_THAT(MarkedIn("title:đò*", {}), IsEmpty());
  EXPECT_THAT(MarkedIn("source:xưa author:con date:2023 language:đò", passages), IsEmpty());
}

TEST(HighlightTreeTest, AbbreviationsMarkTheirNames) {
  EXPECT_THAT(Marked("CAND", "Báo Công an nhân dân (CAND)"),
              ElementsAre("Công an nhân dân", "CAND"));
  EXPECT_THAT(Marked("cong an nhan dan", "Báo CAND"), ElementsAre("CAND"));
  EXPECT_THAT(Marked("thành phố hồ chí minh", "ở TP.HCM, TPHCM"), ElementsAre("TP.HCM", "TPHCM"));
}

}  // namespace
}  // namespace khotin::query
