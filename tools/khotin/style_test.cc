#include "tools/khotin/style.h"

#include "gtest/gtest.h"

namespace khotin::cli {
namespace {

v1::TextSpan Span(int begin, int end) {
  v1::TextSpan span;
  span.set_begin(begin);
  span.set_end(end);
  return span;
}

TEST(StyleTest, PlainTextHasNoCodes) {
  const Style style(/*colours=*/false);
  EXPECT_EQ(style.Bold("hòa bình"), "hòa bình");
  EXPECT_EQ(style.Marked("gìn giữ", {Span(0, 4)}), "gìn giữ");
}

TEST(StyleTest, MarksStretchesInColour) {
  const Style style(/*colours=*/true);
  EXPECT_EQ(style.Marked("gìn giữ hòa", {Span(0, 4), Span(11, 15)}),
            "\x1b[1;33mgìn\x1b[0m giữ \x1b[1;33mhòa\x1b[0m");
}

TEST(StyleTest, StretchesThatDoNotFitStayPlain) {
  const Style style(/*colours=*/true);
  EXPECT_EQ(style.Marked("abc", {Span(1, 9), Span(-1, 2), Span(2, 2)}), "abc");
  EXPECT_EQ(style.Marked("abc", {Span(0, 2), Span(1, 3)}), "\x1b[1;33mab\x1b[0mc");
}

TEST(StyleTest, ControlCharactersDoNotReachTheTerminal) {
  EXPECT_EQ(Printable("a\x1b[31mb\nc\u009b"), "a [31mb c ");
}

}  // namespace
}  // namespace khotin::cli
