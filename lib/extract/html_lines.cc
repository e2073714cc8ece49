#include "extract/html_lines.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "text/syllable.h"

namespace khotin::extract {
namespace {

struct ChromeLine {
  absl::string_view start;  // lower case
  absl::string_view kind;
  bool whole;  // the line says nothing else
};
constexpr ChromeLine kLines[] = {
    {"advert", "ad", true},
    {"advertisement", "ad", true},
    {"advertising", "ad", true},
    {"quảng cáo", "ad", true},
    {"tin tài trợ", "ad", true},
    {"anzeige", "ad", true},
    {"iklan", "ad", true},
    {"publicidad", "ad", true},
    {"publicidade", "ad", true},
    {"publicité", "ad", true},
    {"pubblicità", "ad", true},
    {"реклама", "ad", true},
    {"story continues below advertisement", "ad", true},
    {"article continues below", "ad", false},
    {"share this", "share", false},
    {"share", "share", true},
    {"chia sẻ", "share", true},
    {"print", "share", true},
    {"email", "share", true},
    {"tweet", "share", true},
    {"facebook", "share", true},
    {"twitter", "share", true},
    {"chia sẻ bài viết", "share", true},
    {"copy link", "share", true},
    {"sao chép liên kết", "share", true},
    {"lưu bài viết", "share", true},
    {"in bài viết", "share", true},
    {"print article", "share", true},
    {"order reprints", "share", true},
    {"text size", "share", true},
    {"follow us:", "share", false},
    {"theo dõi chúng tôi", "share", false},
    {"nghe đọc bài", "media", false},
    {"this slideshow requires javascript", "media", false},
    {"your browser does not support", "media", false},
    {"please enable javascript", "form", false},
    {"click here to subscribe", "form", false},
    {"sign up:", "form", false},
    {"đăng ký nhận tin", "form", false},
    {"đăng ký nhận bản tin", "form", false},
    {"đăng nhập", "form", true},
    {"trở thành người đầu tiên tặng sao", "form", false},
    {"tặng sao", "form", true},
    {"loading...", "form", true},
    {"comments", "comments", true},
    {"comment", "comments", true},
    {"post a comment", "comments", true},
    {"post comment", "comments", false},
    {"leave a comment", "comments", true},
    {"leave a reply", "comments", true},
    {"tell us what you think", "comments", false},
    {"bình luận", "comments", true},
    {"gửi bình luận", "comments", true},
    {"ý kiến bạn đọc", "comments", true},
    {"viết bình luận", "comments", false},
    {"sign up for", "form", false},
    {"subscribe to", "form", false},
    {"follow us on", "share", false},
    {"read more:", "related", false},
    {"read more", "related", true},
    {"read also:", "related", false},
    {"read next:", "related", false},
    {"also read:", "related", false},
    {"see also:", "related", false},
    {"see more:", "related", false},
    {"more:", "related", false},
    {"related:", "related", false},
    {"related articles", "related", false},
    {"related stories", "related", false},
    {"related posts", "related", false},
    {"recommended", "related", true},
    {"recommended for you", "related", true},
    {"related content", "related", true},
    {"related news", "related", true},
    {"related post", "related", false},
    {"related tags", "tags", false},
    {"related topics", "tags", false},
    {"trending", "related", true},
    {"trending news", "related", true},
    {"most read", "related", true},
    {"you may also like", "related", false},
    {"you might also like", "related", false},
    {"explore further", "related", true},
    {"don't miss", "related", true},
    {"don’t miss", "related", true},
    {"continue reading", "related", true},
    {"đừng bỏ lỡ", "related", true},
    {"tin nổi bật", "related", true},
    {"tin mới nhất", "related", true},
    {"tin khác", "related", true},
    {"đọc nhiều", "related", true},
    {"xem nhiều", "related", true},
    {"đọc tiếp", "related", true},
    {"xem tiếp", "related", true},
    {"bài viết liên quan", "related", false},
    {"tin bài liên quan", "related", false},
    {"tin tức liên quan", "related", false},
    {"bạn đang đọc bài", "related", false},
    {"related", "related", true},
    {"xem thêm:", "related", false},
    {"xem thêm", "related", true},
    {"đọc thêm:", "related", false},
    {"đọc thêm", "related", true},
    {"xem thêm tin", "related", false},
    {"xem thêm các tin", "related", false},
    {"xem thêm video", "related", false},
    {"đọc thêm tin", "related", false},
    {"đọc thêm các tin", "related", false},
    {"mời quý vị đón xem", "related", false},
    {"mời quý vị theo dõi", "related", false},
    {"tin liên quan", "related", false},
    {"bài liên quan", "related", false},
    {"tin cùng chuyên mục", "related", false},
    {"có thể bạn quan tâm", "related", false},
    {"mời bạn đọc", "related", false},
    {"mời quý độc giả", "related", false},
    {"tags:", "tags", false},
    {"tags", "tags", true},
    {"tag:", "tags", false},
    {"từ khóa:", "tags", false},
    {"từ khoá:", "tags", false},
    {"chủ đề:", "tags", false},
    {"filed under", "tags", false},
    {"copyright ©", "footer", false},
    {"© ", "footer", false},
    {"all rights reserved", "footer", false},
};

constexpr absl::string_view kCreditWords[] = {
    "image credit", "image:",      "image via",     "photo:",   "photo by",
    "photo credit", "photograph:", "photograph by", "picture:", "picture credit",
    "credit:",      "photos:",     "photos by",     "video:",   "clip:",
};

constexpr absl::string_view kCookieNotices[] = {
    "we use cookies",           "this site uses cookies",       "this website uses cookies",
    "chúng tôi sử dụng cookie", "trang web này sử dụng cookie",
};

// A byline of others, or a house's standing note.
constexpr absl::string_view kByOthers[] = {
    "(reporting by",        "reporting by", "(additional reporting",
    "additional reporting", "(editing by",  "editing by",
    "(writing by",          "writing by",   "source:",
    "our standards:",       "nguồn: ",
};
constexpr absl::string_view kFollowing[] = {"follow ", "more ", "email ", "write to ", "listen "};
constexpr absl::string_view kPlaces[] = {"http",     "@",         "twitter",
                                         "facebook", "instagram", "google news"};

bool StartsWithAny(absl::string_view text, absl::Span<const absl::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(),
                     [text](absl::string_view start) { return absl::StartsWith(text, start); });
}

bool HoldsAny(absl::string_view text, absl::Span<const absl::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [text](absl::string_view part) { return absl::StrContains(text, part); });
}

