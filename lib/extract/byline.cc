#include "extract/byline.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "extract/line.h"
#include "text/normalize.h"
#include "text/syllable.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

constexpr size_t kMaxBylineBytes = 140;
constexpr size_t kMaxGluedBytes = 72;
constexpr size_t kMaxNameWords = 5;
constexpr size_t kMaxAuthors = 6;

// Written before a name; matched without case, a colon behind it allowed. Longer ones first.
constexpr absl::string_view kRoles[] = {
    "bài và ảnh",
    "bài, ảnh",
    "bài - ảnh",
    "bài & ảnh",
    "tin và ảnh",
    "tin, ảnh",
    "tin - ảnh",
    "tin, bài",
    "tin bài",
    "tác giả",
    "người viết",
    "biên dịch",
    "lược dịch",
    "thực hiện",
    "tổng hợp",
    "phóng viên",
    "cộng tác viên",
    "nhóm phóng viên",
    "nhóm pv",
    "bài",
    "tin",
    "ctv",
    "pv",
    "p.v",
    "by",
    "thực hiện bởi",
};

// Stand for the newsroom; a byline without a name.
constexpr absl::string_view kNewsroom[] = {
    "pv", "p.v", "p.v.", "ctv", "nhóm pv", "nhóm phóng viên", "phóng viên", "bbt", "nhóm p.v",
};

// Remarks in brackets behind a name that name nobody.
constexpr absl::string_view kRemarks[] = {
    "tổng hợp",
    "t/h",
    "th",
    "t.h",
    "dịch",
    "lược dịch",
    "biên dịch",
    "ghi",
    "thực hiện",
    "lược ghi",
    "st",
    "sưu tầm",
    "tổng hợp từ internet",
    "theo internet",
};

constexpr absl::string_view kFamilyNames[] = {
    "nguyễn", "trần",  "lê",   "phạm",  "hoàng", "huỳnh", "phan",   "vũ",   "võ",    "đặng",
    "bùi",    "đỗ",    "hồ",   "ngô",   "dương", "lý",    "đào",    "đoàn", "vương", "trịnh",
    "trương", "đinh",  "lâm",  "phùng", "mai",   "tô",    "hà",     "tạ",   "thái",  "cao",
    "châu",   "quách", "tăng", "lưu",   "lương", "kiều",  "nghiêm", "chu",  "hứa",   "mạc",
    "thạch",  "tống",  "cù",   "khổng", "doãn",  "triệu", "la",     "ninh", "đàm",   "từ",
    "viên",   "ông",   "bạch", "giang", "mạnh",  "phí",   "thân",   "tôn",  "văn",   "sầm",
};

constexpr absl::string_view kPlaces[] = {
    "hà nội",      "việt nam",      "đà nẵng",  "hải phòng",  "cần thơ",    "sài gòn",
    "hồ chí minh", "thế giới",      "hoa kỳ",   "trung quốc", "hàn quốc",   "nhật bản",
    "thái lan",    "miền bắc",      "miền nam", "miền trung", "tây nguyên", "thủ đô",
    "biển đông",   "liên hợp quốc", "còn tiếp",
};

template <typename List>
bool Contains(const List& list, absl::string_view item) {
  return std::find(std::begin(list), std::end(list), item) != std::end(list);
}

bool IsUpper(char32_t c) {
  if (c < 0x80) return absl::ascii_isupper(static_cast<unsigned char>(c));
  std::string letter;
  text::AppendUtf8(c, &letter);
  return text::ToLower(letter) != letter;
}

bool BeginsUpper(absl::string_view word) {
  size_t pos = 0;
  return !word.empty() && IsUpper(text::DecodeUtf8(word, &pos));
}

// "H.", "T.Hà", "K": capitals set off by dots, the last of which may begin a syllable.
bool IsInitials(absl::string_view word) {
  for (absl::string_view part : absl::StrSplit(word, '.', absl::SkipEmpty())) {
    size_t pos = 0;
    if (!IsUpper(text::DecodeUtf8(part, &pos))) return false;
    if (pos < part.size() && !text::IsVietnameseSyllable(part)) return false;
  }
  return absl::StrContains(word, ".") ? word.size() > 1 : word.size() <= 2;
}

bool IsNameWord(absl::string_view word) {
  return BeginsUpper(word) && (text::IsVietnameseSyllable(word) || IsInitials(word));
}

// All capitals, digits, dots: TTXVN, VOV.VN, AFP.
bool IsAcronym(absl::string_view text) {
  bool letters = false;
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = text::DecodeUtf8(text, &pos);
    if (IsUpper(c)) {
      letters = true;
    } else if (c != '.' && c != '+' &&
               !(c < 0x80 && absl::ascii_isdigit(static_cast<unsigned char>(c)))) {
      return false;
    }
  }
  return letters && text.size() >= 3 && !absl::EndsWith(text, ".");
}

