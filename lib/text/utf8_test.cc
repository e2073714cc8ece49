#include "text/utf8.h"

#include <string>

#include "gtest/gtest.h"

namespace khotin::text {
namespace {

TEST(Utf8Test, AcceptsEveryLengthOfSequence) {
  EXPECT_TRUE(ValidateUtf8("").ok());
  EXPECT_TRUE(ValidateUtf8("Hà Nội, đường Nguyễn Huệ 1€ \xF0\x9F\x8C\xBE").ok());
  EXPECT_TRUE(ValidateUtf8("\xF4\x8F\xBF\xBF\xEF\xBF\xBD").ok()) << "U+10FFFF and U+FFFD itself";
}

struct BadUtf8 {
  const char* what;
  std::string bytes;
  const char* message;
};

TEST(Utf8Test, NamesTheFirstBadByte) {
  const BadUtf8 cases[] = {
      {"lone continuation", "abcdefgh\x80", "invalid UTF-8 at byte 8"},
      {"Latin-1 text", "Vi\xEAt", "invalid UTF-8 at byte 2"},
      {"cut sequence", "vi\xE1\xBB", "invalid UTF-8 at byte 2"},
      {"overlong slash", "a\xC0\xAF", "invalid UTF-8 at byte 1"},
      {"overlong three", "\xE0\x80\xAF", "invalid UTF-8 at byte 0"},
      {"overlong four", "\xF0\x80\x80\xAF", "invalid UTF-8 at byte 0"},
      {"surrogate", "a\xED\xA0\x80", "invalid UTF-8 at byte 1"},
      {"above U+10FFFF", "\xF4\x90\x80\x80", "invalid UTF-8 at byte 0"},
      {"UTF-16 mark", "\xFF\xFEh", "invalid UTF-8 at byte 0"},
      {"NUL", std::string("abcdefgh12\0x", 12), "NUL at byte 10"},
      {"NUL in a block of eight", std::string("abc\0efghijkl", 12), "NUL at byte 3"},
  };
  for (const BadUtf8& c : cases) {
    EXPECT_EQ(ValidateUtf8(c.bytes).message(), c.message) << c.what;
    EXPECT_EQ(ValidateUtf8(c.bytes).code(), absl::StatusCode::kInvalidArgument) << c.what;
  }
}

TEST(Utf8Test, DecodingMovesByOneOverABadByte) {
  const absl::string_view text = "\xE1\xBBx";
  size_t pos = 0;
  EXPECT_EQ(DecodeUtf8(text, &pos), 0xFFFDu);
  EXPECT_EQ(pos, 1u);
  EXPECT_EQ(DecodeUtf8(text, &pos), 0xFFFDu);
  EXPECT_EQ(DecodeUtf8(text, &pos), static_cast<char32_t>('x'));
  EXPECT_EQ(pos, 3u);
}

TEST(Utf8Test, EveryCodePointSurvivesTheRoundTrip) {
  for (char32_t c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 251) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string bytes;
    AppendUtf8(c, &bytes);
    size_t pos = 0;
    ASSERT_EQ(DecodeUtf8(bytes, &pos), c);
    ASSERT_EQ(pos, bytes.size());
    ASSERT_TRUE(ValidateUtf8(bytes).ok()) << static_cast<uint32_t>(c);
  }
}

TEST(Utf8Test, TruncationNeverSplitsALetter) {
  const absl::string_view text = "Việt";  // ệ takes the bytes 2 to 4
  EXPECT_EQ(TruncateUtf8(text, 99), "Việt");
  EXPECT_EQ(TruncateUtf8(text, 6), "Việt");
  EXPECT_EQ(TruncateUtf8(text, 5), "Việ");
  EXPECT_EQ(TruncateUtf8(text, 4), "Vi");
  EXPECT_EQ(TruncateUtf8(text, 3), "Vi");
  EXPECT_EQ(TruncateUtf8(text, 2), "Vi");
  EXPECT_EQ(TruncateUtf8(text, 0), "");
  EXPECT_EQ(TruncateUtf8("\xF0\x9F\x8C\xBE", 3), "");
}

}  // namespace
}  // namespace khotin::text
