#include "query/query_parser.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "gtest/gtest.h"

namespace khotin::query {
namespace {

struct Case {
  const char* text;
  const char* shown;
};

void ExpectTrees(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const auto tree = ParseQueryTree(c.text);
    ASSERT_TRUE(tree.ok()) << c.text << ": " << tree.status();
    EXPECT_EQ(ToString(*tree), c.shown) << c.text;
  }
}

void ExpectErrors(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const absl::Status status = ParseQueryTree(c.text).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << c.text;
    EXPECT_EQ(std::string(status.message()), c.shown) << c.text;
  }
}

TEST(ParseQueryTreeTest, WordsPhrasesAndExclusions) {
  ExpectTrees({
      {"bến đò", "bến! đò!"},
      {"BEN Đò", "ben đò!"},
      {"  mưa,   gió. ", "mưa! gió!"},
      {"\"bến đò\" sông", "+\"bến! đò!\" sông!"},
      {"“bến đò”", "+\"bến! đò!\""},
      {"bến -đò", "bến! -đò!"},
      {"bến \xE2\x88\x92đò", "bến! -đò!"},
      {"bến -\"con đò\" cũ", "bến! -\"con đò!\" cũ!"},
      {"bến - đò", "bến! đò!"},
      {"ở TP.HCM", "ở! 'tp hcm'"},
      {"-TP.HCM nhà", "-'tp hcm' nhà!"},
      {"sars -covid-19", "sars -'covid 19'"},
      {"46/2016/NĐ-CP", "'46 2016 nđ! cp'"},
      {"\"hcm\"", "+\"hcm\""},
      {"hai\"ba bốn\"năm", "hai +\"ba bốn!\" năm!"},
      {"\"...\" gạo", "gạo!"},
      {"hòa hoà", "hòa! hòa!"},
      {"bến +đò", "bến! +đò!"},
      {"bến + đò", "bến! đò!"},
      {"bến -NOT", "bến! -not"},
      {"\"OR\" or and not near", "+\"or\" or and not near"},
  });
}

TEST(ParseQueryTreeTest, Operators) {
  ExpectTrees({
      {"bến OR đò", "+or(bến! đò!)"},
      {"bến | đò", "+or(bến! đò!)"},
      {"bến|đò||sông", "+or(bến! đò! sông!)"},
      {"cũ bến OR đò xưa", "cũ! +or(bến! đò!) xưa!"},
      {"\"hà nội\" OR \"sài gòn\"", "+or(\"hà! nội!\" \"sài! gòn!\")"},
      {"mưa,bến OR đò,gió", "mưa! +or(bến! đò!) gió!"},
      {"bến AND đò xưa", "+bến! +đò! xưa!"},
      {"bến AND đò AND xưa", "+bến! +đò! +xưa!"},
      {"bến () AND () đò", "+bến! +đò!"},
      {"bến AND NOT đò", "+bến! -đò!"},
      {"bến AND -đò", "+bến! -đò!"},
      {"-đò AND bến", "-đò! +bến!"},
      {"bến AND đò OR xưa", "+bến! +or(đò! xưa!)"},
      {"bến NOT đò", "bến! -đò!"},
      {"bến NOT (đò xưa)", "bến! -(đò! xưa!)"},
      {"bến NEAR đò", "+near/10(bến! đò!)"},
      {"bến NEAR/5 \"con đò\" NEAR TP.HCM", "+near/5(bến! \"con đò!\" 'tp hcm')"},
      {"bến NEAR đò OR sông NEAR/0 núi", "+or(near/10(bến! đò!) near/0(sông! núi!))"},
      {"bến NOT sông NEAR/100 núi", "bến! -near/100(sông! núi!)"},
      {"bến OR ... đò", "+or(bến! đò!)"},
  });
}

