// A made-up site that learns its chrome from its own articles, for tests.
#ifndef KHOTIN_EXTRACT_MADE_UP_SITE_H_
#define KHOTIN_EXTRACT_MADE_UP_SITE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extract/chrome_learner.h"
#include "extract/extract.h"
#include "extract/testing.h"

namespace khotin::extract {
namespace made_up {

inline constexpr const char* kPlaces[] = {"Đồng Lau", "Bến Sậy", "Gò Mối",  "Rạch Tràm", "Cồn Dừa",
                                          "Xóm Đáy",  "Vàm Cá",  "Hòn Tre", "Suối Đá",   "Đèo Gió"};
inline constexpr const char* kThings[] = {"cây cầu",  "ngôi trường", "con đê",      "trạm bơm",
                                          "chợ nổi",  "bến phà",     "nhà văn hóa", "lò gạch cũ",
                                          "vườn ươm", "hồ chứa"};

inline std::string Title(int i) {
  return absl::StrCat("Người dân ", kPlaces[i % 10], " góp công dựng ",
                      kThings[i / 10 % 10 + i % 3]);
}

inline std::string Paragraph(int i, int k) {
  return absl::StrCat(
      "Bà con ", kPlaces[i % 10], " kể rằng ", kThings[i / 10 % 10 + i % 3], " lần thứ ", i * 7 + k,
      " được góp công dựng lại sau mùa nước, nhờ ngày công của từng nhà, "
      "tiền bán lúa của hợp tác xã và gỗ mà các cụ trong ấp để dành từ nhiều năm nay, "
      "đúng vào dịp số ",
      k * 13 + i,
      " của hội làng, khi ai đi xa cũng trở về quê nhà "
      "thăm họ hàng, dọn lại mảnh vườn và cùng nhau ăn bữa cơm gạo mới.");
}

inline const char* const kMenu[] = {"Tiếng Nói Bờ Đê", "Chuyện bờ bãi", "Nghề đan lưới"};
inline constexpr char kShare[] = "Gửi chuyện này cho người quen";
inline constexpr char kFoot[] = "Bờ Đê giữ chữ, bạn giữ tình";

inline std::vector<std::string> Body(int i) {
  return {Paragraph(i, 1), Paragraph(i, 2), Paragraph(i, 3)};
}

// Title and body of one article in the site's chrome.
inline std::string Page(int i, const std::string& title, const std::vector<std::string>& body) {
  std::vector<std::string> lines(std::begin(kMenu), std::end(kMenu));
  lines.push_back(title);
  lines.insert(lines.end(), body.begin(), body.end());
  lines.insert(lines.end(), {kShare, "Chuyện bờ bãi đang được kể", Title(i + 3), Title(i + 5),
                             absl::StrCat(i, " người đang ngồi nghe"), kFoot});
  return absl::StrJoin(lines, "\n");
}

inline std::string Page(int i, const std::vector<std::string>& body) {
  return Page(i, Title(i), body);
}

}  // namespace made_up

class MadeUpSiteTest : public ::testing::Test {
 protected:
  Extraction Extract(const std::string& text) {
    RawDocument document;
    document.url = "https://bode.example/bai.html";
    document.content = text;
    absl::StatusOr<Extraction> found = ExtractArticle(document, Snapshot());
    EXPECT_TRUE(found.ok()) << found.status();
    return found.ok() ? *std::move(found) : Extraction();
  }

  Extraction ExtractAndLearn(const std::string& text) {
    Extraction found = Extract(text);
    LearnChrome(LessonOf(found), &profile_);
    return found;
  }

  void LearnArticles(int begin, int end) {
    for (int i = begin; i < end; ++i) ExtractAndLearn(made_up::Page(i, made_up::Body(i)));
  }

  ChromeSnapshot Snapshot() const {
    return {1, {{"bode.example", std::make_shared<const SiteChrome>(LearnedLines(profile_))}}};
  }

  static std::string Whole(const Extraction& found) {
    return absl::StrCat(found.article.title, "\n", found.article.lead, "\n",
                        absl::StrJoin(BodyOf(found.article), "\n"));
  }

  ChromeProfile profile_;
};

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_MADE_UP_SITE_H_
