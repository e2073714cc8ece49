#include "entity/rules/lexicon.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "text/tokenize.h"

namespace khotin::entity::rules {
namespace {

std::vector<Term> Terms(absl::string_view text) {
  std::vector<Term> terms;
  for (const text::Token& token : text::Tokenize(text)) terms.push_back(MakeTerm(token.In(text)));
  return terms;
}

TEST(LexiconTest, LongestPhraseOfTheAskedKind) {
  const std::vector<absl::string_view> rows = {"Nam\tLOCATION", "Nam Sudan\tLOCATION\tNSD",
                                               "Nam Sơn\tPERSON", "không có\tUNHEARD_OF"};
  const Lexicon lexicon(rows);
  const auto longest = [&](absl::string_view text) {
    return lexicon.Longest(Terms(text), kLocationName).length;
  };
  EXPECT_EQ(longest("Nam Sudan xa xôi"), 2u);
  EXPECT_EQ(longest("Nam Sơn"), 1u);
  EXPECT_EQ(longest("NSD"), 1u);
  EXPECT_EQ(longest("Bắc"), 0u);
  EXPECT_EQ(lexicon.Longest(Terms("không có"), ~Kinds{0}).length, 0u);
}

TEST(LexiconTest, SeveralSetsOfKindsAtOnceAreAsOneByOne) {
  const std::vector<absl::string_view> rows = {"Nam\tLOCATION", "Nam Sudan\tLOCATION",
                                               "Nam Sudan mới\tPERSON", "Nam\tSURNAME"};
  const Lexicon lexicon(rows);
  const std::vector<Kinds> kinds = {kLocationName, kPersonName, kSurname, kMiscName, 0};
  for (const absl::string_view text : {"Nam Sudan mới lạ", "Nam Sudan", "Nam", "nam", "Bắc"}) {
    std::vector<Match> matches(kinds.size(), Match{7, 7, 7});
    lexicon.Longest(Terms(text), kinds, absl::MakeSpan(matches));
    for (size_t i = 0; i < kinds.size(); ++i) {
      const Match alone = lexicon.Longest(Terms(text), kinds[i]);
      EXPECT_EQ(matches[i].length, alone.length) << text << " " << i;
      EXPECT_EQ(matches[i].kinds, alone.kinds) << text << " " << i;
      EXPECT_EQ(matches[i].name, alone.name) << text << " " << i;
    }
  }
}

TEST(LexiconTest, NamesKeepTheirCapitals) {
  const std::vector<absl::string_view> rows = {"Hòa Bình\tLOCATION", "Liên hợp quốc\tORGANIZATION",
                                               "IS\tORGANIZATION"};
  const Lexicon lexicon(rows);
  EXPECT_EQ(lexicon.Longest(Terms("Hoà Bình"), kAnyName).length, 2u);
  EXPECT_EQ(lexicon.Longest(Terms("hòa bình"), kAnyName).length, 0u);
  EXPECT_EQ(lexicon.Longest(Terms("Liên Hợp Quốc"), kAnyName).length, 3u);
  EXPECT_EQ(lexicon.Longest(Terms("Is"), kAnyName).length, 0u);
}

TEST(LexiconTest, AliasesLeadToTheFirstColumn) {
  const std::vector<absl::string_view> rows = {"Liên hợp quốc\tORGANIZATION\tLHQ\tHợp Quốc"};
  const Lexicon lexicon(rows);
  const int32_t name = lexicon.FindName("lhq", EntityType::kOrganization);
  ASSERT_GE(name, 0);
  EXPECT_EQ(lexicon.CanonicalName(name), "Liên hợp quốc");
  EXPECT_EQ(lexicon.Aliases(name).size(), 2u);
  EXPECT_EQ(lexicon.FindName("LHQ", EntityType::kLocation), -1);
  EXPECT_EQ(lexicon.FindName("khác", EntityType::kOrganization), -1);
}

// Counted lists name a short form alone; the full name of another list must still be found.
TEST(LexiconTest, ARowWithAliasesIsTheHeadingOfABareOne) {
  const std::vector<absl::string_view> rows = {"SLBT\tORGANIZATION", "Đò\tPERSON",
                                               "Sông Lam Bến Tre\tORGANIZATION\tSLBT\tĐò"};
  const Lexicon lexicon(rows);
  EXPECT_EQ(lexicon.CanonicalName(lexicon.FindName("SLBT", EntityType::kOrganization)),
            "Sông Lam Bến Tre");
  EXPECT_EQ(lexicon.FindName("Đò", EntityType::kOrganization), -1);
  const std::vector<absl::string_view> own_rows = {"SLBT\tORGANIZATION"};
  const Lexicon with_own(rows, own_rows);
  EXPECT_EQ(with_own.CanonicalName(with_own.FindName("SLBT", EntityType::kOrganization)), "SLBT");
}

TEST(LexiconTest, Shapes) {
  EXPECT_EQ(MakeTerm("công").shape, Shape::kLower);
  EXPECT_EQ(MakeTerm("Ủy").shape, Shape::kCapital);
  EXPECT_EQ(MakeTerm("N").shape, Shape::kCapital);
  EXPECT_EQ(MakeTerm("UBND").shape, Shape::kUpper);
  EXPECT_EQ(MakeTerm("VnExpress").shape, Shape::kMixed);
  EXPECT_EQ(MakeTerm("46/2016").shape, Shape::kNumber);
  EXPECT_EQ(MakeTerm("“").shape, Shape::kMark);
}

TEST(LexiconTest, BuiltInAliasesLeadToTheirNames) {
  const Lexicon& lexicon = Lexicon::BuiltIn();
  const struct {
    const char* alias;
    EntityType type;
    const char* name;
  } cases[] = {
      {"Thailand", EntityType::kLocation, "Thái Lan"},
      {"I-ta-li-a", EntityType::kLocation, "Ý"},
      {"CHDC Congo", EntityType::kLocation, "Cộng hòa Dân chủ Congo"},
      {"Xơ-un", EntityType::kLocation, "Seoul"},
      {"TPHCM", EntityType::kLocation, "Thành phố Hồ Chí Minh"},
      {"Ban Mê Thuột", EntityType::kLocation, "Buôn Ma Thuột"},
      {"Bộ NN&PTNT", EntityType::kOrganization, "Bộ Nông nghiệp và Phát triển nông thôn"},
      {"Bộ NN&MT", EntityType::kOrganization, "Bộ Nông nghiệp và Môi trường"},
      {"TANDTC", EntityType::kOrganization, "Tòa án nhân dân tối cao"},
      {"MTTQ Việt Nam", EntityType::kOrganization, "Mặt trận Tổ quốc Việt Nam"},
      {"QĐND", EntityType::kOrganization, "Quân đội nhân dân Việt Nam"},
      {"WHO", EntityType::kOrganization, "Tổ chức Y tế Thế giới"},
      {"UNMISS", EntityType::kOrganization, "Phái bộ Gìn giữ hòa bình Liên hợp quốc tại Nam Sudan"},
      {"Xinhua", EntityType::kOrganization, "Tân Hoa xã"},
      {"MU", EntityType::kOrganization, "Manchester United"},
      {"ĐH Bách khoa Hà Nội", EntityType::kOrganization, "Đại học Bách khoa Hà Nội"},
      {"VCB", EntityType::kOrganization, "Vietcombank"},
  };
  for (const auto& sample : cases) {
    const int32_t name = lexicon.FindName(sample.alias, sample.type);
    ASSERT_GE(name, 0) << sample.alias;
    EXPECT_EQ(lexicon.CanonicalName(name), sample.name) << sample.alias;
  }
}

TEST(LexiconTest, BuiltInListsAreThere) {
  const Lexicon& lexicon = Lexicon::BuiltIn();
  EXPECT_GE(lexicon.FindName("Việt Nam", EntityType::kLocation), 0);
  EXPECT_GE(lexicon.FindName("TTXVN", EntityType::kOrganization), 0);
}

}  // namespace
}  // namespace khotin::entity::rules
