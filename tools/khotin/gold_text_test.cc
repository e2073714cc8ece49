#include "tools/khotin/gold_text.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::cli {
namespace {

using entity::EntityType;
using ::testing::HasSubstr;

TEST(GoldTextTest, CodePointsBecomeBytes) {
  const auto gold = ParseGoldLine(
      R"({"text":"Bộ trưởng Bộ Y tế tới","split":"dev","entities":[)"
      R"({"type":"ORGANIZATION","begin":10,"end":17},{"type":"POSITION","begin":0,"end":17}]})");
  ASSERT_TRUE(gold.ok()) << gold.status();
  ASSERT_EQ(gold->mentions.size(), 2u);
  EXPECT_EQ(gold->mentions[0].type, EntityType::kPosition);
  const MarkedSpan& body = gold->mentions[1];
  EXPECT_EQ(gold->text.substr(body.begin, body.end - body.begin), "Bộ Y tế");
}

TEST(GoldTextTest, MistakesAreNamed) {
  const struct {
    const char* line;
    const char* reason;
  } cases[] = {
      {"Huế", "not a JSON object"},
      {R"({"entities":[]})", "no text"},
      {R"({"text":"Huế"})", "no list of entities"},
      {R"({"text":"Huế","entities":[7]})", "no object"},
      {R"({"text":"Huế","entities":[{"begin":0,"end":1}]})", "without type"},
      {R"({"text":"Huế","entities":[{"type":"LOC","begin":0,"end":3}]})", "unknown type \"LOC\""},
      {R"({"text":"Huế","entities":[{"type":"MISC","begin":0,"end":4}]})", "no span"},
      {R"({"text":"Huế","entities":[{"type":"MISC","begin":2,"end":2}]})", "no span"},
      {R"({"text":"Huế","entities":[{"type":"MISC","begin":-1,"end":2}]})", "no span"},
      {"{\"text\":\"\xff\",\"entities\":[]}", ""},
  };
  for (const auto& sample : cases) {
    const auto gold = ParseGoldLine(sample.line);
    ASSERT_EQ(gold.status().code(), absl::StatusCode::kInvalidArgument) << sample.line;
    EXPECT_THAT(std::string(gold.status().message()), HasSubstr(sample.reason));
  }
}

TEST(GoldTextTest, EachMentionIsHeldAgainstOneOther) {
  const std::vector<MarkedSpan> gold = {
      {EntityType::kPosition, 0, 20, ""}, {EntityType::kOrganization, 10, 20, ""},
      {EntityType::kPerson, 21, 30, ""},  {EntityType::kLocation, 40, 50, ""},
      {EntityType::kMisc, 60, 70, ""},    {EntityType::kDate, 80, 90, ""}};
  const std::vector<MarkedSpan> found = {
      {EntityType::kPosition, 0, 9, ""},   {EntityType::kOrganization, 10, 20, ""},
      {EntityType::kLocation, 21, 30, ""}, {EntityType::kLocation, 35, 39, ""},
      {EntityType::kMisc, 45, 50, ""},     {EntityType::kMisc, 60, 65, ""}};
  const Comparison comparison = Compare(found, gold);
  std::vector<Outcome> outcomes;
  for (const Judgement& judgement : comparison.found) outcomes.push_back(judgement.outcome);
  EXPECT_THAT(outcomes,
              testing::ElementsAre(Outcome::kBoundary, Outcome::kRight, Outcome::kType,
                                   Outcome::kInvented, Outcome::kBoth, Outcome::kBoundary));
  EXPECT_EQ(comparison.found[2].other, 2);
  EXPECT_EQ(comparison.gold[3].other, 4);
  EXPECT_EQ(comparison.gold[5].outcome, Outcome::kMissed);
}

// A missed office is no wrong boundary of the body that was found inside it.
TEST(GoldTextTest, ABodyInsideAnOfficeIsNoPairWithIt) {
  const Comparison comparison =
      Compare({{{EntityType::kOrganization, 10, 20, ""}}}, {{{EntityType::kPosition, 0, 20, ""}}});
  EXPECT_EQ(comparison.found[0].outcome, Outcome::kInvented);
  EXPECT_EQ(comparison.gold[0].outcome, Outcome::kMissed);
}

}  // namespace
}  // namespace khotin::cli
