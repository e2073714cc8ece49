#include "extract/dateline.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "extract/byline_name.h"
#include "extract/line.h"
#include "text/normalize.h"
#include "text/syllable.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

constexpr size_t kMaxDatelineBytes = 120;
constexpr size_t kMaxAgencyBytes = 40;

// First words in brackets that speak of a picture, not of an agency.
constexpr absl::string_view kNotAgency[] = {
    "ảnh",  "nguồn", "hình", "minh", "đồ",   "video", "clip", "nhấp", "xem",
    "trái", "phải",  "giữa", "còn",  "tiếp", "từ",    "theo", "bài",
};

constexpr size_t kMaxPublisherBytes = 160;
constexpr size_t kMaxIntroductionBytes = 1200;

// How a publisher presents what follows.
constexpr absl::string_view kIntroductions[] = {" xin trân trọng giới thiệu",
                                                " trân trọng giới thiệu", " xin giới thiệu"};

// First words of publishers' names.
constexpr absl::string_view kPublisherNouns[] = {
    "báo", "tạp", "cổng", "trang", "đài", "thông", "ban", "tòa", "toà", "tuần", "chuyên", "kênh",
};

bool IsUpperOrDigit(char32_t c) {
  return IsUpper(c) || (c < 0x80 && absl::ascii_isdigit(static_cast<unsigned char>(c)));
}

bool BeginsUpper(absl::string_view text) {
  size_t pos = 0;
  return !text.empty() && IsUpperOrDigit(text::DecodeUtf8(text, &pos));
}

// Text goes on as a sentence begins: a capital, a digit or an opening quote.
bool BeginsSentence(absl::string_view text) {
  return BeginsUpper(text) || absl::StartsWith(text, "\"") || absl::StartsWith(text, "“") ||
         absl::StartsWith(text, "'") || absl::StartsWith(text, "‘");
}

// Bytes of spaces, one dash and spaces at the start of `text`; 0 when there is no dash.
size_t DashLength(absl::string_view text) {
  absl::string_view rest = absl::StripLeadingAsciiWhitespace(text);
  if (!absl::ConsumePrefix(&rest, "-") && !absl::ConsumePrefix(&rest, "–") &&
      !absl::ConsumePrefix(&rest, "—")) {
    return 0;
  }
  absl::ConsumePrefix(&rest, "-");
  return text.size() - absl::StripLeadingAsciiWhitespace(rest).size();
}

// Capitals, digits and the marks that papers put among them: GD&TĐ, VOV.VN.
bool IsShortName(absl::string_view text) {
  int letters = 0;
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = text::DecodeUtf8(text, &pos);
    if (!IsUpperOrDigit(c) && c != '.' && c != '&' && c != '+') return false;
    if (c >= 0x80 || absl::ascii_isupper(static_cast<unsigned char>(c))) ++letters;
  }
  return letters >= 2;
}

bool IsAgency(absl::string_view name) {
  if (name.empty() || name.size() > kMaxAgencyBytes || !BeginsUpper(name)) return false;
  if (absl::StrContains(name, ":") || absl::StrContains(name, ",")) return false;
  const std::vector<absl::string_view> words = absl::StrSplit(name, ' ', absl::SkipEmpty());
  if (words.size() > 6) return false;
  const bool letters = std::any_of(name.begin(), name.end(), [](char c) {
    return !absl::ascii_isdigit(static_cast<unsigned char>(c)) && c != '.';
  });
  const std::string first = text::ToLower(words.front());
  return letters &&
         std::find(std::begin(kNotAgency), std::end(kNotAgency), first) == std::end(kNotAgency);
}

// At most four words, each capitalised: "Hà Nội", "TP.HCM", "Washington".
bool IsPlace(absl::string_view text) {
  const std::vector<absl::string_view> words = absl::StrSplit(text, ' ', absl::SkipEmpty());
  return words.size() <= 4 && std::all_of(words.begin(), words.end(), [](absl::string_view word) {
           return BeginsUpper(word) && !absl::ascii_isdigit(static_cast<unsigned char>(word[0]));
         });
}

// "[Place ](Agency)[ -] ".
absl::optional<Dateline> FindBracketed(absl::string_view head) {
  const size_t open = head.find('(');
  const size_t close = head.find(')');
  if (open == absl::string_view::npos || close == absl::string_view::npos || close < open) {
    return absl::nullopt;
  }
  const absl::string_view place = absl::StripTrailingAsciiWhitespace(head.substr(0, open));
  const absl::string_view name =
      absl::StripAsciiWhitespace(head.substr(open + 1, close - open - 1));
  if (!IsPlace(place) || !IsAgency(name)) return absl::nullopt;
  if (!place.empty() && !IsShortName(name)) return absl::nullopt;
  const absl::string_view rest = head.substr(close + 1);
  const size_t dash = DashLength(rest);
  const bool bare = dash == 0 && place.empty() && IsShortName(name) && absl::StartsWith(rest, " ");
  if (dash == 0 && !bare) return absl::nullopt;
  const size_t length =
      close + 1 + (bare ? rest.size() - absl::StripLeadingAsciiWhitespace(rest).size() : dash);
  if (bare && !BeginsSentence(head.substr(length))) return absl::nullopt;
  return Dateline{length, std::string(name)};
}