TEST(ParseQueryTreeTest, Brackets) {
  ExpectTrees({
      // Side by side they change nothing: titles have them.
      {"(bến)", "bến!"},
      {"(bến đò)", "bến! đò!"},
      {"((bến đò))", "bến! đò!"},
      {"mưa lớn (video)", "mưa! lớn! video"},
      {"sông (bến đò)", "sông! bến! đò!"},
      {"sông (bến \"con đò\" -xưa)", "sông! bến! +\"con đò!\" -xưa!"},
      {"sông(bến)đò", "sông! bến! đò!"},
      {"() sông ( ?! )", "sông!"},
      {"((((((((((((((((bến))))))))))))))))", "bến!"},
      // Beside an operator or behind a sign they hold together.
      {"sông +(bến đò)", "sông! +(bến! đò!)"},
      {"sông AND (bến đò)", "+sông! +(bến! đò!)"},
      {"(bến đò) AND sông", "+(bến! đò!) +sông!"},
      {"sông (bến OR đò)", "sông! +or(bến! đò!)"},
      {"sông -(bến OR đò)", "sông! -or(bến! đò!)"},
      {"sông -(bến đò)", "sông! -(bến! đò!)"},
      {"(cũ bến) OR (đò -xưa)", "+or((cũ! bến!) (đò! -xưa!))"},
      {"bến OR (đò OR (sông OR núi))", "+or(bến! đò! sông! núi!)"},
      {"(bến) NEAR đò", "+near/10(bến! đò!)"},
      {"source:a (source:b lũ)", "+source=<a> +(+source=<b> lũ!)"},
  });
}

TEST(ParseQueryTreeTest, BeginningsOfWords) {
  ExpectTrees({
      {"covid*", "covid*"},
      {"Vac* -covid*", "vac* -covid*"},
      {"đườ*", "đườ!*"},
      {"covid*, 201** mưa", "covid* 201* mưa!"},
      {"mưa * gió ***", "mưa! gió!"},
      {"\"covid* x\"*", "+\"covid x\""},
      {"+covid*", "+covid*"},
      {"covid* OR sars*", "+or(covid* sars*)"},
      // A whole word would be spelled hòa and kĩ; a longer one may go on from what was typed.
      {"hoà*", "or(hòa!* hoà!*)"},
      {"ky*", "or(ki* ky*)"},
  });
}

TEST(ParseQueryTreeTest, Fields) {
  ExpectTrees({
      {"title:lũ", "+title:lũ!"},
      {"Title:\"bến đò\" mưa", "+title:\"bến! đò!\" mưa!"},
      {"title:bến,đò", "+title:bến! +title:đò!"},
      {"title:covid*", "+title:covid*"},
      {"title:ky*", "+or(title:ki* title:ky*)"},
      {"title:(bến đò \"cũ xưa\" -mưa)", "title:bến! title:đò! +title:\"cũ! xưa!\" -title:mưa!"},
      {"gió title:(bến OR đò)", "gió! +or(title:bến! title:đò!)"},
      {"title:(bến NEAR đò) gió", "+near/10(title:bến! title:đò!) gió!"},
      {"mưa -title:gió", "mưa! -title:gió!"},
      {"source:vnexpress.net lũ", "+source=<vnexpress net> lũ!"},
      {"SOURCE:VnExpress.net", "+source=<vnexpress net>"},
      {"lũ -source:vnexpress.net", "lũ! -source=<vnexpress net>"},
      {"section:\"Thời sự\"", "+section=<thoi su>"},
      {"author:\"Hoàng Sơn\"", "+author=<hoang son>"},
      {"author:(Hoàng Sơn OR Mai Hà)", "+or(author=<hoang son> author=<mai ha>)"},
      {"entity:person/to-lam", "+entity=<person to lam>"},
      {"entity:entities/person/to-lam", "+entity=<person to lam>"},
      {"entity:\"Tô Lâm\"", "+entity=<to lam>"},
      {"lang:vi language:en", "+or(language=<vi> language=<en>)"},
      {"foo:bar https://a.vn/b", "foo bar 'https a vn b'"},
      {"15:30 subtitle:x", "'15 30' subtitle x"},
      {"\"title:x\"", "+\"title x\""},
      {"title :lũ", "title lũ!"},
  });
  const auto tree = ParseQueryTree("entity:\"Tô Lâm\"");
  ASSERT_TRUE(tree.ok());
  EXPECT_EQ(tree->root.children[0].raw, "Tô Lâm");
}

