#include "query/expansion.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "query/query_parser.h"

namespace khotin::query {
namespace {

std::string Expanded(absl::string_view text,
                     const AbbreviationTable& table = AbbreviationTable::BuiltIn()) {
  auto tree = ParseQueryTree(text);
  EXPECT_TRUE(tree.ok()) << tree.status();
  return ToString(ExpandAbbreviations(*std::move(tree), table));
}

TEST(ExpandAbbreviationsTest, Table) {
  struct Case {
    const char* text;
    const char* shown;
  };
  const Case cases[] = {
      {"bến đò", "bến! đò!"},
      {"CAND", "or(cand 'công! an nhân! dân!')"},
      {"báo cand nói", "báo! or(cand 'công! an nhân! dân!') nói!"},
      {"công an nhân dân", "or((công! an nhân! dân!) cand)"},
      {"cong an nhan dan ha noi", "or((cong an nhan dan) cand) ha noi"},
      {"ở TP.HCM", "ở! or('tp hcm' tphcm 'tp hồ! chí! minh' 'thành! phố! hồ! chí! minh')"},
      {"Bộ GDĐT",
       "or((bộ! gdđt!) 'bộ! gd đt!' bgdđt! 'bộ! giáo! dục! và! đào! tạo!' 'bộ! giáo! "
       "dục! đào! tạo!')"},
      {"hdnd", "or(hdnd 'hội! đồng! nhân! dân!')"},
      {"+CAND", "+or(cand 'công! an nhân! dân!')"},
      // The longest name: the supreme court, not the court.
      {"tòa án nhân dân tối cao", "or((tòa! án! nhân! dân! tối! cao) tandtc 'tand tối! cao')"},
      {"tòa án nhân dân tối", "or((tòa! án! nhân! dân!) tand) tối!"},
      {"CAND OR báo", "+or(cand 'công! an nhân! dân!' báo!)"},
      {"(báo CAND) OR mưa", "+or((báo! or(cand 'công! an nhân! dân!')) mưa!)"},
      {"title:CAND", "+or(title:cand title:'công! an nhân! dân!')"},
      {"title:(công an nhân dân)", "or((title:công! title:an title:nhân! title:dân!) title:cand)"},
      // What is said exactly stays as it is said.
      {"\"CAND\" mưa", "+\"cand\" mưa!"},
      {"\"công an nhân dân\"", "+\"công! an nhân! dân!\""},
      {"mưa -CAND -(UBND)", "mưa! -cand -ubnd"},
      {"CAND NEAR báo", "+near/10(cand báo!)"},
      {"CAND*", "cand*"},
      {"công an AND nhân dân", "công! +an +nhân! dân!"},
      {"công title:an nhân dân", "công! +title:an nhân! dân!"},
      {"công -x an nhân dân", "công! -x an nhân! dân!"},
  };
  for (const Case& c : cases) EXPECT_EQ(Expanded(c.text), c.shown) << c.text;
}

TEST(ExpandAbbreviationsTest, AlternativesAreBounded) {
  AbbreviationTable table;
  std::string names = "XQZ";
  for (int i = 0; i < 9; ++i) absl::StrAppend(&names, "\tban ", i);
  ASSERT_TRUE(table.Add(names, "made").ok());
  EXPECT_EQ(Expanded("xqz", table), "or(xqz 'ban 0' 'ban 1' 'ban 2' 'ban 3' 'ban 4' 'ban 5')");

  std::string text;
  for (int i = 0; i < 20; ++i) text += "CAND ";
  const std::string shown = Expanded(text);
  EXPECT_EQ(shown.substr(shown.size() - 27), "dân!') cand cand cand cand") << "of 64 words";
}

TEST(ExpandAbbreviationsTest, KeepsColumns) {
  auto tree = ParseQueryTree("bến CAND");
  ASSERT_TRUE(tree.ok());
  const QueryTree expanded = ExpandAbbreviations(*std::move(tree), AbbreviationTable::BuiltIn());
  const Node& either = expanded.root.children[1];
  EXPECT_EQ(either.column, 5);
  EXPECT_EQ(either.children[1].column, 5);
}

}  // namespace
}  // namespace khotin::query
