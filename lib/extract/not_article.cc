#include "extract/not_article.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "extract/html_title.h"
#include "extract/refusal.h"
#include "text/syllable.h"

namespace khotin::extract {
namespace {

// A longer body is believed, whatever the title says.
constexpr size_t kShortBody = 600;
constexpr size_t kMinProse = 80;
constexpr int kMinLinkHeadings = 8;
constexpr int kMinLinks = 12;

// What titles of error pages start with, or are.
constexpr absl::string_view kErrorTitles[] = {
    "404",
    "403",
    "500 internal",
    "502 bad gateway",
    "503 service",
    "504 gateway",
    "error 4",
    "error 5",
    "lỗi 4",
    "lỗi 5",
    "page not found",
    "not found",
    "page unavailable",
    "this page isn",
    "access denied",
    "access to this page",
    "forbidden",
    "just a moment",
    "attention required",
    "are you a robot",
    "are you human",
    "human verification",
    "robot check",
    "security check",
    "bot verification",
    "verifying you",
    "ddos-guard",
    "before you continue",
    "không tìm thấy",
    "trang không tồn tại",
    "trang không tìm thấy",
    "bài viết không tồn tại",
    "nội dung không tồn tại",
    "truy cập bị từ chối",
    "xác minh",
    "bảo trì",
    "website đang bảo trì",
};

// What a short body says instead of an article.
constexpr absl::string_view kNotices[] = {
    "enable javascript and cookies",
    "verify you are human",
    "verify that you are human",
    "checking your browser",
    "confirm you are not a robot",
    "confirm you're not a robot",
    "unusual traffic",
    "complete the captcha",
    "don't have permission to access",
    "page you are looking for",
    "page you were looking for",
    "page you requested",
    "could not be found on this server",
    "was not found on this server",
    "subscribe to continue",
    "subscribe to read",
    "sign in to continue",
    "log in to continue",
    "continue reading this article",
    "this article is for subscribers",
    "only available to subscribers",
    "we value your privacy",
    "trang bạn tìm kiếm không",
    "trang bạn yêu cầu không",
    "trang bạn truy cập không",
    "trang này không tồn tại",
    "không tìm thấy trang",
    "bài viết không tồn tại",
    "bài viết đã bị xóa",
    "đăng nhập để đọc",
    "đăng ký để đọc tiếp",
    "nội dung dành cho thuê bao",
    "xác minh bạn là",
    "bạn không phải là robot",
};

bool Begins(absl::string_view title, absl::string_view phrase) {
  if (!absl::StartsWith(title, phrase)) return false;
  const absl::string_view rest = title.substr(phrase.size());
  return rest.empty() || !absl::StrContains("0123456789", rest.substr(0, 1)) || phrase.size() > 3;
}

bool IsErrorTitle(const std::string& title) {
  const std::string lower = text::ToLower(title);
  return std::any_of(std::begin(kErrorTitles), std::end(kErrorTitles),
                     [&lower](absl::string_view phrase) { return Begins(lower, phrase); });
}

bool IsNotice(const Article& article) {
  for (const Block& block : article.body) {
    const std::string lower = text::ToLower(block.text);
    for (const absl::string_view notice : kNotices) {
      if (absl::StrContains(lower, notice)) return true;
    }
  }
  return false;
}

bool SaysItIsAnArticle(const HtmlTree& tree, const Article& article) {
  const DateOrigin origin = article.published.origin;
  if (origin == DateOrigin::kStructuredData || origin == DateOrigin::kMetaTag) return true;
  for (int i = 0; i < tree.size(); ++i) {
    if (tree[i].tag == "meta" && tree.Attribute(i, "property") == "og:type") {
      return absl::StrContains(absl::AsciiStrToLower(tree.Attribute(i, "content")), "article");
    }
  }
  return false;
}

size_t BodyBytes(const Article& article) {
  size_t bytes = 0;
  for (const Block& block : article.body) bytes += block.text.size();
  return bytes;
}

}  // namespace

absl::Status NotAnArticle(absl::string_view why) {
  return Refusal(RefusalReason::kNotArticle, absl::StrCat("not an article: ", why));
}

BodySigns ReadSigns(const std::vector<PageBlock>& blocks) {
  BodySigns signs;
  bool below_prose = false;
  for (const PageBlock& block : blocks) {
    const bool prose =
        block.kind == BlockKind::kParagraph && block.text.size() >= kMinProse && !block.IsLinks();
    if (prose) ++signs.prose;
    if (prose && below_prose) ++signs.running;
    if (block.IsLinks()) ++signs.links;
    if (block.kind == BlockKind::kHeading && block.IsLinks()) ++signs.link_headings;
    below_prose = prose;
  }
  return signs;
}

absl::Status CheckArticle(const HtmlTree& tree, const BodySigns& signs, const Article& article) {
  if (article.body.empty()) return Refusal(RefusalReason::kNoBody, "no body text found");
  const bool is_short = BodyBytes(article) < kShortBody;
  if (is_short && IsErrorTitle(article.title)) return NotAnArticle("an error page by its title");
  if (is_short && IsNotice(article)) return NotAnArticle("a notice instead of a text");
  const bool is_list = signs.link_headings >= kMinLinkHeadings && signs.running == 0;
  const bool is_menu = is_short && signs.links >= kMinLinks && signs.prose == 0;
  if (!(is_list || is_menu) || SaysItIsAnArticle(tree, article)) return absl::OkStatus();
  return NotAnArticle(is_list ? "a list of articles" : "a page of links");
}

}  // namespace khotin::extract
