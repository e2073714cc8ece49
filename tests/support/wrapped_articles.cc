#include "wrapped_articles.h"

#include <algorithm>
#include <functional>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "base/hash.h"

namespace khotin::testing {
namespace {

// SplitMix64 (https://prng.di.unimi.it/splitmix64.c).
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  size_t Below(size_t n) { return static_cast<size_t>(Next() % n); }
  bool Percent(int percent) { return Below(100) < static_cast<size_t>(percent); }
  template <typename List>
  const char* Of(const List& list) {
    return list[Below(std::size(list))];
  }

 private:
  uint64_t Next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

  uint64_t state_;
};

constexpr const char* kFamilyNames[] = {"Nguyễn", "Trần", "Lê",   "Phạm",
                                        "Hoàng",  "Vũ",   "Đặng", "Bùi"};
constexpr const char* kMiddleNames[] = {"Văn", "Thị", "Minh", "Thu", "Đức", "Ngọc", "Hải"};
constexpr const char* kGivenNames[] = {"An",  "Bình", "Chi",  "Dũng", "Giang", "Hà",
                                       "Lan", "Nam",  "Phúc", "Quân", "Thảo",  "Vy"};
constexpr const char* kReaders[] = {"meo_con",   "Bạn đọc ẩn danh", "Hai Lúa",  "tuan.anh",
                                    "Cô Ba Bến", "nguoi qua duong", "Minh Râu", "bachlong"};
constexpr const char* kUnits[] = {"phút", "giờ", "ngày"};
constexpr const char* kTags[] = {"bão lũ",      "giá xăng",      "tuyển sinh", "kẹt xe",
                                 "sông Mây",    "đội tuyển trẻ", "nông sản",   "đất nền",
                                 "phim truyện", "hội làng"};
constexpr const char* kSayBegin[] = {"Tôi thấy",     "Mong rằng", "Nhà tôi ở gần đó,",
                                     "Đọc mà buồn,", "Hoan hô,",  "Theo tôi"};
constexpr const char* kSayMiddle[] = {
    "chuyện này nói mãi rồi",       "cơ quan chức năng nên xem lại", "bà con ai cũng mong như vậy",
    "giá cả bây giờ leo thang quá", "làm được thế thì tốt biết mấy", "lỗi không chỉ của một người"};
constexpr const char* kSayEnd[] = {"mà chưa thấy đổi thay gì.", "để dân đỡ khổ.",
                                   "cảm ơn bài viết!", "hy vọng năm sau khác đi.",
                                   "ai thấy giống tôi không?"};
constexpr const char* kScenes[] = {"Một góc phố vào buổi sáng.", "Người dân xếp hàng chờ đến lượt",
                                   "Toàn cảnh khu vực nhìn từ trên cao.",
                                   "Cây cầu trước ngày thông xe",
                                   "Các em nhỏ vui chơi trong sân trường."};

std::string WriteDate(const char* format, Random* random) {
  std::string out;
  for (const char* c = format; *c != '\0'; ++c) {
    if (absl::StartsWith(c, "GMT")) {
      out += "GMT";
      c += 2;
      continue;
    }
    const auto two = [&](size_t from, size_t n) {
      absl::StrAppendFormat(&out, "%02d", static_cast<int>(from + random->Below(n)));
    };
    switch (*c) {
      case 'H':
        two(5, 18);
        break;
      case 'M':
        two(0, 60);
        break;
      case 'D':
        two(1, 28);
        break;
      case 'O':
        two(1, 12);
        break;
      case 'Y':
        out += "2023";
        break;
      case 'W':
        absl::StrAppend(&out, "Thứ ",
                        random->Of(std::vector<const char*>{"hai", "ba", "tư", "năm"}));
        break;
      default:
        out += *c;
    }
  }
  return out;
}

std::string PersonName(Random* random) {
  return absl::StrCat(random->Of(kFamilyNames), " ", random->Of(kMiddleNames), " ",
                      random->Of(kGivenNames));
}

size_t Words(absl::string_view text) {
  return std::vector<absl::string_view>(absl::StrSplit(text, ' ', absl::SkipEmpty())).size();
}

// Fills in the fields of one article's lines.
class Filler {
 public:
  Filler(const Site& site, const std::vector<const PlainArticle*>& others, Random* random)
      : site_(site), others_(others), random_(*random) {
    author_ = PersonName(random);
    date_ = WriteDate(site.date, random);
    section_ = random->Of(site.sections);
  }

