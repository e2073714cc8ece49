#include "extract/html_author_name.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "extract/byline_name.h"
#include "extract/html_entity.h"
#include "extract/html_tree.h"
#include "extract/page_url.h"
#include "text/syllable.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

constexpr size_t kMaxAuthors = 100;
constexpr size_t kMaxNameBytes = 100;
constexpr size_t kMaxShownNameBytes = 60;
constexpr size_t kMaxNameWords = 6;

template <typename List>
bool Contains(const List& list, absl::string_view item) {
  return std::find(std::begin(list), std::end(list), item) != std::end(list);
}

// Longer ones first.
constexpr absl::string_view kNamePrefixes[] = {
    "written by:", "authored by:", "posted by:", "written by ", "authored by ", "posted by ",
    "text by ",    "words by ",    "story by ",  "author: ",    "authors: ",    "by: ",
    "by ",         "tác giả: ",    "tác giả ",   "bài: ",       "theo ",
};

// What sites put where a name is expected.
constexpr absl::string_view kNoNames[] = {
    "by",
    "author",
    "authors",
    "written by",
    "share",
    "comments",
    "name",
    "staff",
    "admin",
    "editor",
    "posted",
    "updated",
    "published",
    "about the author",
    "read more",
    "follow",
    "posts",
    "date",
    "written",
    "posted by",
    "insights from",
    "guest",
    "email",
    "website",
    "twitter",
    "facebook",
    "linkedin",
    "bio",
    "view all posts",
    "author bio",
};

// End the name of a group.
constexpr absl::string_view kGroupWords[] = {"editors", "staff",       "team",
                                             "desk",    "writers",     "writer",
                                             "editor",  "contributor", "contributors"};

bool IsDegree(absl::string_view part) {
  const std::string plain = absl::StrReplaceAll(part, {{".", ""}});
  if (plain.empty() || plain.size() > 6 || absl::StrContains(plain, " ")) return false;
  if (plain == "PhD" || plain == "Jr" || plain == "Sr" || plain == "PsyD" || plain == "PharmD") {
    return true;
  }
  return std::all_of(plain.begin(), plain.end(),
                     [](char c) { return absl::ascii_isupper(static_cast<unsigned char>(c)); });
}

}  // namespace

std::string StripNamePrefix(std::string name) {
  for (const absl::string_view prefix : kNamePrefixes) {
    if (absl::StartsWithIgnoreCase(name, prefix)) {
      return std::string(absl::StripAsciiWhitespace(absl::string_view(name).substr(prefix.size())));
    }
  }
  return name;
}

bool LooksLikeName(absl::string_view name) {
  if (name.size() < 2 || name.size() > kMaxShownNameBytes) return false;
  if (Contains(kNoNames, text::ToLower(name)) || IsPlaceName(name)) return false;
  const std::vector<absl::string_view> words = absl::StrSplit(name, ' ', absl::SkipEmpty());
  if (words.empty() || words.size() > kMaxNameWords) return false;
  for (const char c : name) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
    if (c == '@' || c == ':' || c == '?' || c == '!' || c == '*' || c == '/' || c == '|') {
      return false;
    }
  }
  size_t pos = 0;
  if (!IsUpper(text::DecodeUtf8(words.front(), &pos))) return false;
  pos = 0;
  return IsUpper(text::DecodeUtf8(words.back(), &pos)) || Contains(kGroupWords, words.back());
}

bool AllLookLikeNames(const std::vector<std::string>& names) {
  return !names.empty() && std::all_of(names.begin(), names.end(), LooksLikeName);
}

bool IsHandle(absl::string_view text) {
  return text.size() >= 3 && text.size() <= 30 && !Contains(kNoNames, text) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_islower(static_cast<unsigned char>(c)) || c == '_';
         });
}

std::vector<std::string> CleanAuthors(const std::vector<std::string>& names,
                                      absl::string_view publisher) {
  std::vector<std::string> clean;
  const size_t read = std::min(names.size(), kMaxAuthorCandidates);
  for (size_t i = 0; i < read && clean.size() < kMaxAuthors; ++i) {
    std::string name = StripNamePrefix(Collapse(DecodeEntities(names[i])));
    while (!name.empty() && (name[0] == ',' || name[0] == ' ' || name[0] == '-')) name.erase(0, 1);
    const bool digits = name.find_first_of("0123456789") != std::string::npos;
    if (name.empty() || name.size() > kMaxNameBytes || IsWebUrl(name) || digits) continue;
    if (absl::StrContains(name, '@') || Contains(kNoNames, text::ToLower(name))) continue;
    if (text::ToLower(name) == text::ToLower(publisher)) continue;
    if (!Contains(clean, name)) clean.push_back(std::move(name));
  }
  return clean;
}

std::vector<std::string> SplitNames(absl::string_view text) {
  const std::string unified = absl::StrReplaceAll(
      text, {{", and ", ";"}, {" and ", ";"}, {" & ", ";"}, {" và ", ";"}, {", ", ";"}});
  std::vector<std::string> names;
  for (absl::string_view part : absl::StrSplit(unified, ';')) {
    part = absl::StripAsciiWhitespace(part);
    if (part.empty()) continue;
    if (IsDegree(part) && !names.empty()) {
      absl::StrAppend(&names.back(), ", ", part);
    } else {
      names.emplace_back(part);
    }
  }
  return names;
}

}  // namespace khotin::extract
