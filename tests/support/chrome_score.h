// How much of wrapped articles a cleaner keeps, and how much of their chrome it leaves.
#ifndef KHOTIN_TESTS_SUPPORT_CHROME_SCORE_H_
#define KHOTIN_TESTS_SUPPORT_CHROME_SCORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "extract/article.h"
#include "wrapped_articles.h"

namespace khotin::testing {

// In syllables: runs of characters between white space.
struct ChromeScore {
  int64_t articles = 0;
  int64_t own = 0;       // of titles, leads and bodies
  int64_t own_kept = 0;  // of these, found in title, lead, body or authors of the result
  int64_t chrome = 0;
  int64_t chrome_left = 0;  // in the result although not of the article; marked captions apart

  double Kept() const;  // percent
  double Left() const;
  void Add(const ChromeScore& other);
};

// What went wrong, for a person: "- lost line", "+ line left".
using Mistakes = std::vector<std::string>;

// Lines are matched as multisets: a line that the article has twice must be kept twice.
ChromeScore ScoreArticle(const WrappedArticle& wrapped, const extract::Extraction& extraction,
                         Mistakes* mistakes);

struct LearningRun {
  std::vector<ChromeScore> scores;  // one an article, in order
  std::vector<Mistakes> mistakes;   // likewise
  double seconds = 0;               // of processor, extraction alone
  double learning_seconds = 0;      // of processor, LearnChrome alone
  size_t changes = 0;               // of what is learned
  size_t longest_profile = 0;       // lines
};

// Extracts the articles in order, each with what its site's earlier ones have taught.
LearningRun LearnThrough(absl::Span<const WrappedArticle> wrapped, bool learn);

}  // namespace khotin::testing

#endif  // KHOTIN_TESTS_SUPPORT_CHROME_SCORE_H_