TEST(ParseQueryTreeTest, FiltersSideBySide) {
  ExpectTrees({
      {"source:a lũ source:b", "+or(source=<a> source=<b>) lũ!"},
      {"source:(a OR b) source:c", "+or(source=<a> source=<b> source=<c>)"},
      {"source:a section:b", "+source=<a> +section=<b>"},
      {"source:a -source:b", "+source=<a> -source=<b>"},
      {"source:a AND source:b", "+source=<a> +source=<b>"},
      {"source:a OR lũ", "+or(source=<a> lũ!)"},
      {"entity:a entity:b", "+entity=<a> +entity=<b>"},
      {"author:a author:b", "+author=<a> +author=<b>"},
      {"author:a OR author:b", "+or(author=<a> author=<b>)"},
  });
}

TEST(ParseQueryTreeTest, Dates) {
  ExpectTrees({
      {"lũ date:2023-08", "lũ! +date=[1690822800,1693501200)"},
      {"date:2023-08..2023-09", "+date=[1690822800,1696093200)"},
      {"date:2023-08 .. 2023-09 lũ", "+date=[1690822800,1696093200) lũ!"},
      {"date:2023-08 ..2023-09", "+date=[1690822800,1696093200)"},
      {"date:2023-08 .. lũ", "+date=[1690822800,) lũ!"},
      {"date:2023-08 ... lũ", "+date=[1690822800,1693501200) lũ!"},
      {"date:2023-08.. 5 người", "+date=[1690822800,) 5 người!"},
      {"date:(2023-08 .. 2023-09)", "+date=[1690822800,1696093200)"},
      {"date:..2023-08", "+date=[,1693501200)"},
      {"date:2023-08..", "+date=[1690822800,)"},
      {"date:19/8/2023", "+date=[1692378000,1692464400)"},
      {"date:\"19/8/2023\"", "+date=[1692378000,1692464400)"},
      {"date:2023-08.. date:..2023-09", "+date=[1690822800,) +date=[,1696093200)"},
      {"date:(2023-08 OR 2023-09)",
       "+or(date=[1690822800,1693501200) date=[1693501200,1696093200))"},
      {"lũ -date:2023-08", "lũ! -date=[1690822800,1693501200)"},
  });
}

// The leaves in order, each with its column.
void ShowColumns(const Node& node, std::string* out) {
  if (node.children.empty()) absl::StrAppend(out, out->empty() ? "" : " ", node.column);
  for (const Node& child : node.children) ShowColumns(child, out);
}

TEST(ParseQueryTreeTest, ColumnsCountWhatWasTyped) {
  // "đò" and "mía" decomposed: two code points each for ò and í.
  const std::vector<Case> cases = {
      {"đo\xCC\x80 mi\xCC\x81\x61", "1 5"},
      {"  mưa,   gió", "3 10"},
      {"bến -\"con đò\" cũ", "1 5 15"},
      {"ở -TP.HCM", "1 3"},
      {"bến -đò", "1 5"},
      {"mưa source:vn title:(bến đò) date:2023", "1 5 22 26 30"},
      {"hai\"ba bốn\"năm", "1 4 12"},
      {"mưa title:a,b vac*", "1 5 13 15"},
      {"-title:x mưa NOT y", "1 10 14"},
  };
  for (const Case& c : cases) {
    const auto tree = ParseQueryTree(c.text);
    ASSERT_TRUE(tree.ok()) << c.text << ": " << tree.status();
    std::string columns;
    ShowColumns(tree->root, &columns);
    EXPECT_EQ(columns, c.shown) << c.text;
  }
}

