#include "query/query.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/limits.h"
#include "gtest/gtest.h"

namespace khotin::query {
namespace {

// A query as one line: -"a b"@column, with ! behind a word typed with diacritics.
std::string Show(const Query& query) {
  std::vector<std::string> clauses;
  for (const Clause& clause : query.clauses) {
    const std::string words =
        absl::StrJoin(clause.words, " ", [](std::string* out, const Word& word) {
          absl::StrAppend(out, word.exact_key, word.has_diacritics ? "!" : "");
        });
    const absl::string_view quote = clause.quoted ? "\"" : "";
    clauses.push_back(
        absl::StrCat(clause.excluded ? "-" : "", quote, words, quote, "@", clause.column));
  }
  return absl::StrJoin(clauses, " | ");
}

struct Case {
  const char* text;
  const char* shown;
};

TEST(ParseQueryTest, Clauses) {
  const Case cases[] = {
      {"bến đò", "bến!@1 | đò!@5"},
      {"BEN Đò", "ben@1 | đò!@5"},
      {"  mưa,   gió. ", "mưa!@3 | gió!@10"},
      {"\"bến đò\" sông", "\"bến! đò!\"@1 | sông!@10"},
      {"“bến đò”", "\"bến! đò!\"@1"},
      {"bến -đò", "bến!@1 | -đò!@5"},
      {"bến -\"con đò\" cũ", "bến!@1 | -\"con đò!\"@5 | cũ!@15"},
      {"bến - đò", "bến!@1 | đò!@7"},
      {"ở TP.HCM", "ở!@1 | tp hcm@3"},
      {"-TP.HCM nhà", "-tp hcm@1 | nhà!@9"},
      {"46/2016/NĐ-CP", "46 2016 nđ! cp@1"},
      {"\"hcm\"", "\"hcm\"@1"},
      {"hai\"ba bốn\"năm", "hai@1 | \"ba bốn!\"@4 | năm!@12"},
      {"\"...\" gạo", "gạo!@7"},
      {"hòa hoà", "hòa!@1 | hòa!@5"},
  };
  for (const Case& c : cases) {
    const auto query = ParseQuery(c.text);
    ASSERT_TRUE(query.ok()) << c.text << ": " << query.status();
    EXPECT_EQ(Show(*query), c.shown) << c.text;
  }
}

TEST(ParseQueryTest, ColumnsCountWhatWasTyped) {
  // "đò" and "mía" decomposed: two code points each for ò and í.
  const auto query = ParseQuery(
      "đo\xCC\x80 mi\xCC\x81"
      "a");
  ASSERT_TRUE(query.ok());
  EXPECT_EQ(Show(*query), "đò!@1 | mía!@5");
}

TEST(ParseQueryTest, ErrorsNameTheColumn) {
  const Case cases[] = {
      {"", "column 1: there is no word to look for"},
      {"  ?! ", "column 1: there is no word to look for"},
      {"bến \"đò", "column 5: the quote is not closed"},
      {"bến -\"đò", "column 6: the quote is not closed"},
      {"\"", "column 1: the quote is not closed"},
      {"đò\"", "column 3: the quote is not closed"},
      {"  -đò -bến", "column 3: only exclusions: there is no word to look for"},
      {"bến \xFF", "column 5: invalid UTF-8"},
      {"đ\xC3", "column 2: invalid UTF-8"},
  };
  for (const Case& c : cases) {
    const absl::Status status = ParseQuery(c.text).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << c.text;
    EXPECT_EQ(status.message(), c.shown) << c.text;
  }
  const absl::Status nul = ParseQuery(absl::string_view("a\0b", 3)).status();
  EXPECT_EQ(nul.message(), "column 2: invalid UTF-8");
}

TEST(ParseQueryTest, LimitsNameTheColumn) {
  std::string words;
  for (size_t i = 0; i < base::kMaxQueryTerms; ++i) words += "a ";
  EXPECT_TRUE(ParseQuery(words).ok());
  EXPECT_EQ(ParseQuery(words + "b").status().message(),
            "column 129: the query has more than 64 words");
  EXPECT_EQ(ParseQuery("\"" + words + "b\"").status().message(),
            "column 130: the query has more than 64 words");
  EXPECT_EQ(ParseQuery(std::string(base::kMaxQueryBytes + 1, 'a')).status().message(),
            "column 2049: the query is longer than 2048 bytes");
}

}  // namespace
}  // namespace khotin::query
