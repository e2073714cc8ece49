#include "extract/not_article.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "extract/html_extractor.h"
#include "extract/refusal.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

using testing::HasSubstr;

constexpr char kProse[] =
    "<p>Sáng sớm, hai mươi chiếc ghe chở lúa giống rời bến, men theo con rạch cạn để về ruộng.</p>";

std::string Titled(absl::string_view title, absl::string_view body) {
  return absl::StrCat("<title>", title, "</title><body><h1>", title, "</h1>", body);
}

// A section's front page: headings that link, each with a summary.
std::string List(absl::string_view head, int entries) {
  std::string page = absl::StrCat(head, "<body><main>");
  for (int i = 0; i < entries; ++i) {
    absl::StrAppend(&page, "<div><h3><a href=/", i, ">Chợ nổi vắng khách từ đầu tháng</a></h3>",
                    kProse, "</div>");
  }
  return page;
}

// Links and labels, without a sentence.
std::string Menu(absl::string_view head) {
  std::string page = absl::StrCat(head, "<body><div>");
  for (int i = 0; i < 20; ++i) {
    absl::StrAppend(&page, "<p><a href=/", i, ">Chợ nổi</a></p><p>Ghe rời bến</p>");
  }
  return page;
}

TEST(NotAnArticleTest, RefusesPagesWithoutOne) {
  const struct {
    const char* name;
    std::string page;
    const char* why;
  } cases[] = {
      {"404", Titled("404 - Báo Mẫu", "<p>Mời bạn về trang chủ để xem tin mới trong ngày.</p>"),
       "an error page"},
      {"Vietnamese", Titled("Không tìm thấy trang", "<p>Mời bạn về trang chủ.</p>"),
       "an error page"},
      {"challenge",
       Titled("Just a moment...", "<p>Checking the connection of www.bao.example.</p>"),
       "an error page"},
      {"captcha", Titled("bao.example", "<p>Please verify you are human to go on.</p>"),
       "a notice"},
      {"paywall", Titled("Ghe lúa giống", "<p>Đăng nhập để đọc bài viết này trên Báo Mẫu.</p>"),
       "a notice"},
      {"list", List("<title>Thời sự</title>", 12), "a list"},
      {"menu", Menu(""), "a page of links"},
  };
  for (const auto& c : cases) {
    const absl::Status status = ExtractHtml(c.page, "").status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << c.name;
    EXPECT_THAT(status.message(), HasSubstr(absl::StrCat("not an article: ", c.why))) << c.name;
  }
}

TEST(NotAnArticleTest, LinksAloneAreNoBody) {
  const absl::Status status =
      ExtractHtml("<body><ul><li><a href=/1>Chợ nổi</a></li><li><a href=/2>Cá linh</a></li></ul>",
                  "")
          .status();
  EXPECT_EQ(RefusalOf(status), RefusalReason::kNoBody) << status;
}

TEST(NotAnArticleTest, KeepsArticlesThatLookLikeOne) {
  std::string story;
  for (int i = 0; i < 8; ++i) absl::StrAppend(&story, kProse);
  const struct {
    const char* name;
    std::string page;
  } cases[] = {
      {"about a 404 page", Titled("404: the page that is not there", story)},
      {"a number", Titled("4040 chiếc ghe rời bến", kProse)},
      {"quotes a notice",
       Titled("Robot", absl::StrCat("<p>Verify you are human, it says.</p>", story))},
      {"short news", Titled("Ghe rời bến", kProse)},
      {"a digest that says it is an article",
       List("<title>Điểm tin</title><meta property=og:type content=article>", 12)},
      {"a menu that says it is an article",
       Menu("<meta property=article:published_time content=2024-05-12T08:15:00Z>")},
      {"a few linked headings", List("<title>Điểm tin</title>", 5)},
  };
  for (const auto& c : cases) EXPECT_TRUE(ExtractHtml(c.page, "").ok()) << c.name;
}

}  // namespace
}  // namespace khotin::extract
