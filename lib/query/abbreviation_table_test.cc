#include "query/abbreviation_table.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "query/abbreviation_rows.h"
#include "query/operand.h"

namespace khotin::query {
namespace {

std::vector<Term> Terms(const std::vector<std::string>& words) {
  std::vector<Term> terms;
  for (const std::string& word : words) terms.push_back(MakeQueryTerm(word));
  return terms;
}

std::string Found(const AbbreviationTable& table, const std::vector<std::string>& words) {
  const std::vector<Term> terms = Terms(words);
  std::vector<std::string> found;
  for (const absl::Span<const Term> name : table.Find(terms)) {
    found.push_back(absl::StrJoin(
        name, " ", [](std::string* out, const Term& term) { out->append(term.exact_key); }));
  }
  return absl::StrJoin(found, ", ");
}

TEST(AbbreviationTableTest, EveryBuiltInRowCanBeRead) {
  AbbreviationTable table;
  EXPECT_EQ(table.Add(AbbreviationRows(), "built in"), absl::OkStatus());
  EXPECT_GT(table.rows(), 200U);
  EXPECT_EQ(AbbreviationTable::BuiltIn().rows(), table.rows());
}

TEST(AbbreviationTableTest, FindsBothWays) {
  const AbbreviationTable& table = AbbreviationTable::BuiltIn();
  EXPECT_EQ(Found(table, {"CAND"}), "công an nhân dân");
  EXPECT_EQ(Found(table, {"công", "an", "nhân", "dân"}), "cand");
  EXPECT_EQ(Found(table, {"Cong", "an", "nhan", "dan"}), "cand");
  EXPECT_EQ(Found(table, {"công", "án", "nhân", "dân"}), "") << "another word";
  EXPECT_EQ(Found(table, {"LHQ"}), "liên hợp quốc, liên hiệp quốc");
  EXPECT_EQ(Found(table, {"liên", "hiệp", "quốc"}), "lhq, liên hợp quốc");
  EXPECT_EQ(Found(table, {"tp", "hcm"}), "tphcm, tp hồ chí minh, thành phố hồ chí minh");
  EXPECT_EQ(Found(table, {"HDND"}), "hội đồng nhân dân");
  EXPECT_EQ(Found(table, {"bến", "đò"}), "");
  EXPECT_EQ(Found(table, {}), "");
}

TEST(AbbreviationTableTest, EverydayWordsAreNotRecognized) {
  const AbbreviationTable& table = AbbreviationTable::BuiltIn();
  EXPECT_EQ(Found(table, {"giám", "đốc"}), "");
  EXPECT_EQ(Found(table, {"GĐ"}), "giám đốc");
  EXPECT_EQ(Found(table, {"gd"}), "") << "may be gia đình";
}

TEST(AbbreviationTableTest, SeveralMeaningsAndRowsOfTheUser) {
  AbbreviationTable table;
  ASSERT_TRUE(table.Add("# mine\n\nBTC | B.T.C\tBộ Tài chính\r\nBTC\tban tổ chức\n", "a").ok());
  EXPECT_EQ(Found(table, {"btc"}), "b t c, bộ tài chính, ban tổ chức");
  EXPECT_EQ(Found(table, {"ban", "tổ", "chức"}), "btc");
  EXPECT_EQ(table.rows(), 2U);
  EXPECT_EQ(table.longest(), 3U);
}

TEST(AbbreviationTableTest, ErrorsNameTheLine) {
  AbbreviationTable table;
  const auto error = [&](const std::string& text) {
    return std::string(table.Add(text, "mine.tsv").message());
  };
  EXPECT_EQ(error("\nCAND"), "mine.tsv:2: expected ABBREVIATION<TAB>name");
  EXPECT_EQ(error("CA\tcông an"),
            "mine.tsv:1: expected an abbreviation that is no syllable, not \"CA\"");
  EXPECT_EQ(error("CAND\tcông"), "mine.tsv:1: expected a name of 2 to 16 words, not \"công\"");
  EXPECT_EQ(error("?\tcông an"),
            "mine.tsv:1: expected an abbreviation of 1 to 16 words, not \"?\"");
  EXPECT_EQ(error("\xFF"), "mine.tsv: invalid UTF-8 at byte 0");
  std::string many;
  for (int i = 0; i < 5; ++i) absl::StrAppend(&many, "BTC\tban ", i, "\n");
  EXPECT_EQ(error(many), "mine.tsv:5: expected at most 4 rows with one abbreviation or name");
  EXPECT_EQ(error(std::string((1U << 20) + 1, '#')), "mine.tsv: expected at most 1048576 bytes");
  EXPECT_EQ(table.rows(), 0U) << "a table that cannot be read changes nothing";
}

}  // namespace
}  // namespace khotin::query
