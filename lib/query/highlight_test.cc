#include "query/highlight.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query/query_parser.h"

namespace khotin::query {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<text::Span> Highlights(absl::string_view query,
                                   const std::vector<text::Passage>& passages) {
  const auto parsed = ParseQueryTree(query);
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  return FindHighlights(*parsed, passages);
}

std::vector<std::string> Marked(absl::string_view query, absl::string_view text) {
  std::vector<std::string> marked;
  for (const text::Span& span : Highlights(query, {{text::Field::kBody, 0, text}})) {
    marked.emplace_back(text.substr(span.begin, span.end - span.begin));
  }
  return marked;
}

TEST(HighlightTest, WordsPhrasesAndSpellings) {
  EXPECT_THAT(Marked("đò", "Con đò, cây đo, màu đỏ."), ElementsAre("đò"));
  EXPECT_THAT(Marked("do", "Con đò, cây đo, màu đỏ."), ElementsAre("đò", "đo", "đỏ"));
  EXPECT_THAT(Marked("dò", "Con đò, cây đo."), ElementsAre("đò", "đo")) << "no such spelling";
  EXPECT_THAT(Marked("bến đò", "Ra bến đò chờ đò"), ElementsAre("bến đò", "đò"));
  EXPECT_THAT(Marked("bến đò", "bến, đò"), ElementsAre("bến", "đò")) << "a comma parts them";
  EXPECT_THAT(Marked("\"bến đò\"", "bến sông, đò ngang, Bến Đò cũ"), ElementsAre("Bến Đò"));
  EXPECT_THAT(Marked("\"ben do\"", "Bến đò"), ElementsAre("Bến đò"));
  EXPECT_THAT(Marked("bến -đò", "bến đò"), ElementsAre("bến"));
  EXPECT_THAT(Marked("hoà", "Hòa và HÒA"), ElementsAre("Hòa", "HÒA"));
  EXPECT_THAT(Marked("đò", "chỉ có nước"), IsEmpty());
}

TEST(HighlightTest, PartsOfTokens) {
  EXPECT_THAT(Marked("hcm", "ở TP.HCM"), ElementsAre("HCM"));
  EXPECT_THAT(Marked("TP.HCM", "ở TP.HCM và TP HCM"), ElementsAre("TP.HCM", "TP HCM"));
  EXPECT_THAT(Marked("2016", "số 46/2016/NĐ-CP"), ElementsAre("2016"));
}

TEST(HighlightTest, OffsetsAreThoseOfTheOriginal) {
  const std::string decomposed = "con \xC4\x91o\xCC\x80 nho\xCC\x89";
  EXPECT_THAT(Marked("đò", decomposed), ElementsAre("\xC4\x91o\xCC\x80"));
  EXPECT_THAT(Marked("nho", decomposed), ElementsAre("nho\xCC\x89"));
  const std::string broken =
      "con\xE2\x80\x8B \xEF\xBB\xBF"
      "b\xC2\xAD\xE1\xBA\xBFn\xE2\x80\x8B, xa";
  EXPECT_THAT(Marked("con", broken), ElementsAre("con"));
  EXPECT_THAT(Marked("bến", broken), ElementsAre("b\xC2\xAD\xE1\xBA\xBFn"));
  const std::string hard_space = "b\xE1\xBA\xBFn\xC2\xA0\xC4\x91\xC3\xB2 xa";
  EXPECT_THAT(Marked("\"bến đò\"", hard_space),
              ElementsAre("b\xE1\xBA\xBFn\xC2\xA0\xC4\x91\xC3\xB2"));
}

TEST(HighlightTest, ExactSpellingAnywhereSilencesTheOthers) {
  const std::vector<text::Passage> passages = {{text::Field::kTitle, 0, "Cây đo"},
                                               {text::Field::kBody, 0, "màu đỏ"},
                                               {text::Field::kBody, 1, "con đò"}};
  EXPECT_THAT(Highlights("đò", passages), ElementsAre(text::Span{text::Field::kBody, 1, 4, 8}));
}

std::string Cut(absl::string_view query, const std::vector<text::Passage>& passages,
                size_t max_bytes) {
  const auto highlights = Highlights(query, passages);
  const Snippet snippet = MakeSnippet(passages, highlights, max_bytes);
  EXPECT_LE(snippet.span.end - snippet.span.begin, max_bytes);
  for (const text::Passage& passage : passages) {
    if (passage.field != snippet.span.field || passage.block != snippet.span.block) continue;
    for (const text::Span& span : snippet.highlights) {
      EXPECT_TRUE(span.begin >= snippet.span.begin && span.end <= snippet.span.end);
    }
    return absl::StrCat(
        passage.text.substr(snippet.span.begin, snippet.span.end - snippet.span.begin), "/",
        snippet.highlights.size());
  }
  return "nowhere";
}

TEST(SnippetTest, SurroundsTheDensestGroup) {
  const std::vector<text::Passage> passages = {
      {text::Field::kTitle, 0, "ca do va ca do"},
      {text::Field::kBody, 0, "mot ca hai ba bon nam sau bay tam chin ca voi do muoi"},
      {text::Field::kBody, 1, "ca"}};
  EXPECT_EQ(Cut("ca do", passages, 20), "chin ca voi do muoi/2");
  EXPECT_EQ(Cut("ca do", passages, 1000), absl::StrCat(passages[1].text, "/3"));
  EXPECT_EQ(Cut("va", passages, 8), "do va ca/1") << "the title when nothing else has any";
}

TEST(SnippetTest, WithoutHighlightsTheStartOfTheText) {
  const std::vector<text::Passage> passages = {{text::Field::kTitle, 0, "Tựa"},
                                               {text::Field::kLead, 0, "  mot hai ba bon"}};
  EXPECT_EQ(Cut("xyz", passages, 9), "mot hai/0");
  EXPECT_EQ(Cut("xyz", {passages[0]}, 100), "Tựa/0");
}

TEST(SnippetTest, CutsWordsOnlyWhenTheyAreTooLong) {
  const std::vector<text::Passage> passages = {{text::Field::kBody, 0, "ườườườườ"}};
  EXPECT_EQ(Cut("xyz", passages, 6), "ườ/0");
  EXPECT_EQ(MakeSnippet({}, {}, 10).span.end, 0U);
  const std::vector<text::Passage> blank = {{text::Field::kBody, 0, "   "}};
  EXPECT_EQ(Cut("xyz", blank, 2), "/0");
}

}  // namespace
}  // namespace khotin::query
