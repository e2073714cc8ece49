// Articles wrapped in the chrome of made-up sites, to measure what cleaning keeps and leaves.
//
// A site is a list of lines, top to bottom:
//   literal text       chrome; {…} is filled in anew for each article (below)
//   @title @lead       the article's own
//   @body              its paragraphs, with the site's inserts between them
//   *4|a|b|c           the lines a, b, c four times, each time about another article of the site
// Fields: {t} {s} title and lead of another article; {n} {k} a number, a small number; {ago} "3 giờ
// trước"; {date} the article's time as the site writes it; {old} another time so written;
// {author} the article's; {name} some reader; {cat} its section; {tag} a keyword; {say} a reader's
// comment; {scene} what a picture shows.
#ifndef KHOTIN_TESTS_SUPPORT_WRAPPED_ARTICLES_H_
#define KHOTIN_TESTS_SUPPORT_WRAPPED_ARTICLES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace khotin::testing {

// Where an insert stands among the paragraphs.
enum class InsertPlace : uint8_t {
  kAfterFirst,
  kMiddle,
  kRandom,
  kEvery3,
  kBeforeLast,
  kAfterLast
};

struct Insert {
  InsertPlace place;
  const char* lines;  // separated by '|'
  int percent = 100;  // of the articles that have it
  bool caption = false;
};

struct Site {
  const char* host;
  const char* date;  // "H:M D/O/Y" with the letters replaced
  std::vector<const char*> lines;
  std::vector<Insert> inserts;
  std::vector<const char*> sections;
};

// Those the rules were made with, and others that they were not.
absl::Span<const Site> KnownSites();
absl::Span<const Site> HeldOutSites();
// Written last, and never looked at when a rule was changed.
absl::Span<const Site> UnseenSites();

struct PlainArticle {
  std::string title;
  std::string lead;
  std::vector<std::string> paragraphs;
};

// Title, lead and body on lines of their own; the body is split into paragraphs of whole sentences.
// Empty paragraphs when the text has no body.
PlainArticle ParsePlainArticle(absl::string_view text, uint64_t seed);

struct WrappedArticle {
  size_t site = 0;
  size_t number = 0;  // within the site, from 0
  std::string url;
  std::string text;
  std::vector<std::string> own;       // title, lead and paragraphs
  std::vector<std::string> chrome;    // every other line, captions apart
  std::vector<std::string> captions;  // added ones
};

// Article i goes to site i modulo their number. The same seed gives the same bytes.
std::vector<WrappedArticle> WrapArticles(absl::Span<const PlainArticle> articles,
                                         absl::Span<const Site> sites, uint64_t seed);

}  // namespace khotin::testing

#endif  // KHOTIN_TESTS_SUPPORT_WRAPPED_ARTICLES_H_