// Without the arrows and stars that lead to other articles.
absl::string_view WithoutBullet(absl::string_view text) {
  constexpr absl::string_view kBullets[] = {">", "*", "»", "›", "→", "►", "▶", "👉", " "};
  for (bool found = true; found;) {
    found = std::any_of(
        std::begin(kBullets), std::end(kBullets),
        [&text](absl::string_view bullet) { return absl::ConsumePrefix(&text, bullet); });
  }
  return text;
}

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

absl::string_view SkipDigits(absl::string_view text) {
  const auto* const end = std::find_if_not(text.begin(), text.end(), IsDigit);
  return text.substr(static_cast<size_t>(end - text.begin()));
}

// "1 of 5", "image 1 of 5", "1 - 5 of 36", "1/12".
bool IsCounter(absl::string_view lower) {
  for (const absl::string_view word : {"image ", "photo ", "slide ", "ảnh "}) {
    if (absl::ConsumePrefix(&lower, word)) break;
  }
  bool counted = false;
  while (!lower.empty() && IsDigit(lower[0])) {
    lower = SkipDigits(lower);
    if (lower.empty()) return counted;
    const bool more = absl::ConsumePrefix(&lower, " - ") || absl::ConsumePrefix(&lower, "-");
    counted = absl::ConsumePrefix(&lower, " of ") || absl::ConsumePrefix(&lower, "/") ||
              absl::ConsumePrefix(&lower, " / ");
    if (!more && !counted) return false;
  }
  return false;
}