  // Another article for {t} and {s}.
  void TurnTo() { other_ = others_[random_.Below(others_.size())]; }

  std::string Fill(absl::string_view line) {
    std::string out;
    while (!line.empty()) {
      const size_t open = line.find('{');
      if (open == absl::string_view::npos) break;
      const size_t close = line.find('}', open);
      absl::StrAppend(&out, line.substr(0, open), Field(line.substr(open + 1, close - open - 1)));
      line.remove_prefix(close + 1);
    }
    absl::StrAppend(&out, line);
    return out;
  }

 private:
  std::string Field(absl::string_view name) {
    if (name == "t") return other_->title;
    if (name == "s") return other_->lead;
    if (name == "n") return absl::StrCat(1 + random_.Below(9999));
    if (name == "k") return absl::StrCat(1 + random_.Below(60));
    if (name == "ago")
      return absl::StrCat(1 + random_.Below(23), " ", random_.Of(kUnits), " trước");
    if (name == "date") return date_;
    if (name == "old") return WriteDate(site_.date, &random_);
    if (name == "author") return author_;
    if (name == "name") return random_.Percent(60) ? PersonName(&random_) : random_.Of(kReaders);
    if (name == "cat") return section_;
    if (name == "tag") return random_.Of(kTags);
    if (name == "scene") return random_.Of(kScenes);
    return absl::StrCat(random_.Of(kSayBegin), " ", random_.Of(kSayMiddle), " ",
                        random_.Of(kSayEnd));
  }

  const Site& site_;
  const std::vector<const PlainArticle*>& others_;
  Random& random_;
  const PlainArticle* other_ = nullptr;
  std::string author_;
  std::string date_;
  std::string section_;
};

class Wrapper {
 public:
  Wrapper(const Site& site, const PlainArticle& article,
          const std::vector<const PlainArticle*>& others, Random* random)
      : site_(site), article_(article), random_(*random), filler_(site, others, random) {}

  WrappedArticle Wrap() {
    for (const char* line : site_.lines) Write(line);
    result_.text = absl::StrJoin(text_, "\n");
    return std::move(result_);
  }

 private:
  void Write(absl::string_view line) {
    if (line == "@title") {
      Own(article_.title);
    } else if (line == "@lead") {
      Own(article_.lead);
    } else if (line == "@body") {
      WriteBody();
    } else if (line[0] == '*') {
      const std::vector<absl::string_view> parts = absl::StrSplit(line, '|');
      for (char n = line[1]; n > '0'; --n) {
        filler_.TurnTo();
        for (size_t i = 1; i < parts.size(); ++i) Chrome(parts[i]);
      }
    } else {
      filler_.TurnTo();
      Chrome(line);
    }
  }

  void Own(const std::string& line) {
    text_.push_back(line);
    result_.own.push_back(line);
  }

  void Chrome(absl::string_view line) {
    text_.push_back(filler_.Fill(line));
    result_.chrome.push_back(text_.back());
  }

  void WriteBody() {
    const size_t n = article_.paragraphs.size();
    std::vector<std::vector<const Insert*>> behind(n);
    for (const Insert& insert : site_.inserts) {
      if (random_.Percent(insert.percent)) Place(insert, n, &behind);
    }
    for (size_t i = 0; i < n; ++i) {
      Own(article_.paragraphs[i]);
      for (const Insert* insert : behind[i]) WriteInsert(*insert);
    }
  }