// One to five words of which the first is capitalised and which hold no sentence.
bool IsAgencyName(absl::string_view text) {
  if (text.empty() || text.size() > 60) return false;
  const std::vector<absl::string_view> words = absl::StrSplit(text, ' ', absl::SkipEmpty());
  if (words.empty() || words.size() > 6) return false;
  const bool capital = BeginsUpper(words[0]) || absl::StrContains(words[0], ".");
  return capital && !absl::EndsWith(text, ".") && !absl::StrContains(text, "://");
}

absl::string_view StripPunctuation(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  while (!text.empty() && absl::StrContains(":-,;|*/", text.substr(0, 1))) {
    text = absl::StripLeadingAsciiWhitespace(text.substr(1));
  }
  while (!text.empty() && absl::StrContains(":-,;|*", text.substr(text.size() - 1))) {
    text = absl::StripTrailingAsciiWhitespace(text.substr(0, text.size() - 1));
  }
  return text;
}

// Takes "Bài, ảnh:", "PV" and the like from the start of `*text`.
bool StripRole(absl::string_view* text) {
  for (const absl::string_view role : kRoles) {
    if (text->size() <= role.size()) continue;
    if (text::ToLower(text->substr(0, role.size())) != role) continue;
    const absl::string_view rest = text->substr(role.size());
    if (!absl::StrContains(" :.", rest.substr(0, 1))) continue;
    *text = StripPunctuation(rest);
    return true;
  }
  return false;
}

bool ConsumeSource(absl::string_view* text) {
  for (const absl::string_view word : {"theo ", "theo: ", "nguồn: ", "nguồn tin: ", "nguồn:"}) {
    if (text->size() <= word.size()) continue;
    if (text::ToLower(text->substr(0, word.size())) != word) continue;
    *text = StripPunctuation(text->substr(word.size()));
    return true;
  }
  return false;
}

// Takes a "(…)" from the end of `*text`; empty when there is none.
absl::string_view TakeBrackets(absl::string_view* text) {
  if (!absl::EndsWith(*text, ")")) return "";
  const size_t open = text->rfind('(');
  if (open == absl::string_view::npos) return "";
  const absl::string_view inside = text->substr(open + 1, text->size() - open - 2);
  *text = StripPunctuation(text->substr(0, open));
  return absl::StripAsciiWhitespace(inside);
}

class BylineReader {
 public:
  // False when `text` is no byline.
  bool Read(absl::string_view text) {
    text = StripPunctuation(text);
    if (text.empty() || text.size() > kMaxBylineBytes) return false;
    const absl::string_view brackets = TakeBrackets(&text);
    if (!brackets.empty() && !ReadBrackets(brackets, text.empty())) return false;
    if (text.empty()) return HasSomeone();
    if (Contains(kNewsroom, text::ToLower(text))) return AddAuthor(text);
    byline_.labelled = StripRole(&text) || byline_.labelled;
    if (ConsumeSource(&text)) {
      byline_.labelled = true;
      return ReadSource(text);
    }
    return ReadNames(text);
  }

  Byline Take() { return std::move(byline_); }

 private:
  bool HasSomeone() const { return !byline_.authors.empty() || !byline_.agency.empty(); }

  bool AddAuthor(absl::string_view name) {
    const auto& authors = byline_.authors;
    if (authors.size() >= kMaxAuthors) return false;
    if (!Contains(authors, name)) byline_.authors.emplace_back(name);
    return true;
  }

  bool ReadBrackets(absl::string_view inside, bool alone) {
    if (Contains(kRemarks, text::ToLower(inside))) return true;
    const bool source = ConsumeSource(&inside) || Contains(kRemarks, text::ToLower(inside));
    if (alone && !source && !IsAcronym(inside)) return false;
    if (!IsAgencyName(inside)) return false;
    byline_.labelled = byline_.labelled || alone;
    byline_.agency = std::string(inside);
    return true;
  }

  // What follows "Theo": an agency, or a person of one.
  bool ReadSource(absl::string_view text) {
    const size_t dash = text.find(" - ");
    if (dash != absl::string_view::npos && byline_.agency.empty() &&
        IsPersonName(text.substr(0, dash)) && IsAgencyName(text.substr(dash + 3))) {
      byline_.agency = std::string(text.substr(dash + 3));
      return AddAuthor(text.substr(0, dash));
    }
    const bool person = IsPersonName(text) && (!byline_.agency.empty() || HasFamilyName(text));
    if (person) return AddAuthor(text);
    if (!byline_.agency.empty() || !IsAgencyName(text)) return false;
    byline_.agency = std::string(text);
    return true;
  }

