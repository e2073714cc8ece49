#include "extract/byline.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/byline_name.h"

namespace khotin::extract {
namespace {

using Names = std::vector<std::string>;

Names AuthorsOf(absl::string_view text) {
  const auto byline = ReadByline(text);
  return byline.has_value() ? byline->authors : Names{"(none)"};
}

std::string AgencyOf(absl::string_view text) {
  const auto byline = ReadByline(text);
  return byline.has_value() ? byline->agency : "(none)";
}

TEST(BylineTest, ReadsNames) {
  EXPECT_EQ(AuthorsOf("Vũ Hạ Băng"), Names{"Vũ Hạ Băng"});
  EXPECT_EQ(AuthorsOf("HÀ SƠN"), Names{"HÀ SƠN"});
  EXPECT_EQ(AuthorsOf("Đ. Mưa"), Names{"Đ. Mưa"});
  EXPECT_EQ(AuthorsOf("Vi An"), Names{"Vi An"});
  EXPECT_EQ(AuthorsOf("Lê Ổi - Trần Mận"), (Names{"Lê Ổi", "Trần Mận"}));
  EXPECT_EQ(AuthorsOf("Lê Ổi, Trần Mận"), (Names{"Lê Ổi", "Trần Mận"}));
  EXPECT_EQ(AuthorsOf("Lê Ổi Lê Ổi"), Names{"Lê Ổi"});
}

TEST(BylineTest, LeavesRolesOut) {
  EXPECT_EQ(AuthorsOf("Bài, ảnh: Lê Ổi"), Names{"Lê Ổi"});
  EXPECT_EQ(AuthorsOf("Tác giả: Lê Ổi"), Names{"Lê Ổi"});
  EXPECT_EQ(AuthorsOf("PV Lê Ổi"), Names{"Lê Ổi"});
  EXPECT_EQ(AuthorsOf("Lê Ổi (tổng hợp)"), Names{"Lê Ổi"});
  EXPECT_EQ(AuthorsOf("PV"), Names{"PV"});
}

TEST(BylineTest, ReadsAgencies) {
  EXPECT_EQ(AgencyOf("Theo AFP"), "AFP");
  EXPECT_EQ(AgencyOf("(TTXVN)"), "TTXVN");
  EXPECT_EQ(AgencyOf("Lê Ổi/VOV.VN"), "VOV.VN");
  EXPECT_EQ(AuthorsOf("Lê Ổi/VOV.VN"), Names{"Lê Ổi"});
  EXPECT_EQ(AgencyOf("Lê Ổi (Theo Báo Làng)"), "Làng");
  EXPECT_EQ(AgencyOf("Theo Lê Ổi (Báo Làng)"), "Làng");
  EXPECT_EQ(AuthorsOf("Theo Lê Ổi (Báo Làng)"), Names{"Lê Ổi"});
  EXPECT_EQ(AgencyOf("Lê Ổi - Theo Tin Sớm"), "Tin Sớm");
}

TEST(BylineTest, RefusesWhatIsNoByline) {
  EXPECT_FALSE(ReadByline("Hà Nội").has_value());
  EXPECT_FALSE(ReadByline("Mùa lúa chín").has_value());
  EXPECT_FALSE(ReadByline("Theo báo cáo của xã, vụ này được mùa.").has_value());
  EXPECT_FALSE(ReadByline("(còn nữa)").has_value());
  EXPECT_FALSE(ReadByline("Ảnh: Lê Ổi").has_value());
  EXPECT_FALSE(ReadByline("").has_value());
}

TEST(BylineTest, ReadsWhatIsGluedToTheLastSentence) {
  const auto byline = ReadGluedByline("Chợ họp đến trưa. Ai cũng vui. Lê Ổi (Theo AFP)");
  ASSERT_TRUE(byline.has_value());
  EXPECT_EQ(byline->authors, Names{"Lê Ổi"});
  EXPECT_EQ(byline->agency, "AFP");
  EXPECT_EQ(ReadGluedByline("Chợ họp đến trưa. K. Mưa")->authors, Names{"K. Mưa"});
  EXPECT_EQ(ReadGluedByline("Chợ họp đến trưa. H.Mưa")->authors, Names{"H.Mưa"});
  EXPECT_EQ(ReadGluedByline("Chợ họp đến trưa. TTXVN/Tin Sớm")->agency, "TTXVN/Tin Sớm");
  EXPECT_FALSE(ReadGluedByline("Chợ họp đến trưa. Ai cũng vui.").has_value());
  EXPECT_FALSE(ReadGluedByline("Chợ họp đến trưa. (Nguồn: AFP)").has_value());
  EXPECT_FALSE(ReadGluedByline("Chợ họp đến trưa. Vui").has_value());
}

TEST(BylineNameTest, AcronymsAndInitials) {
  EXPECT_TRUE(IsAcronym("TTXVN"));
  EXPECT_TRUE(IsAcronym("VOV.VN"));
  EXPECT_FALSE(IsAcronym("P.V"));
  EXPECT_TRUE(IsPersonName("P.V"));
  EXPECT_TRUE(HasFamilyName("Nguyễn Mưa"));
  EXPECT_FALSE(HasFamilyName("Mưa Nguyễn"));
}

}  // namespace
}  // namespace khotin::extract
