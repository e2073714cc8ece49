// What class names and ids say about a part of a page: the extractor's knowledge as data.
#ifndef KHOTIN_EXTRACT_HTML_RULES_H_
#define KHOTIN_EXTRACT_HTML_RULES_H_

#include <string>

#include "absl/strings/string_view.h"

namespace khotin::extract {

// The words of class and id attributes, lower-cased and split at punctuation and at camel humps,
// with a space around each: "box-lienQuan related_news" -> " box lien quan related news ".
std::string NameWords(absl::string_view names);

// Why a part of a page does not belong to the article.
struct ChromeRule {
  absl::string_view phrase;  // words that must stand in this order; "*" ends a prefix of a word
  absl::string_view kind;    // RemovedSpan::kind
};

// The first rule that `words`, as of NameWords, match; nullptr when none.
const ChromeRule* FindChrome(absl::string_view words);

// True for a class attribute that keeps its element from being seen.
bool HidesByClass(absl::string_view classes);

// True for names of a part that is hidden until readers unfold it, such as the answer to a
// question: it is text all the same.
bool NamesFold(absl::string_view words);

// How surely these words name the element that holds an article's text: 3 is the body of a known
// content management system, 2 a name that many sites give it, 0 says nothing.
int BodyStrength(absl::string_view words);

// True for names of the element that holds the lead (sapo).
bool NamesLead(absl::string_view words);

// True for names of what is the lead when it stands between the title and the body, and may be
// anything elsewhere.
bool NamesSummary(absl::string_view words);

// True for chrome, by its name, that may be a banner or header in which an article's title stands.
bool HoldsTitles(const ChromeRule& rule);

// True for names of the element that holds the title.
bool NamesTitle(absl::string_view words);

// True for names of a caption or of a picture's credit.
bool NamesCaption(absl::string_view words);

// True for names of the element that holds the author's name.
bool NamesAuthor(absl::string_view words);

// True for names of the element that holds the date of publication.
bool NamesDate(absl::string_view words);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_RULES_H_
