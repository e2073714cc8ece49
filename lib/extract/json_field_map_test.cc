#include "extract/json_field_map.h"

#include <string>
#include <vector>

#include "extract/extract.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string Mapped(const std::vector<std::string>& map, const std::string& object) {
  const auto fields = JsonFieldMap::Parse(map);
  return fields.ok() ? fields->Apply(object) : std::string(fields.status().message());
}

TEST(JsonFieldMapTest, PutsFieldsUnderTheirOwnNames) {
  const struct {
    const char* name;
    std::vector<std::string> map;
    const char* object;
    const char* mapped;
  } cases[] = {
      {"key", {"title=tua"}, R"({"tua":"x"})", R"({"title":"x","tua":"x"})"},
      {"other name of the field", {"date=ngay"}, R"({"ngay":5})", R"({"ngay":5,"published":5})"},
      {"path", {"title=a.b"}, R"({"a":{"b":"x"}})", R"({"a":{"b":"x"},"title":"x"})"},
      {"index",
       {"author=a.1.ten"},
       R"({"a":[1,{"ten":"x"}]})",
       R"({"a":[1,{"ten":"x"}],"authors":"x"})"},
      {"key with a dot",
       {"title=a.b"},
       R"({"a":{"b":"y"},"a.b":"x"})",
       R"({"a":{"b":"y"},"a.b":"x","title":"x"})"},
      {"dot further down",
       {"title=a.b.c"},
       R"({"a":{"b.c":"x"}})",
       R"({"a":{"b.c":"x"},"title":"x"})"},
      {"wins",
       {"title=tua"},
       R"({"headline":"y","title":"z","tua":"x"})",
       R"({"title":"x","tua":"x"})"},
      {"found nowhere", {"title=tua"}, R"({"headline":"y"})", R"({"headline":"y"})"},
      {"null is nothing",
       {"title=tua"},
       R"({"title":"y","tua":null})",
       R"({"title":"y","tua":null})"},
      {"first of several",
       {"title=a,title=b,title=c"},
       R"({"b":"x","c":"y"})",
       R"({"b":"x","c":"y","title":"x"})"},
      {"swap",
       {"title=description,lead=title"},
       R"({"title":"x","description":"y"})",
       R"({"lead":"x","title":"y"})"},
      {"a page goes before a text",
       {"html=trang"},
       R"({"content":"y","trang":"<p>x"})",
       R"({"html":"<p>x","trang":"<p>x"})"},
      {"both",
       {"html=trang,text=chu"},
       R"({"chu":"y","trang":"<p>x"})",
       R"({"chu":"y","html":"<p>x","text":"y","trang":"<p>x"})"},
      {"no index of an object",
       {"title=a.0"},
       R"({"a":{"0":"x"}})",
       R"({"a":{"0":"x"},"title":"x"})"},
      {"behind the end", {"title=a.7"}, R"({"a":["x"]})", R"({"a":["x"]})"},
      {"huge index", {"title=a.99999999999999999999"}, R"({"a":["x"]})", R"({"a":["x"]})"},
      {"into a string", {"title=a.b"}, R"({"a":"x"})", R"({"a":"x"})"},
      {"malformed", {"title=a"}, R"({"a":)", R"({"a":)"},
      {"no object", {"title=a"}, R"(["a"])", R"(["a"])"},
      {"not UTF-8", {"title=a"}, "{\"a\":\"\xff\"}", "{\"a\":\"\xff\"}"},
      {"no map", {}, R"({ "a":1 })", R"({ "a":1 })"},
  };
  for (const auto& c : cases) EXPECT_EQ(Mapped(c.map, c.object), c.mapped) << c.name;
}

TEST(JsonFieldMapTest, RefusesUnknownFieldsAndNamesTheKnown) {
  EXPECT_THAT(Mapped({"titel=x"}, "{}"),
              AllOf(HasSubstr("unknown field 'titel'"), HasSubstr("url, title, text, html, lead")));
  for (const char* bad : {"", "title", "title=", "=x", "title=.a", "title=a.", "title=a..b", ","}) {
    EXPECT_EQ(JsonFieldMap::Parse({bad}).status().code(), absl::StatusCode::kInvalidArgument)
        << bad;
  }
}

TEST(JsonFieldMapTest, AMappedObjectNeedsNoMapToBeRead) {
  RawDocument document;
  document.format = Format::kJsonLines;
  document.source = std::string("Nguồn cấp");
  document.content =
      Mapped({"title=headline_vi,text=noi_dung,date=ngay.dang"},
             R"({"headline_vi":"Chợ mới mở cửa","title":"x","ngay":{"dang":"2021-03-02"},)"
             R"("noi_dung":"Sáng nay chợ đã mở cửa trở lại sau hai tuần sửa chữa."})");
  const auto found = ExtractArticle(document);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->article.title, "Chợ mới mở cửa");
  EXPECT_EQ(found->article.published.date.year, 2021);
  EXPECT_EQ(found->article.source, "Nguồn cấp") << "neither the object nor an address names one";
}

}  // namespace
}  // namespace khotin::extract