// "TTO - ", "GD&TĐ - ", "Baonghean.vn - ": one word in capitals or with a domain, a spaced dash.
absl::optional<Dateline> FindBare(absl::string_view head) {
  const size_t space = head.find(' ');
  if (space == absl::string_view::npos || space > 24) return absl::nullopt;
  const absl::string_view name = head.substr(0, space);
  const size_t dash = DashLength(head.substr(space));
  if (dash < 3) return absl::nullopt;
  const bool letters = std::any_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_isupper(static_cast<unsigned char>(c));
  });
  const bool domain =
      absl::EndsWith(text::ToLower(name), ".vn") || absl::EndsWith(text::ToLower(name), ".com");
  if (!letters || !IsAgency(name) || !(IsShortName(name) || domain)) return absl::nullopt;
  if (!BeginsSentence(head.substr(space + dash))) return absl::nullopt;
  return Dateline{space + dash, std::string(name)};
}

bool IsKeyWord(absl::string_view word) {
  for (const absl::string_view key : {"date", "published", "pubdate", "publish_date", "crawl_date",
                                      "published_at", "created", "created_at", "timestamp"}) {
    if (absl::EqualsIgnoreCase(word, key)) return true;
  }
  return false;
}

// Where the last clause of `text` begins. The dots of TP.HCM end none.
size_t ClauseBegin(absl::string_view text) {
  size_t begin = 0;
  for (const absl::string_view mark : {". ", ", ", "; ", ": ", "! ", "? ", "\" ", "” "}) {
    const size_t at = text.rfind(mark);
    if (at != absl::string_view::npos) begin = std::max(begin, at + mark.size());
  }
  return begin;
}

bool IsPublisher(absl::string_view name) {
  const std::vector<absl::string_view> words = absl::StrSplit(name, ' ', absl::SkipEmpty());
  if (words.empty() || words.size() > 12 || !BeginsUpper(words[0])) return false;
  const std::string noun = text::ToLower(words[0]);
  if (std::find(std::begin(kPublisherNouns), std::end(kPublisherNouns), noun) !=
      std::end(kPublisherNouns)) {
    return true;
  }
  return words.size() == 1 && !text::IsVietnameseSyllable(name) && IsAgencyName(name);
}

}  // namespace

absl::optional<Dateline> FindDateline(absl::string_view paragraph) {
  const text::Normalized head = text::Normalize(text::TruncateUtf8(paragraph, kMaxDatelineBytes));
  absl::optional<Dateline> found = FindBracketed(head.text);
  if (!found.has_value()) found = FindBare(head.text);
  if (!found.has_value()) return absl::nullopt;
  found->length = head.offsets.ToOriginal(found->length);
  if (found->length >= paragraph.size()) return absl::nullopt;
  return found;
}

absl::optional<ScraperPrefix> FindScraperPrefix(absl::string_view text) {
  const size_t begin = text.find_first_not_of(" \t");
  if (begin == absl::string_view::npos) return absl::nullopt;
  const size_t word_end = text.find_first_of(" \t:=", begin);
  if (word_end == absl::string_view::npos || !IsKeyWord(text.substr(begin, word_end - begin))) {
    return absl::nullopt;
  }
  const size_t value = text.find_first_not_of(" \t:=\"'", word_end);
  if (value == absl::string_view::npos) return absl::nullopt;
  const size_t end = std::min(text.find_first_of(" \t\"'", value), text.size());
  const absl::optional<text::PartialDate> date =
      text::ParseTimestamp(text.substr(value, end - value));
  if (!date.has_value() || date->year == 0) return absl::nullopt;
  return ScraperPrefix{begin, end, value, *date};
}

std::string FindPublisher(absl::string_view paragraph) {
  if (paragraph.size() > kMaxIntroductionBytes) return "";
  const text::Normalized normalized = text::Normalize(paragraph);
  const absl::string_view norm = normalized.text;
  size_t end = absl::string_view::npos;
  for (const absl::string_view phrase : kIntroductions) end = std::min(end, norm.find(phrase));
  if (end == absl::string_view::npos) return "";
  const size_t behind = ClauseBegin(norm.substr(0, end));
  if (end - behind > kMaxPublisherBytes) return "";
  const absl::string_view name = TrimBlank(norm.substr(behind, end - behind));
  if (!IsPublisher(name)) return "";
  const size_t begin =
      normalized.offsets.ToOriginal(static_cast<size_t>(name.data() - norm.data()));
  const size_t stop = normalized.offsets.ToOriginal(end);
  return std::string(TrimBlank(paragraph.substr(begin, stop - begin)));
}

}  // namespace khotin::extract
