#include "extract/byline.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "extract/byline_name.h"
#include "extract/byline_words.h"
#include "extract/line.h"
#include "text/normalize.h"
#include "text/syllable.h"

namespace khotin::extract {
namespace {

constexpr size_t kMaxBylineBytes = 140;
constexpr size_t kMaxGluedBytes = 84;
constexpr size_t kMaxAuthors = 6;

template <typename List>
bool Contains(const List& list, absl::string_view item) {
  return std::find(std::begin(list), std::end(list), item) != std::end(list);
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

// Takes `word`, in any case, from the start of `*text` when more follows.
bool ConsumeWord(absl::string_view* text, absl::string_view word) {
  if (text->size() <= word.size()) return false;
  if (text::ToLower(text->substr(0, word.size())) != word) return false;
  *text = StripPunctuation(text->substr(word.size()));
  return true;
}

bool ConsumeTheo(absl::string_view* text) {
  return ConsumeWord(text, "theo ") || ConsumeWord(text, "theo: ");
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
    for (int pair = 0; pair < 2; ++pair) {
      const absl::string_view brackets = TakeBrackets(&text);
      if (brackets.empty()) break;
      if (!ReadBrackets(brackets, text.empty())) return false;
    }
    if (text.empty()) return HasSomeone();
    if (ConsumeWord(&text, "nguồn: ") || ConsumeWord(&text, "nguồn tin: ")) {
      byline_.labelled = true;
      return ReadSource(text);
    }
    return ReadTheo(text);
  }

  Byline Take() { return std::move(byline_); }

 private:
  bool HasSomeone() const { return !byline_.authors.empty() || !byline_.agency.empty(); }

  bool AddAuthor(absl::string_view name) {
    auto& authors = byline_.authors;
    const size_t half = name.size() / 2;
    if (name.size() > 2 && name[half] == ' ' && name.substr(0, half) == name.substr(half + 1)) {
      name = name.substr(0, half);
    }
    if (authors.size() >= kMaxAuthors) return false;
    if (!Contains(authors, name)) authors.emplace_back(name);
    return true;
  }

  bool SetAgency(absl::string_view name) {
    if (!byline_.agency.empty()) return true;
    if (!IsAgencyName(name)) return false;
    byline_.agency = std::string(name);
    return true;
  }

  // "(Tổng hợp)", "(Theo AFP)", "(TTXVN)".
  bool ReadBrackets(absl::string_view inside, bool alone) {
    if (Contains(kRemarks, text::ToLower(inside))) return true;
    if (ConsumeWord(&inside, "từ ")) return !alone;
    const bool collected = ConsumeWord(&inside, "tổng hợp ");
    const bool source = ConsumeTheo(&inside);
    ConsumeWord(&inside, "báo ");
    if (alone && !source && !IsAcronym(inside)) return false;
    byline_.labelled = byline_.labelled || alone;
    return SetAgency(inside) || collected || (source && !alone);
  }

  // "[Names ]Theo X", or names alone.
  bool ReadTheo(absl::string_view text) {
    byline_.labelled = StripRole(&text) || byline_.labelled;
    if (ConsumeTheo(&text)) {
      byline_.labelled = true;
      return ReadSource(text);
    }
    const size_t theo = std::min(text.find(" Theo "), text.find(" Theo: "));
    if (theo == absl::string_view::npos) return ReadNames(text);
    absl::string_view names = StripPunctuation(text.substr(0, theo));
    const absl::string_view remark = TakeBrackets(&names);
    if (!remark.empty() && !ReadBrackets(remark, names.empty())) return false;
    byline_.labelled = true;
    return ReadSource(StripPunctuation(text.substr(theo + 5))) && ReadNames(names);
  }

  // What follows "Theo": an agency, or a person of one.
  bool ReadSource(absl::string_view text) {
    const size_t again = text.find(" Theo ");
    if (again != absl::string_view::npos) text = text.substr(0, again);
    ConsumeWord(&text, "báo ");
    for (const absl::string_view separator : {" - ", "/"}) {
      const size_t at = text.find(separator);
      if (at == absl::string_view::npos || !byline_.agency.empty()) continue;
      absl::string_view name = absl::StripAsciiWhitespace(text.substr(0, at));
      const absl::string_view remark = TakeBrackets(&name);
      if (!remark.empty() && !Contains(kRemarks, text::ToLower(remark))) return false;
      const absl::string_view agency =
          absl::StripAsciiWhitespace(text.substr(at + separator.size()));
      if (IsPersonName(name) && IsAgencyName(agency)) return SetAgency(agency) && AddAuthor(name);
    }
    const bool person = IsPersonName(text) && (!byline_.agency.empty() || HasFamilyName(text));
    return person ? AddAuthor(text) : SetAgency(text);
  }

  bool ReadNames(absl::string_view text) {
    if (Contains(kNewsroom, text::ToLower(text))) return AddAuthor(text);
    const std::string unified = absl::StrReplaceAll(text, {{" – ", "|"},
                                                           {" - ", "|"},
                                                           {" và ", "|"},
                                                           {" & ", "|"},
                                                           {", ", "|"},
                                                           {"; ", "|"},
                                                           {" -", "|"},
                                                           {"- ", "|"},
                                                           {"/ ", "/"}});
    for (const absl::string_view part : absl::StrSplit(unified, '|', absl::SkipEmpty())) {
      if (!ReadNamePart(absl::StripAsciiWhitespace(part))) return false;
    }
    return HasSomeone();
  }

  // "Minh Anh", "Minh Anh/VOV", "PV Minh Anh", "TTXVN".
  bool ReadNamePart(absl::string_view part) {
    const size_t slash = part.rfind('/');
    if (slash != absl::string_view::npos) {
      const absl::string_view agency = absl::StripAsciiWhitespace(part.substr(slash + 1));
      const absl::string_view whole = part;
      part = absl::StripAsciiWhitespace(part.substr(0, slash));
      if (IsAcronym(part) && IsAgencyName(agency)) return SetAgency(whole);
      if (!(IsPersonName(agency) ? AddAuthor(agency) : SetAgency(agency))) return false;
    }
    byline_.labelled = StripRole(&part) || byline_.labelled;
    if (IsPersonName(part) || Contains(kNewsroom, text::ToLower(part))) return AddAuthor(part);
    return IsAcronym(part) && SetAgency(part);
  }

  Byline byline_;
};

// True when a full stop at `at` closes an initial ("K. Mưa"), not a sentence.
bool ClosesInitial(absl::string_view text, size_t at) {
  const size_t space = text.substr(0, at).rfind(' ');
  absl::string_view word = text.substr(space == absl::string_view::npos ? 0 : space + 1);
  word = word.substr(0, word.find('.'));
  return word.size() <= 2 && IsPersonName(std::string(word) + ".");
}

// The position behind the last `mark`; 0 when there is none.
size_t BehindLast(absl::string_view text, absl::string_view mark) {
  size_t at = text.rfind(mark);
  if (mark == ". ") {
    while (at != absl::string_view::npos && at > 0 && ClosesInitial(text, at)) {
      at = text.rfind(mark, at - 1);
    }
  }
  return at == absl::string_view::npos ? 0 : at + mark.size();
}

// Where the last sentence of `text` ends and something unfinished follows; 0 when nothing does.
size_t BehindLastSentence(absl::string_view text) {
  size_t best = 0;
  for (const absl::string_view mark : {". ", "! ", "? ", "… ", "” ", "\" ", "./. ", ") "}) {
    best = std::max(best, BehindLast(text, mark));
  }
  return best;
}

// A name of more than one syllable, or initials.
bool IsSureName(absl::string_view name) {
  return absl::StrContains(name, " ") || absl::StrContains(name, ".");
}

}  // namespace

absl::optional<Byline> ReadByline(absl::string_view text) {
  if (text.size() > 2 * kMaxBylineBytes) return absl::nullopt;
  const std::string normalized = text::Normalize(text).text;
  BylineReader reader;
  if (!reader.Read(TrimBlank(normalized))) return absl::nullopt;
  return reader.Take();
}

absl::optional<Byline> ReadGluedByline(absl::string_view paragraph) {
  const size_t window_bytes = std::min(paragraph.size(), 2 * kMaxGluedBytes);
  absl::string_view end = paragraph.substr(paragraph.size() - window_bytes);
  while (!end.empty() && (static_cast<unsigned char>(end[0]) & 0xC0) == 0x80) end.remove_prefix(1);
  const std::string normalized = text::Normalize(end).text;
  const absl::string_view window = TrimBlank(normalized);
  const size_t behind = BehindLastSentence(window);
  if (behind == 0) return absl::nullopt;
  const absl::string_view tail = TrimBlank(window.substr(behind));
  if (tail.size() > kMaxGluedBytes || absl::StrContains(text::ToLower(tail), "nguồn")) {
    return absl::nullopt;
  }
  absl::optional<Byline> byline = ReadByline(tail);
  if (!byline.has_value() || byline->labelled) return byline;
  const auto& authors = byline->authors;
  if (authors.empty() && absl::StrContains(byline->agency, "/")) return byline;
  const bool sure = !authors.empty() && std::all_of(authors.begin(), authors.end(), IsSureName);
  return sure ? byline : absl::nullopt;
}

void AddByline(const Byline& byline, Article* article) {
  for (const std::string& author : byline.authors) {
    if (!Contains(article->authors, author)) article->authors.push_back(author);
  }
  if (article->agency.empty()) article->agency = byline.agency;
}

}  // namespace khotin::extract
