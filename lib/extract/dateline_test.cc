#include "extract/dateline.h"

#include <gtest/gtest.h>

#include <string>

namespace khotin::extract {
namespace {

// The dateline that was cut off, a bar, and the agency.
std::string Cut(absl::string_view paragraph) {
  const auto dateline = FindDateline(paragraph);
  if (!dateline.has_value()) return "";
  return std::string(paragraph.substr(0, dateline->length)) + "|" + dateline->agency;
}

TEST(DatelineTest, FindsTheAgencyBeforeTheText) {
  EXPECT_EQ(Cut("(Báo Làng) - Chợ đã mở."), "(Báo Làng) - |Báo Làng");
  EXPECT_EQ(Cut("(TTXVN) Chợ đã mở."), "(TTXVN) |TTXVN");
  EXPECT_EQ(Cut("Hà Nội (TTXVN) - Chợ đã mở."), "Hà Nội (TTXVN) - |TTXVN");
  EXPECT_EQ(Cut("TTO – Chợ đã mở."), "TTO – |TTO");
  EXPECT_EQ(Cut("baolang.VN - Chợ đã mở."), "");
  EXPECT_EQ(Cut("Baolang.vn - Chợ đã mở."), "Baolang.vn - |Baolang.vn");
}

TEST(DatelineTest, KeepsTextThatOnlyLooksLikeOne) {
  EXPECT_EQ(Cut("(Ảnh: An) - Chợ đã mở."), "");
  EXPECT_EQ(Cut("(Nguồn: AFP) Chợ đã mở."), "");
  EXPECT_EQ(Cut("Lionel Messi (Barcelona) - cầu thủ hay nhất."), "");
  EXPECT_EQ(Cut("WTO - tổ chức thương mại."), "");
  EXPECT_EQ(Cut("Chợ Làng - nơi đông vui."), "");
  EXPECT_EQ(Cut("(P.2) Chợ đã mở."), "");
  EXPECT_EQ(Cut("(TTXVN) - "), "");
}

TEST(DatelineTest, CountsTheBytesAsWritten) {
  const std::string decomposed = "(Ba\xCC\x81o La\xCC\x80ng) - Chợ đã mở.";
  EXPECT_EQ(Cut(decomposed), "(Ba\xCC\x81o La\xCC\x80ng) - |Báo Làng");
}

TEST(ScraperPrefixTest, FindsTheNote) {
  const auto prefix = FindScraperPrefix("date 2021-09 Chợ đã mở.");
  ASSERT_TRUE(prefix.has_value());
  EXPECT_EQ(prefix->begin, 0u);
  EXPECT_EQ(prefix->end, 12u);
  EXPECT_EQ(prefix->date.ToString(), "2021-09");
  EXPECT_TRUE(FindScraperPrefix("published: 2021-09").has_value());
  EXPECT_FALSE(FindScraperPrefix("date night ở chợ").has_value());
  EXPECT_FALSE(FindScraperPrefix("Chợ đã mở.").has_value());
}

TEST(PublisherTest, FindsWhoPresentsTheText) {
  EXPECT_EQ(FindPublisher("Nhân ngày mùa, Báo Làng xin giới thiệu bài viết này."), "Báo Làng");
  EXPECT_EQ(FindPublisher("Đó là tin vui. Tạp chí Đồng Quê trân trọng giới thiệu."),
            "Tạp chí Đồng Quê");
  EXPECT_EQ(FindPublisher("Ông Ổi trân trọng giới thiệu giống lúa mới."), "");
  EXPECT_EQ(FindPublisher("TP.HCM xin giới thiệu một món ăn."), "");
  EXPECT_EQ(FindPublisher("Chợ đã mở."), "");
}

}  // namespace
}  // namespace khotin::extract
