#include "query/spelling.h"

#include "absl/strings/str_cat.h"
#include "query/search_testing.h"

namespace khotin::query {
namespace {

// A made-up archive: each sentence stands in several articles.
const index::IndexSnapshot& Archive() {
  static const auto* const archive = new index::IndexSnapshot([] {
    const std::vector<std::string> sentences = {
        "chủ tịch nước thăm thủ đô hà nội",
        "thủ tướng tiếp đoàn đại biểu quốc hội",
        "nguyễn phú trọng nói về tiếng việt",
        "giá xăng dầu giảm mạnh trong tháng",
        "lãnh đạo tập đoàn microsoft họp báo về trí tuệ nhân tạo",
        "trường học nghỉ vì mưa lũ ở sơn la",
        "bộ trưởng ký kết hiệp định",
        "ông ấy có tư tưởng tiến bộ và tích cực",
    };
    std::vector<TestArticle> articles;
    for (size_t i = 0; i < 80; ++i) {
      const std::string& sentence = sentences[i % sentences.size()];
      articles.push_back({absl::StrCat("a", 100 + i), sentence, absl::StrCat(sentence, " .")});
    }
    return MakeSnapshot(articles, {40, 60});
  }());
  return *archive;
}

absl::optional<Correction> Correct(absl::string_view text) {
  const auto tree = ParseQueryTree(text);
  EXPECT_TRUE(tree.ok()) << tree.status();
  const auto correction = CorrectQuery(Archive(), *tree, text);
  EXPECT_TRUE(correction.ok()) << correction.status();
  return *correction;
}

struct Case {
  const char* typed;
  const char* meant;
};

TEST(SpellingTest, MendsWhatIsMistyped) {
  const Case cases[] = {
      {"chu tihc nuoc", "chu tich nuoc"},
      {"chủ tịhc nước", "chủ tịch nước"},
      {"chủ tịt nước", "chủ tịch nước"},
      {"thủ tưởng tiếp", "thủ tướng tiếp"},
      {"quoc hoii", "quoc hoi"},
      {"đại biểu quỗc hội", "đại biểu quốc hội"},
      {"nguyeenx phus trongj", "nguyễn phú trọng"},
      {"nguye64n phu1 tro5ng", "nguyễn phú trọng"},
      {"tieesng vieejt", "tiếng việt"},
      {"thudo ha noi", "thu do ha noi"},
      {"micro soft", "microsoft"},
      {"mircosoft", "microsoft"},
      {"microsotf hop bao", "microsoft hop bao"},
      {"mikrossoft", "microsoft"},
      {"chường học", "trường học"},
      {"xơn la", "sơn la"},
      {"bộ trưởng kĩ kết", "bộ trưởng ký kết"},
  };
  for (const Case& each : cases) {
    const auto correction = Correct(each.typed);
    ASSERT_TRUE(correction.has_value()) << each.typed;
    EXPECT_EQ(correction->query, each.meant);
  }
}

TEST(SpellingTest, LeavesWhatIsUsualAlone) {
  for (const char* text :
       {"chủ tịch nước", "chu tich nuoc", "thủ tướng", "tư tưởng", "ha noi", "xăng", "tích cực",
        "giá dầu", "zzyzx", "2023", "46/2016/NĐ-CP", "hanoi*", "source:baao.example thu do"}) {
    const auto correction = Correct(text);
    EXPECT_FALSE(correction.has_value()) << text << " -> " << correction->query;
  }
}

TEST(SpellingTest, KeepsAllElseByteForByte) {
  const Case cases[] = {
      {"  \"chu tihc nuoc\"  -tihc source:bao.example",
       "  \"chu tich nuoc\"  -tihc source:bao.example"},
      {"title:(quoc hoii) OR Microsoft", "title:(quoc hoi) OR Microsoft"},
      {"thudo OR microsoft", "thudo OR microsoft"},
      {"(Chủ tịhc\u00a0nước) Microsoft", "(Chủ tịch\u00a0nước) Microsoft"},
  };
  for (const Case& each : cases) {
    const auto correction = Correct(each.typed);
    EXPECT_EQ(correction.has_value() ? correction->query : each.typed, each.meant);
  }
}

TEST(SpellingTest, TellsWhichWordsChanged) {
  const auto correction = Correct("đại biểu quoc hoii thudo");
  ASSERT_TRUE(correction.has_value());
  EXPECT_TRUE(correction->has_unknown);
  std::vector<std::string> changed;
  for (const auto& [begin, end] : correction->changes) {
    changed.push_back(correction->query.substr(begin, end - begin));
  }
  EXPECT_EQ(changed, (std::vector<std::string>{"hội", "thủ", "đô"}));
}

TEST(SpellingTest, AnEmptyArchiveKnowsNothingBetter) {
  const auto tree = ParseQueryTree("quoc hoii");
  ASSERT_TRUE(tree.ok());
  const auto correction = CorrectQuery(index::IndexSnapshot(), *tree, "quoc hoii");
  ASSERT_TRUE(correction.ok());
  EXPECT_FALSE(correction->has_value());
}

}  // namespace
}  // namespace khotin::query