  bool ReadNames(absl::string_view text) {
    const std::string unified = absl::StrReplaceAll(text, {{" – ", "|"},
                                                           {" - ", "|"},
                                                           {" và ", "|"},
                                                           {" & ", "|"},
                                                           {", ", "|"},
                                                           {"; ", "|"},
                                                           {" -", "|"},
                                                           {"- ", "|"},
                                                           {"/ ", "/"}});
    for (absl::string_view part : absl::StrSplit(unified, '|', absl::SkipEmpty())) {
      if (!ReadNamePart(absl::StripAsciiWhitespace(part))) return false;
    }
    return HasSomeone();
  }

  // "Minh Anh", "Minh Anh/VOV", "PV Minh Anh", "TTXVN".
  bool ReadNamePart(absl::string_view part) {
    const size_t slash = part.rfind('/');
    if (slash != absl::string_view::npos) {
      const absl::string_view agency = absl::StripAsciiWhitespace(part.substr(slash + 1));
      part = absl::StripAsciiWhitespace(part.substr(0, slash));
      if (IsPersonName(agency) && !IsAcronym(agency)) {
        if (!AddAuthor(agency)) return false;
      } else if (IsAgencyName(agency)) {
        byline_.agency = std::string(agency);
      } else {
        return false;
      }
    }
    byline_.labelled = StripRole(&part) || byline_.labelled;
    if (IsPersonName(part)) return AddAuthor(part);
    if (Contains(kNewsroom, text::ToLower(part))) return AddAuthor(part);
    if (!IsAcronym(part) || !byline_.agency.empty()) return false;
    byline_.agency = std::string(part);
    return true;
  }

  Byline byline_;
};

// Where the last sentence of `text` ends and something unfinished follows; npos when nothing does.
size_t BehindLastSentence(absl::string_view text) {
  size_t best = absl::string_view::npos;
  for (const absl::string_view mark : {". ", "! ", "? ", "… ", "” ", "\" ", "./. ", ") "}) {
    const size_t at = text.rfind(mark);
    if (at == absl::string_view::npos) continue;
    const size_t behind = at + mark.size();
    if (best == absl::string_view::npos || behind > best) best = behind;
  }
  return best;
}

}  // namespace

bool HasFamilyName(absl::string_view name) {
  return Contains(kFamilyNames, text::ToLower(name.substr(0, name.find(' '))));
}

bool IsPersonName(absl::string_view text) {
  if (text.size() > 48 || IsAcronym(text)) return false;
  const std::vector<absl::string_view> words = absl::StrSplit(text, ' ', absl::SkipEmpty());
  if (words.empty() || words.size() > kMaxNameWords) return false;
  bool syllable = false;
  for (const absl::string_view word : words) {
    if (!IsNameWord(word)) return false;
    syllable = syllable || (word.size() > 1 && !IsAcronym(word) && text::IsVietnameseSyllable(word));
  }
  const bool dotted = words.size() == 1 && absl::StrContains(text, ".");
  if (!syllable && !dotted) return false;
  return !Contains(kPlaces, text::ToLower(text));
}

absl::optional<Byline> ReadByline(absl::string_view text) {
  if (text.size() > 2 * kMaxBylineBytes) return absl::nullopt;
  const std::string normalized = text::Normalize(text).text;
  BylineReader reader;
  if (!reader.Read(TrimBlank(normalized))) return absl::nullopt;
  return reader.Take();
}

absl::optional<Byline> ReadGluedByline(absl::string_view paragraph) {
  const size_t from =
      paragraph.size() > 2 * kMaxGluedBytes ? paragraph.size() - 2 * kMaxGluedBytes : 0;
  size_t begin = from;
  while (begin < paragraph.size() &&
         (static_cast<unsigned char>(paragraph[begin]) & 0xC0) == 0x80) {
    ++begin;
  }
  const std::string normalized = text::Normalize(paragraph.substr(begin)).text;
  const absl::string_view window = TrimBlank(normalized);
  const size_t behind = BehindLastSentence(window);
  if (behind == absl::string_view::npos) return absl::nullopt;
  const absl::string_view tail = TrimBlank(window.substr(behind));
  if (tail.size() > kMaxGluedBytes) return absl::nullopt;
  absl::optional<Byline> byline = ReadByline(tail);
  if (!byline.has_value() || byline->labelled) return byline;
  const bool sure =
      std::all_of(byline->authors.begin(), byline->authors.end(), [](absl::string_view name) {
        return absl::StrContains(name, " ") || absl::StrContains(name, ".");
      });
  return sure && !byline->authors.empty() ? byline : absl::nullopt;
}

}  // namespace khotin::extract