TEST(ParseQueryTreeTest, ErrorsOfWords) {
  ExpectErrors({
      {"", "column 1: there is no word to look for"},
      {"  ?! ", "column 1: there is no word to look for"},
      {"()", "column 1: there is no word to look for"},
      {"bến \"đò", "column 5: the quote is not closed"},
      {"bến -\"đò", "column 6: the quote is not closed"},
      {"\"", "column 1: the quote is not closed"},
      {"đò\"", "column 3: the quote is not closed"},
      {"  -đò -bến", "column 3: only exclusions: there is no word to look for"},
      {"NOT đò", "column 1: only exclusions: there is no word to look for"},
      {"đò (-bến)", "column 5: only exclusions in the brackets: there is no word to look for"},
      {"bến \xFF", "column 5: invalid UTF-8"},
      {"đ\xC3", "column 2: invalid UTF-8"},
      {"mưa c*", "column 5: expected at least 2 letters before *"},
      {"mưa *id", "column 5: expected * only at the end of a word, as in covid*"},
      {"co*id", "column 3: expected * only at the end of a word, as in covid*"},
      {"ở TP.HC*", "column 8: expected one plain word before *, as in covid*"},
  });
  const absl::Status nul = ParseQueryTree(absl::string_view("a\0b", 3)).status();
  EXPECT_EQ(nul.message(), "column 2: invalid UTF-8");
}

TEST(ParseQueryTreeTest, ErrorsOfOperators) {
  ExpectErrors({
      {"bến OR", "column 5: expected a word, a \"phrase\" or a ( after OR"},
      {"bến OR OR đò", "column 5: expected a word, a \"phrase\" or a ( after OR"},
      {"OR bến", "column 1: expected a word, a \"phrase\" or a ( before OR"},
      {"| bến", "column 1: expected a word, a \"phrase\" or a ( before OR"},
      {"bến (OR đò)", "column 6: expected a word, a \"phrase\" or a ( before OR"},
      {"() OR đò", "column 4: expected a word, a \"phrase\" or a ( before OR"},
      {"đò OR ()", "column 4: expected a word, a \"phrase\" or a ( after OR"},
      {"bến AND", "column 5: expected a word, a \"phrase\" or a ( after AND"},
      {"AND bến", "column 1: expected a word, a \"phrase\" or a ( before AND"},
      {"bến AND AND đò", "column 9: expected a word, a \"phrase\" or a ( before AND"},
      {"bến NOT", "column 5: expected a word, a \"phrase\" or a ( after NOT"},
      {"bến NOT -đò", "column 9: expected no second exclusion after NOT"},
      {"bến NOT NOT đò", "column 5: expected a word, a \"phrase\" or a ( after NOT"},
      {"bến OR -đò", "column 8: expected no exclusion beside OR; -(a OR b) excludes both"},
      {"NOT bến OR đò", "column 1: expected no exclusion beside OR; -(a OR b) excludes both"},
      {"bến NEAR", "column 5: expected a word, a \"phrase\" or a ( after NEAR"},
      {"NEAR bến", "column 1: expected a word, a \"phrase\" or a ( before NEAR"},
      {"bến NEAR NOT đò", "column 10: expected a word, a \"phrase\" or a ( here"},
      {"bến NEAR -đò", "column 10: expected a word or a \"phrase\" beside NEAR"},
      {"bến NEAR (đò sông)", "column 10: expected a word or a \"phrase\" beside NEAR"},
      {"bến NEAR covid*", "column 10: expected a word or a \"phrase\" beside NEAR"},
      {"title:bến NEAR đò",
       "column 1: expected a word or a \"phrase\" beside NEAR; to look in titles write "
       "title:(a NEAR b)"},
      {"bến NEAR/x đò",
       "column 5: expected NEAR/ and a number of words from 0 to 100, such as NEAR/5"},
      {"bến NEAR/101 đò",
       "column 5: expected NEAR/ and a number of words from 0 to 100, such as NEAR/5"},
      {"a NEAR/5 b NEAR/6 c", "column 12: expected NEAR/5 as before in this chain"},
  });
}

