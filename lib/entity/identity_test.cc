#include "entity/identity.h"

#include <gtest/gtest.h>

#include "entity/testing.h"

namespace khotin::entity {
namespace {

PersonContext Context(absl::string_view name, absl::string_view text, int year) {
  const std::vector<text::Passage> document = Document({text});
  const std::vector<Mention> mentions = RecognizeIn(document);
  const std::vector<DocumentEntity> entities = LinkMentions(document, mentions);
  const DocumentFacts facts = FindFacts(document, mentions, entities);
  for (uint32_t i = 0; i < entities.size(); ++i) {
    if (entities[i].name == name) return ContextOf(i, entities, facts, year);
  }
  ADD_FAILURE() << name << " is not found in: " << text;
  return {};
}

std::vector<std::string> Keys(const PersonContext& context) {
  std::vector<std::string> keys;
  for (const Clue& clue : context.clues) keys.push_back(clue.key);
  return keys;
}

struct Told {
  std::vector<Clue> clues;
  int year = 0;
};

PersonProfile Profile(const Told& told, int64_t documents = 1) {
  PersonProfile profile;
  profile.documents = documents;
  for (const Clue& clue : told.clues) profile.clues.push_back({clue, told.year, documents});
  return profile;
}

constexpr ClueKind kOffice = ClueKind::kOffice;
constexpr ClueKind kBody = ClueKind::kBody;
constexpr ClueKind kPlace = ClueKind::kPlace;

TEST(ContextOf, TellsTheOfficeItsBodyAndTheProvinceInTheName) {
  const PersonContext context =
      Context("Nguyễn Văn Hùng", "Giám đốc Sở Y tế Nghệ An Nguyễn Văn Hùng cho biết.", 2017);
  EXPECT_EQ(Keys(context), (std::vector<std::string>{"giám đốc", "sở y tế nghệ an", "nghệ an"}));
  EXPECT_EQ(context.year, 2017);
}

TEST(ContextOf, FindsTheProvinceBehindItsHeadAndInTwoParts) {
  const std::vector<std::string> with_head =
      Keys(Context("Trần Văn Nam", "Bí thư Tỉnh ủy tỉnh Lâm Đồng Trần Văn Nam phát biểu.", 2017));
  ASSERT_FALSE(with_head.empty());
  EXPECT_EQ(with_head.back(), "lâm đồng");
  const std::vector<std::string> two_parts = Keys(Context(
      "Trần Văn Nam", "Phó Chủ tịch UBND tỉnh Bà Rịa - Vũng Tàu Trần Văn Nam phát biểu.", 2017));
  ASSERT_FALSE(two_parts.empty());
  EXPECT_EQ(two_parts.back(), "bà rịa vũng tàu");
}

TEST(ContextOf, TellsNothingOfOneWithoutAnOffice) {
  EXPECT_TRUE(
      Context("Nguyễn Văn Hùng", "Bị cáo Nguyễn Văn Hùng khai như trên.", 2017).clues.empty());
}

TEST(ChooseIdentity, MeetsTheFirstPersonOfAName) {
  const IdentityChoice choice = ChooseIdentity("tô lâm", {}, {});
  EXPECT_FALSE(choice.profile.has_value());
  EXPECT_EQ(choice.certainty, 1);
}

TEST(ChooseIdentity, TakesTheMostToldWhenTheDocumentTellsNothing) {
  const PersonProfile few = Profile({{{kPlace, "cà mau"}}, 2017}, 2);
  const PersonProfile many = Profile({{{kPlace, "nghệ an"}}, 2017}, 5);
  EXPECT_EQ(ChooseIdentity("nguyễn văn hùng", {{}, 2017}, {few, many}).profile, 1U);
}

struct Pair {
  const char* why;
  const char* name;
  Told first;
  Told second;
};

void ExpectSame(bool is_same, const Pair& pair) {
  const PersonContext context{pair.second.clues, pair.second.year};
  const IdentityChoice choice = ChooseIdentity(pair.name, context, {Profile(pair.first)});
  EXPECT_EQ(choice.profile.has_value(), is_same) << pair.why;
  EXPECT_GT(choice.certainty, 0) << pair.why;
  EXPECT_LE(choice.certainty, 1) << pair.why;
}

TEST(ChooseIdentity, PartsPersonsThatDisagree) {
  const Pair pairs[] = {
      {"a policeman of one province and a teacher of another",
       "nguyễn văn thành",
       {{{kOffice, "trưởng công an"}, {kPlace, "nghệ an"}}, 2017},
       {{{kOffice, "hiệu trưởng"}, {kPlace, "cà mau"}}, 2017}},
      {"a common name in two provinces in one year",
       "nguyễn văn hùng",
       {{{kOffice, "phó giám đốc"}, {kPlace, "nghệ an"}}, 2017},
       {{{kOffice, "phó giám đốc"}, {kPlace, "cà mau"}}, 2017}},
      {"a lieutenant and a general",
       "trần văn nam",
       {{{kOffice, "thượng úy"}}, 2017},
       {{{kOffice, "thiếu tướng"}}, 2017}},
      {"a policeman and a doctor",
       "nguyễn mạnh hùng",
       {{{kOffice, "đội phó"}, {kBody, "công an huyện quảng xương"}}, 2017},
       {{{kOffice, "giám đốc"}, {kBody, "bệnh viện đa khoa chợ lách"}}, 2017}},
  };
  for (const Pair& pair : pairs) ExpectSame(false, pair);
}

TEST(ChooseIdentity, LeavesOnePersonWholeWhoMovesOrIsRareOrDoesTwoThings) {
  const Pair pairs[] = {
      {"the same years apart",
       "nguyễn văn hùng",
       {{{kOffice, "phó giám đốc"}, {kPlace, "nghệ an"}}, 2010},
       {{{kOffice, "giám đốc"}, {kPlace, "cà mau"}}, 2017}},
      {"provinces that have merged",
       "nguyễn văn hùng",
       {{{kPlace, "cà mau"}}, 2025},
       {{{kPlace, "bạc liêu"}}, 2025}},
      {"an officer promoted",
       "trần văn nam",
       {{{kOffice, "thượng tá"}}, 2017},
       {{{kOffice, "đại tá"}}, 2017}},
      {"a provincial secretary who moved to the ministry",
       "nguyễn văn thành",
       {{{kOffice, "bí thư"}, {kPlace, "hải phòng"}}, 2018},
       {{{kOffice, "thứ trưởng"}, {kBody, "bộ công an"}}, 2018}},
      {"a minister who became president",
       "tô lâm",
       {{{kOffice, "bộ trưởng"}, {kBody, "bộ công an"}}, 2024},
       {{{kOffice, "chủ tịch nước"}}, 2024}},
      {"a coach who changed clubs",
       "phan thanh hùng",
       {{{kOffice, "hlv"}, {kBody, "than quảng ninh"}}, 2017},
       {{{kOffice, "hlv"}, {kBody, "becamex bình dương"}}, 2017}},
      {"a general at the head of a company",
       "nguyễn mạnh hùng",
       {{{kOffice, "thiếu tướng"}}, 2017},
       {{{kOffice, "tổng giám đốc"}, {kBody, "công ti viễn thông quân đội"}}, 2017}},
      {"a rare name in two provinces",
       "hạng a chí",
       {{{kPlace, "lào cai"}}, 2017},
       {{{kPlace, "đắk lắk"}}, 2017}},
      {"a foreign name",
       "donald trump",
       {{{kOffice, "tổng thống"}, {kPlace, "mĩ"}}, 2017},
       {{{kOffice, "hlv"}}, 2017}},
      {"two offices of one province",
       "nguyễn văn hùng",
       {{{kOffice, "hiệu trưởng"}, {kPlace, "nghệ an"}}, 2017},
       {{{kOffice, "đại tá"}, {kPlace, "nghệ an"}}, 2017}},
  };
  for (const Pair& pair : pairs) ExpectSame(true, pair);
}

TEST(ChooseIdentity, FindsThePersonOfTheSamePlaceAmongSeveral) {
  const PersonProfile first = Profile({{{kPlace, "cà mau"}}, 2017}, 9);
  const PersonProfile second = Profile({{{kPlace, "nghệ an"}}, 2017}, 1);
  const PersonContext context{{{kOffice, "giám đốc"}, {kPlace, "nghệ an"}}, 2017};
  EXPECT_EQ(ChooseIdentity("nguyễn văn hùng", context, {first, second}).profile, 1U);
}

}  // namespace
}  // namespace khotin::entity
