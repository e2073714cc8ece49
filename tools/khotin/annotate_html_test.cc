#include "tools/khotin/annotate_html.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::cli {
namespace {

using entity::EntityType;
using ::testing::HasSubstr;
using ::testing::Not;

MarkedSpan Span(absl::string_view text, EntityType type, absl::string_view part,
                std::string value = "") {
  const size_t begin = text.find(part);
  return {type, begin, begin + part.size(), std::move(value)};
}

TEST(AnnotateHtmlTest, MentionsNestAndShowTypeAndValue) {
  const std::string text = "Bộ trưởng Bộ Y tế <b> & Lê Hà, 6/2/2023";
  EXPECT_EQ(
      HtmlParagraph(text, {Span(text, EntityType::kPosition, "Bộ trưởng Bộ Y tế"),
                           Span(text, EntityType::kOrganization, "Bộ Y tế"),
                           Span(text, EntityType::kPerson, "Lê Hà"),
                           Span(text, EntityType::kDate, "6/2/2023", "2023-02-06")}),
      "<p><span class=\"m POSITION\" data-t=\"POS\" title=\"POSITION\">Bộ trưởng "
      "<span class=\"m ORGANIZATION\" data-t=\"ORG\" title=\"ORGANIZATION\">Bộ Y tế</span></span>"
      " &lt;b&gt; &amp; "
      "<span class=\"m PERSON\" data-t=\"PER\" title=\"PERSON\">Lê Hà</span>, "
      "<span class=\"m DATE\" data-t=\"DATE\" title=\"DATE 2023-02-06\">6/2/2023</span></p>\n");
  EXPECT_EQ(HtmlParagraph("", {}), "<p></p>\n");
}

TEST(AnnotateHtmlTest, DifferencesFromTheGoldAreNamed) {
  GoldText gold;
  gold.text = "Sở Y tế Huế mời \"Lan\"";
  gold.mentions = {Span(gold.text, EntityType::kOrganization, "Sở Y tế Huế"),
                   Span(gold.text, EntityType::kPerson, "Lan")};
  OutcomeCounts counts = {};
  EXPECT_EQ(HtmlCompared(gold,
                         {Span(gold.text, EntityType::kOrganization, "Sở Y tế"),
                          Span(gold.text, EntityType::kLocation, "Huế")},
                         &counts),
            "<section class=\"wrong\"><p class=\"row\" data-row=\"found\">"
            "<span class=\"m ORGANIZATION bad\" data-t=\"ORG ✗ wrong boundary\" "
            "title=\"ORGANIZATION, wrong boundary; gold ORGANIZATION Sở Y tế Huế\">Sở Y tế</span> "
            "<span class=\"m LOCATION bad\" data-t=\"LOC ✗ invented\" title=\"LOCATION, invented\">"
            "Huế</span> mời &quot;Lan&quot;</p>"
            "<p class=\"row gold\" data-row=\"gold\">"
            "<span class=\"m ORGANIZATION bad\" data-t=\"ORG ✗ wrong boundary\" "
            "title=\"ORGANIZATION, wrong boundary; found ORGANIZATION Sở Y tế\">Sở Y tế Huế</span>"
            " mời &quot;<span class=\"m PERSON bad\" data-t=\"PER ✗ missed\" "
            "title=\"PERSON, missed\">Lan</span>&quot;</p></section>\n");
  EXPECT_EQ(counts, (OutcomeCounts{0, 0, 1, 0, 1, 1}));
  EXPECT_EQ(HtmlCompared(gold, gold.mentions, &counts).find("gold"), std::string::npos);
  EXPECT_EQ(counts, (OutcomeCounts{2, 0, 1, 0, 1, 1}));
}

// Gold of another's making may cross.
TEST(AnnotateHtmlTest, CrossingMentionsStayWellFormed) {
  EXPECT_EQ(HtmlParagraph("abcd", {{EntityType::kMisc, 0, 3, ""}, {EntityType::kDate, 2, 4, ""}}),
            "<p><span class=\"m MISC\" data-t=\"MISC\" title=\"MISC\">ab"
            "<span class=\"m DATE\" data-t=\"DATE\" title=\"DATE\">c</span></span>d</p>\n");
}

TEST(AnnotateHtmlTest, ThePageIsWholeAndLoadsNothing) {
  const OutcomeCounts counts = {};
  const std::string page =
      absl::StrCat(HtmlHead(true), HtmlError("line 1: <x>"), HtmlTail(&counts));
  EXPECT_THAT(page, HasSubstr("line 1: &lt;x&gt;"));
  EXPECT_THAT(page, HasSubstr("color-scheme: light dark"));
  EXPECT_THAT(page, HasSubstr("<th>invented</th>"));
  for (const char* forbidden : {"<script", "http", "url(", "@import", "src="}) {
    EXPECT_THAT(page, Not(HasSubstr(forbidden)));
  }
  for (const char* type : {"PERSON", "ORGANIZATION", "LOCATION", "POSITION", "DATE", "MISC"}) {
    EXPECT_THAT(HtmlHead(false), HasSubstr(absl::StrCat("\">", type, "</span>")));
  }
}

}  // namespace
}  // namespace khotin::cli