TEST(ParseQueryTreeTest, ErrorsOfBracketsAndFields) {
  ExpectErrors({
      {"bến (đò", "column 5: the bracket is not closed"},
      {"bến -(đò", "column 5: the bracket is not closed"},
      {"bến) đò", "column 4: expected a ( before this )"},
      {"(((((((((((((((((bến)))))))))))))))))", "column 17: brackets are nested more than 16 deep"},
      {"title: lũ", "column 7: expected a word, a \"phrase\" or (words) right after title:"},
      {"mưa title:()", "column 5: expected a word, a \"phrase\" or (words) right after title:"},
      {"title:|", "column 7: expected a word, a \"phrase\" or (words) right after title:"},
      {"source:", "column 8: expected a source such as vnexpress.net right after source:"},
      {"source:\"?\"", "column 9: expected a source such as vnexpress.net right after source:"},
      {"source:vn*", "column 8: expected a whole value without * after source:"},
      {"(lang:)", "column 7: expected a language such as vi right after language:"},
      {"title:(source:a)", "column 8: expected no other field inside title:(…)"},
      {"source:(a NEAR b)", "column 9: expected a word or a \"phrase\" beside NEAR"},
      {"lũ date:hôm-nay",
       "column 9: expected a date such as 2023, 2023-08, 2023-08-19 or 2023-08..2023-09"},
      {"lũ date:",
       "column 9: expected a date such as 2023-08 or 2023-08..2023-09 right after date:"},
      {"date:2023-13", "column 6: there is no date 2023-13; expected one such as 2023-08-19"},
      {"date:2023..2022", "column 6: the range ends before it begins; expected 2022..2023"},
  });
}

TEST(ParseQueryTreeTest, LimitsNameTheColumn) {
  std::string words;
  for (size_t i = 0; i < base::kMaxQueryTerms; ++i) words += "a ";
  EXPECT_TRUE(ParseQueryTree(words).ok());
  EXPECT_EQ(ParseQueryTree(words + "b").status().message(),
            "column 129: the query has more than 64 words");
  EXPECT_EQ(ParseQueryTree("\"" + words + "b\"").status().message(),
            "column 130: the query has more than 64 words");
  EXPECT_EQ(ParseQueryTree(words + "source:b").status().message(),
            "column 136: the query has more than 64 words");
  EXPECT_EQ(ParseQueryTree(words + "date:2023").status().message(),
            "column 134: the query has more than 64 words");
  EXPECT_EQ(ParseQueryTree(std::string(base::kMaxQueryBytes + 1, 'a')).status().message(),
            "column 2049: the query is longer than 2048 bytes");
  EXPECT_EQ(ParseQueryTree(std::string(64, 'a') + "*").status().message(),
            "column 1: expected less than 64 bytes before *");
  EXPECT_FALSE(ParseQueryTree(std::string(base::kMaxQueryBytes, '(')).ok());
  EXPECT_FALSE(ParseQueryTree(std::string(base::kMaxQueryBytes, ')')).ok());
  EXPECT_FALSE(ParseQueryTree(std::string(base::kMaxQueryBytes, '|')).ok());
}

TEST(ParseQueryTreeTest, TypedFiltersNeedNoWords) {
  const ParseOptions options{/*has_filters=*/true};
  auto tree = ParseQueryTree("", options);
  ASSERT_TRUE(tree.ok());
  EXPECT_TRUE(tree->empty());
  ASSERT_TRUE(AddFilter(index::ValueField::kSource, {"vnexpress.net", "Tuổi Trẻ"}, &*tree).ok());
  ASSERT_TRUE(AddFilter(index::ValueField::kEntity, {"entities/person/to-lam"}, &*tree).ok());
  ASSERT_TRUE(AddTimeRange({5, 9}, &*tree).ok());
  EXPECT_EQ(ToString(*tree),
            "+or(source=<vnexpress net> source=<tuoi tre>) +entity=<person to lam> +date=[5,9)");
  EXPECT_TRUE(ParseQueryTree("-lũ", options).ok());
}

TEST(ParseQueryTreeTest, WrongTypedFiltersAreRefused) {
  QueryTree tree;
  EXPECT_EQ(AddFilter(index::ValueField::kAuthor, {"Hoàng Sơn", "?"}, &tree).message(),
            "author: expected a value with letters or digits");
  EXPECT_EQ(AddFilter(index::ValueField::kAuthor, {}, &tree).message(),
            "author: expected 1 to 64 values, not 0");
  EXPECT_FALSE(AddTimeRange({9, 9}, &tree).ok());
  EXPECT_TRUE(tree.empty());
}

}  // namespace
}  // namespace khotin::query
