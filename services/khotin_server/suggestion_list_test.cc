#include "suggestion_list.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::server {
namespace {

using testing::ElementsAre;

v1::Suggestion Make(v1::SuggestionKind kind, const std::string& text, int64_t articles) {
  v1::Suggestion suggestion;
  suggestion.set_kind(kind);
  suggestion.set_text(text);
  suggestion.set_article_count(articles);
  return suggestion;
}

std::vector<std::string> Texts(SuggestionList* list) {
  std::vector<std::string> texts;
  for (const v1::Suggestion& suggestion : list->Take()) texts.push_back(suggestion.text());
  return texts;
}

TEST(SuggestionListTest, WholeNamesThenByArticlesThenTitles) {
  SuggestionList list(10);
  list.Add(Make(v1::SUGGESTION_KIND_ENTITY, "Lan", 1), {true, true});
  list.Add(Make(v1::SUGGESTION_KIND_ENTITY, "Lan Anh", 20), {false, true});
  list.Add(Make(v1::SUGGESTION_KIND_PHRASE, "làn sóng", 500), {false, true});
  list.Add(Make(v1::SUGGESTION_KIND_PHRASE, "lăn tăn", 900), {false, false});
  list.Add(Make(v1::SUGGESTION_KIND_TITLE, "Lan nở sớm", 0), {false, true});
  EXPECT_THAT(Texts(&list), ElementsAre("Lan", "làn sóng", "Lan Anh", "lăn tăn", "Lan nở sớm"));
}

TEST(SuggestionListTest, NoTextComesTwice) {
  SuggestionList list(10);
  list.Add(Make(v1::SUGGESTION_KIND_ENTITY, "Hòa Bình", 2), {});
  list.Add(Make(v1::SUGGESTION_KIND_PHRASE, "hoà bình", 9), {});
  EXPECT_THAT(Texts(&list), ElementsAre("Hòa Bình"));
}

TEST(SuggestionListTest, TitlesKeepAFewPlaces) {
  SuggestionList list(10);
  for (int i = 0; i < 20; ++i) {
    list.Add(Make(v1::SUGGESTION_KIND_PHRASE, absl::StrCat("p", i), 100 - i), {});
  }
  for (int i = 0; i < 5; ++i) {
    list.Add(Make(v1::SUGGESTION_KIND_TITLE, absl::StrCat("t", i), 0), {});
  }
  EXPECT_THAT(Texts(&list),
              ElementsAre("p0", "p1", "p2", "p3", "p4", "p5", "p6", "t0", "t1", "t2"));
}

}  // namespace
}  // namespace khotin::server
