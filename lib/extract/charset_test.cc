#include "extract/charset.h"

#include <string>

#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

TEST(PageToUtf8Test, ReadsCharsets) {
  const struct {
    const char* name;
    std::string page;
    std::string text;
  } cases[] = {
      {"UTF-8", "<p>Tiếng Việt", "<p>Tiếng Việt"},
      {"mark wins", "\xef\xbb\xbf<meta charset=windows-1252><p>ế",
       "<meta charset=windows-1252><p>ế"},
      {"declared", "<meta charset='windows-1252'>\xe9", "<meta charset='windows-1252'>é"},
      {"latin1 is windows-1252", "<meta charset=iso-8859-1>\x93", "<meta charset=iso-8859-1>“"},
      {"http-equiv", "<meta content=\"text/html; charset=windows-1258\">\xd0",
       "<meta content=\"text/html; charset=windows-1258\">Đ"},
      {"Vietnamese without a word", "<p>\xd0\xe3", "<p>Đă"},
      {"combining tone", "<p>a\xf2 ", "<p>ạ "},
      {"UTF-16LE", std::string("\xff\xfe<\0p\0>\0", 8), "<p>"},
      {"UTF-16BE", std::string("\xfe\xff\0<\0p\0>\x1e\xbf", 10), "<p>ế"},
      {"wrong UTF-8", "<meta charset=utf-8>a\xff b", "<meta charset=utf-8>a\xef\xbf\xbd b"},
      {"unknown charset", "<meta charset=klingon>ế", "<meta charset=klingon>ế"},
      {"not in a meta", "<p>charset=windows-1252 ế", "<p>charset=windows-1252 ế"},
      {"controls",
       std::string("a\0b\x01"
                   "c\td",
                   7),
       "a b c\td"},
      {"controls among letters", "nghe lúa\x01 giống rời bến\x7f!", "nghe lúa  giống rời bến !"},
      {"wrong UTF-8 among letters", "<meta charset=utf-8>ghe lúa gi\xe1\xbbng rời",
       "<meta charset=utf-8>ghe lúa gi\xef\xbf\xbd\xef\xbf\xbdng rời"},
      {"lying UTF-16", "<meta charset=utf-16>ế", "<meta charset=utf-16>ế"},
  };
  for (const auto& c : cases) EXPECT_EQ(PageToUtf8(c.page), c.text) << c.name;
}

TEST(WithDeclaredCharsetTest, ConvertsUnlessThereIsNothingToDo) {
  EXPECT_EQ(WithDeclaredCharset("<p>\xe9", "ISO-8859-1"), "\xef\xbb\xbf<p>é");
  EXPECT_EQ(WithDeclaredCharset("<p>ế", "UTF-8"), "<p>ế");
  EXPECT_EQ(WithDeclaredCharset("<meta charset=big5>ế", "utf-8"),
            "\xef\xbb\xbf<meta charset=big5>ế");
  EXPECT_EQ(WithDeclaredCharset("<p>x", "../etc"), "<p>x");
  EXPECT_EQ(WithDeclaredCharset("\xef\xbb\xbf<p>ế", "big5"), "\xef\xbb\xbf<p>ế");
}

}  // namespace
}  // namespace khotin::extract