  void Place(const Insert& insert, size_t n, std::vector<std::vector<const Insert*>>* behind) {
    switch (insert.place) {
      case InsertPlace::kAfterFirst:
        return (*behind)[0].push_back(&insert);
      case InsertPlace::kMiddle:
        return (*behind)[n / 2].push_back(&insert);
      case InsertPlace::kRandom:
        return (*behind)[random_.Below(n)].push_back(&insert);
      case InsertPlace::kEvery3:
        for (size_t i = 2; i + 1 < n; i += 3) (*behind)[i].push_back(&insert);
        return;
      case InsertPlace::kBeforeLast:
        return (*behind)[n < 2 ? 0 : n - 2].push_back(&insert);
      case InsertPlace::kAfterLast:
        return (*behind)[n - 1].push_back(&insert);
    }
  }

  void WriteInsert(const Insert& insert) {
    filler_.TurnTo();
    for (const absl::string_view line : absl::StrSplit(insert.lines, '|')) {
      if (!insert.caption) {
        Chrome(line);
        continue;
      }
      text_.push_back(filler_.Fill(line));
      result_.captions.push_back(text_.back());
    }
  }

  const Site& site_;
  const PlainArticle& article_;
  Random& random_;
  Filler filler_;
  WrappedArticle result_;
  std::vector<std::string> text_;
};

// Sentences end at a stop before a space and a capital; pieces of few words are never cut off.
std::vector<std::string> SplitSentences(absl::string_view text) {
  std::vector<std::string> sentences;
  size_t begin = 0;
  for (size_t at = text.find(". "); at != absl::string_view::npos; at = text.find(". ", at + 1)) {
    const auto next = static_cast<unsigned char>(at + 2 < text.size() ? text[at + 2] : ' ');
    const absl::string_view piece = text.substr(begin, at + 1 - begin);
    if (!(absl::ascii_isupper(next) || next >= 0xC3) || Words(piece) < 6) continue;
    if (Words(text.substr(at + 2)) < 8) break;
    sentences.emplace_back(absl::StripAsciiWhitespace(piece));
    begin = at + 2;
  }
  const absl::string_view rest = absl::StripAsciiWhitespace(text.substr(begin));
  if (!rest.empty()) sentences.emplace_back(rest);
  return sentences;
}

}  // namespace

PlainArticle ParsePlainArticle(absl::string_view text, uint64_t seed) {
  PlainArticle article;
  std::vector<absl::string_view> lines;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    const absl::string_view stripped = absl::StripAsciiWhitespace(line);
    if (!stripped.empty()) lines.push_back(stripped);
  }
  if (lines.size() < 3) return article;
  article.title = std::string(lines[0]);
  article.lead = std::string(lines[1]);
  Random random(seed ^ base::Hash64(text));
  for (size_t i = 2; i < lines.size(); ++i) {
    const std::vector<std::string> sentences = SplitSentences(lines[i]);
    for (size_t s = 0; s < sentences.size();) {
      const size_t take = std::min(sentences.size() - s, 1 + random.Below(4));
      article.paragraphs.push_back(absl::StrJoin(sentences.begin() + static_cast<int64_t>(s),
                                                 sentences.begin() + static_cast<int64_t>(s + take),
                                                 " "));
      s += take;
    }
  }
  return article;
}

std::vector<WrappedArticle> WrapArticles(absl::Span<const PlainArticle> articles,
                                         absl::Span<const Site> sites, uint64_t seed) {
  std::vector<WrappedArticle> wrapped;
  for (size_t i = 0; i < articles.size(); ++i) {
    const size_t site = i % sites.size();
    std::vector<const PlainArticle*> others;
    for (size_t k = site; k < articles.size(); k += sites.size()) {
      const size_t apart = k > i ? k - i : i - k;
      if (k != i && apart <= 40 * sites.size()) others.push_back(&articles[k]);
    }
    Random random(seed * 1'000'003 + i);
    WrappedArticle article = Wrapper(sites[site], articles[i], others, &random).Wrap();
    article.site = site;
    article.number = i / sites.size();
    article.url = absl::StrCat("https://", sites[site].host, "/bai-", i, ".html");
    wrapped.push_back(std::move(article));
  }
  return wrapped;
}

}  // namespace khotin::testing
