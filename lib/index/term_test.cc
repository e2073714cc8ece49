#include "index/term.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "index/document_terms.h"
#include "text/normalize.h"

namespace khotin::index {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Units(absl::string_view text) {
  std::vector<std::string> units;
  for (const Unit& unit : SplitUnits(text)) {
    units.emplace_back(text.substr(unit.begin, unit.end - unit.begin));
  }
  return units;
}

struct Found {
  uint32_t frequency = 0;
  std::vector<uint32_t> positions;
};

std::map<std::string, Found> TermsOf(const std::vector<text::Passage>& passages) {
  std::map<std::string, Found> found;
  std::string last;
  for (const DocumentTerm& term : ListTerms(BuildDocumentTerms(passages))) {
    EXPECT_LT(last, term.text) << "terms must rise";
    last = term.text;
    found[last] = {term.frequency, term.positions};
  }
  return found;
}

TEST(TermTest, UnitsLeaveOutPunctuationAndSplitInnerMarks) {
  EXPECT_THAT(Units("Đò về, bến vắng!"), ElementsAre("Đò", "về", "bến", "vắng"));
  EXPECT_THAT(Units("ở TP.HCM hôm nay"), ElementsAre("ở", "TP", "HCM", "hôm", "nay"));
  EXPECT_THAT(Units("số 46/2016/NĐ-CP"), ElementsAre("số", "46", "2016", "NĐ", "CP"));
  EXPECT_THAT(Units("giá 35.824 đồng"), ElementsAre("giá", "35.824", "đồng"));
  EXPECT_THAT(Units("?!... - ()"), IsEmpty());
}

TEST(TermTest, ClosingDotOfAnAbbreviationIsNoPartOfIt) {
  EXPECT_THAT(Units("TP. Vinh"), ElementsAre("TP", "Vinh"));
}

TEST(TermTest, LongKeysStayDistinctAndShort) {
  const std::string stem(100, 'a');
  const UnitKeys one = MakeUnitKeys(stem + "1");
  const UnitKeys two = MakeUnitKeys(stem + "2");
  EXPECT_LE(one.exact.size(), kMaxKeyBytes);
  EXPECT_NE(one.exact, two.exact);
  EXPECT_EQ(one.exact, MakeUnitKeys(stem + "1").exact);
}

TEST(DocumentTermsTest, ExactFoldedAndPairForms) {
  const auto terms =
      TermsOf({{text::Field::kTitle, 0, "Đò đầy"}, {text::Field::kBody, 0, "Ba đò"}});
  EXPECT_EQ(terms.at("e0đò").frequency, 1U);
  EXPECT_THAT(terms.at("e0đò").positions, IsEmpty()) << "the folded term tells the spelling";
  EXPECT_THAT(terms.at("f0do").positions, ElementsAre(0));
  EXPECT_THAT(terms.at("f0day").positions, ElementsAre(1));
  EXPECT_THAT(terms.at("f1do").positions, ElementsAre(1));
  EXPECT_EQ(terms.at("p0do day").frequency, 1U);
  EXPECT_THAT(terms.at("p0do day").positions, IsEmpty());
  EXPECT_EQ(terms.count("e1ba"), 0U) << "a word without diacritics has no exact term";
  EXPECT_EQ(terms.at("f1ba").frequency, 1U);
}

TEST(DocumentTermsTest, PositionsCountRepeatsAndPassagesStayApart) {
  const auto terms =
      TermsOf({{text::Field::kLead, 0, "sóng, sóng"}, {text::Field::kBody, 0, "sóng"}});
  EXPECT_THAT(terms.at("f1song").positions, ElementsAre(0, 1, 2 + kPassageGap));
  EXPECT_EQ(terms.at("p1song song").frequency, 1U) << "no pair crosses passages";
}

TEST(DocumentTermsTest, LengthsCountPositionsWithoutGaps) {
  const std::vector<text::Passage> passages = {{text::Field::kTitle, 0, "Một hai"},
                                               {text::Field::kBody, 0, "ba bốn năm."},
                                               {text::Field::kBody, 1, "TP.HCM"}};
  const DocumentValues values = BuildDocumentTerms(passages).values;
  EXPECT_THAT(values.lengths, ElementsAre(2, 5));
}

TEST(DocumentTermsTest, DecomposedTextGivesTheSameTerms) {
  const std::string decomposed =
      "D\xC6\xB0\xCC\x80"
      "a h\xE1\xBA\xA5u";
  const auto terms = TermsOf({{text::Field::kBody, 0, decomposed}});
  EXPECT_EQ(terms.count("e1dừa"), 1U);
  EXPECT_EQ(terms.count("e1hấu"), 1U);
  EXPECT_EQ(terms.count("p1dua hau"), 1U);
}

TEST(ValueKeyTest, ComparesWithoutCaseMarksAndPunctuation) {
  EXPECT_EQ(ValueKey("Hoàng  Sơn"), ValueKey("hoang son"));
  EXPECT_EQ(ValueKey("Thời sự"), "thoi su");
  EXPECT_EQ(ValueKey("person/to-lam"), ValueKey("person/to-lam"));
  EXPECT_NE(ValueKey("vnexpress.net"), ValueKey("dantri.com.vn"));
  EXPECT_EQ(ValueKey(" ... "), "");
  EXPECT_EQ(MakeValueTerm(ValueField::kAuthor, "hoang son"), "v4hoang son");
}

TEST(DocumentTermsTest, NothingInNothingOut) {
  EXPECT_TRUE(ListTerms(BuildDocumentTerms({})).empty());
  EXPECT_TRUE(TermsOf({{text::Field::kBody, 0, ""}, {text::Field::kTitle, 0, "..."}}).empty());
}

TEST(PhraseTermTest, TheFoldedKeyComesFirstAndThePhraseIsKept) {
  const std::string term = MakePhraseTerm("Bộ Công an");
  EXPECT_EQ(term, absl::StrCat("kbo cong an", std::string(1, '\0'), "Bộ Công an"));
  EXPECT_EQ(PhraseOf(term), "Bộ Công an");
  EXPECT_EQ(PhraseTermPrefix("bo c"), "kbo c");
  EXPECT_EQ(PhraseOf("kbo"), "");
}

}  // namespace
}  // namespace khotin::index
