#include "dedupe/comparison.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "dedupe/made_text.h"
#include "gtest/gtest.h"

namespace khotin::dedupe {
namespace {

using Words = std::vector<std::string>;

Words Part(const Words& words, size_t begin, size_t end) {
  return {words.begin() + static_cast<std::ptrdiff_t>(begin),
          words.begin() + static_cast<std::ptrdiff_t>(end)};
}

Words Joined(Words a, const Words& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

Relation RelationOf(const std::string& body, const std::string& match) {
  const Signature a = SignatureOf(body);
  const Signature b = SignatureOf(match);
  return Classify(a, b, Compare(a, b));
}

Relation RelationOf(const Words& body, const Words& match) {
  return RelationOf(MadeText(body), MadeText(match));
}

// A notice in one wording, with names and figures of its own.
std::string Notice(const std::string& person, const std::string& place, int figure) {
  const std::string frame = MadeText(MadeWords(7, 30));
  return absl::StrCat(frame, " tại ", place, " do ông ", person, " ký ngày ", figure, "/3, mức ",
                      figure, " đồng. ", MadeText(MadeWords(8, 30)), " theo ", person, " ở ", place,
                      " thì ", figure + 1, " hộ nhận. ", MadeText(MadeWords(9, 30)));
}

TEST(ComparisonTest, CountsSharesExactly) {
  const Words words = MadeWords(1, 104);
  const Signature all = SignatureOf(MadeText(words));
  const Signature half = SignatureOf(MadeText(Part(words, 0, 54)));
  ASSERT_EQ(all.shingles.size(), 100U);
  ASSERT_EQ(half.shingles.size(), 50U);
  const Comparison comparison = Compare(half, all);
  EXPECT_DOUBLE_EQ(comparison.jaccard, 0.5);
  EXPECT_DOUBLE_EQ(comparison.containment, 1);
  EXPECT_DOUBLE_EQ(comparison.match_containment, 0.5);
  EXPECT_DOUBLE_EQ(Compare(all, half).match_containment, 1);
}

TEST(ComparisonTest, AFewChangedWordsAreANearDuplicate) {
  Words edited = MadeWords(1, 400);
  for (const size_t i : {50U, 150U, 250U}) edited[i] = "khác";
  EXPECT_EQ(RelationOf(edited, MadeWords(1, 400)), Relation::kNear);
}

TEST(ComparisonTest, AnAbridgedVersionIsContainedAndAnExtendedOneContains) {
  const Words whole = MadeWords(1, 400);
  const Words part = Part(whole, 0, 200);
  EXPECT_EQ(RelationOf(part, whole), Relation::kContainedIn);
  EXPECT_EQ(RelationOf(whole, part), Relation::kContains);
}

TEST(ComparisonTest, AnAbridgedVersionMayBeEditedTooIfItsFactsStay) {
  Words whole = MadeWords(1, 600);
  for (size_t i = 5; i < 300; i += 50) whole[i] = absl::StrCat(i);
  Words part = Part(whole, 0, 420);
  for (size_t i = 0; i < part.size(); i += 20) part[i] = "khác";
  const Comparison comparison = Compare(SignatureOf(MadeText(part)), SignatureOf(MadeText(whole)));
  EXPECT_LT(comparison.containment, 0.8);
  EXPECT_EQ(RelationOf(part, whole), Relation::kContainedIn);
  for (size_t i = 5; i < 300; i += 50) part[i] = absl::StrCat(i + 1000);
  EXPECT_EQ(RelationOf(part, whole), Relation::kRelated);
}

TEST(ComparisonTest, TextsThatShareAPartAreRelated) {
  const Words shared = MadeWords(1, 200);
  EXPECT_EQ(RelationOf(Joined(shared, MadeWords(2, 150)), Joined(shared, MadeWords(3, 150))),
            Relation::kRelated);
}

TEST(ComparisonTest, AStockPassageIsNoRelation) {
  const Words stock = MadeWords(1, 40);
  EXPECT_EQ(RelationOf(Joined(stock, MadeWords(2, 300)), Joined(stock, MadeWords(3, 300))),
            Relation::kNone);
}

TEST(ComparisonTest, AShortTextInALongOneIsNoVersion) {
  const Words whole = MadeWords(1, 400);
  EXPECT_EQ(RelationOf(Part(whole, 0, 40), whole), Relation::kRelated);
}

TEST(ComparisonTest, OneTemplateWithOtherFactsIsNoVersion) {
  EXPECT_EQ(RelationOf(Notice("Trần Bá Lộc", "Gò Me", 12), Notice("Lê Thị Sen", "Bãi Xếp", 35)),
            Relation::kRelated);
}

TEST(ComparisonTest, OneTemplateWithOtherNumbersAloneIsNoVersion) {
  EXPECT_EQ(RelationOf(Notice("Trần Bá Lộc", "Gò Me", 12), Notice("Trần Bá Lộc", "Gò Me", 35)),
            Relation::kRelated);
}

TEST(ComparisonTest, AnotherDatelineIsAVersion) {
  const std::string text = Notice("Trần Bá Lộc", "Gò Me", 12);
  EXPECT_EQ(
      RelationOf(absl::StrCat("Hà Nội, 5/3 (TTXVN) - ", text), absl::StrCat("Cần Thơ - ", text)),
      Relation::kNear);
}

TEST(ComparisonTest, AnUpdatedFigureIsAVersion) {
  EXPECT_EQ(RelationOf(Notice("Trần Bá Lộc", "Gò Me", 12),
                       Notice("Trần Bá Lộc", "Gò Me", 12) + ". Đến tối có thêm hai người nữa"),
            Relation::kNear);
}

TEST(ComparisonTest, ChangedWordsAreThoseOfTheShorterText) {
  const Signature longer = SignatureOf("Ông đi Huế ngày 3/4 với 12 người bạn cũ và một con mèo");
  const Signature shorter = SignatureOf("Bà đi Vinh ngày 3/4 với 13 người bạn");
  for (const ChangedWords& changed :
       {CompareWords(shorter, longer), CompareWords(longer, shorter)}) {
    EXPECT_EQ(changed.facts.words, 4U) << "Vinh, 3, 4, 13";
    EXPECT_EQ(changed.facts.missing, 2U) << "Vinh, 13";
    EXPECT_DOUBLE_EQ(changed.numbers.share(), 1.0 / 3);
    EXPECT_DOUBLE_EQ(changed.names.share(), 1);
    EXPECT_DOUBLE_EQ(changed.ordinary.share(), 1.0 / 6) << "bà";
  }
}

TEST(ComparisonTest, EmptyTextsCompareToNothing) {
  const Signature empty = SignatureOf("");
  const Signature text = SignatureOf("một hai ba");
  EXPECT_EQ(Classify(empty, text, Compare(empty, text)), Relation::kNone);
  EXPECT_EQ(Classify(text, empty, Compare(text, empty)), Relation::kNone);
}

}  // namespace
}  // namespace khotin::dedupe