// The pattern's "#" stands for a digit, all else for itself.
bool HoldsPattern(absl::string_view text, absl::string_view pattern) {
  for (size_t at = 0; at + pattern.size() <= text.size(); ++at) {
    size_t i = 0;
    while (i < pattern.size() &&
           (pattern[i] == '#' ? IsDigit(text[at + i]) : pattern[i] == text[at + i])) {
      ++i;
    }
    if (i == pattern.size()) return true;
  }
  return false;
}

// "(TTXVN/Vietnam+)": the house's own mark below its text.
bool IsAgencyMark(absl::string_view lower) {
  constexpr size_t kLongest = 40;
  if (lower.size() > kLongest) return false;
  absl::ConsumePrefix(&lower, "(");
  absl::ConsumeSuffix(&lower, ".");
  absl::ConsumeSuffix(&lower, ")");
  return lower == "ttxvn" || absl::EndsWith(lower, "vietnam+");
}

}  // namespace

absl::string_view ChromeLineKind(absl::string_view line) {
  constexpr size_t kLongest = 300;
  if (line.size() > kLongest) return "";
  const std::string all = text::ToLower(line);
  const absl::string_view lower = WithoutBullet(all);
  for (const ChromeLine& known : kLines) {
    const bool hit = known.whole
                         ? lower == known.start || lower == absl::StrCat(known.start, ":") ||
                               lower == absl::StrCat(known.start, "...")
                         : absl::StartsWith(lower, known.start);
    if (hit) return known.kind;
  }
  if (absl::StrContains(lower, "trên google news") || absl::StrContains(lower, "on google news")) {
    return "share";
  }
  if (IsCounter(lower)) return "media";
  return "";
}

bool IsPictureCredit(absl::string_view line) {
  constexpr size_t kLongest = 400;
  constexpr size_t kLongestCredit = 120;
  if (line.size() > kLongest) return false;
  const std::string lower = absl::AsciiStrToLower(line);
  absl::string_view credit = lower;
  absl::ConsumeSuffix(&credit, ".");
  if (absl::ConsumeSuffix(&credit, ")")) {
    const size_t open = credit.rfind('(');
    if (open != absl::string_view::npos && StartsWithAny(credit.substr(open + 1), kCreditWords)) {
      return true;
    }
  }
  return lower.size() <= kLongestCredit && StartsWithAny(lower, kCreditWords);
}

bool IsDateLine(absl::string_view line) {
  constexpr size_t kLongest = 140;
  if (line.size() > kLongest || EndsLikeSentence(line)) return false;
  const auto holds = [line](absl::string_view pattern) { return HoldsPattern(line, pattern); };
  const bool year = holds("20##") || holds("19##");
  const bool digits = holds("##/##/") || holds("##-##-") || holds("-##-##") || holds("##.##.");
  return year && (digits || holds("#:##") || holds("#h##"));
}

absl::string_view ClosingNoteKind(absl::string_view line) {
  constexpr size_t kLongest = 400;
  constexpr size_t kLongestFollowing = 200;
  if (line.size() > kLongest) return "";
  const std::string lower = text::ToLower(line);
  if (StartsWithAny(lower, kByOthers) || IsAgencyMark(lower)) return "byline";
  if (absl::StrContains(lower, "contributed to this report")) return "byline";
  if (StartsWithAny(lower, kCookieNotices)) return "form";
  if (absl::StrContains(lower, "affiliate commission") ||
      absl::StrContains(lower, "earn a commission")) {
    return "ad";
  }
  const bool following = line.size() <= kLongestFollowing && StartsWithAny(lower, kFollowing);
  return following && HoldsAny(lower, kPlaces) ? "share" : "";
}

bool EndsLikeSentence(absl::string_view text) {
  const size_t last = text.find_last_not_of("\"')] ");
  if (last == absl::string_view::npos) return false;
  return absl::StrContains(".!?", text.substr(last, 1)) || absl::EndsWith(text, "”") ||
         absl::EndsWith(text, "…");
}

}  // namespace khotin::extract
