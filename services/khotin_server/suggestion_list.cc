#include "suggestion_list.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "text/normalize.h"
#include "text/syllable.h"

namespace khotin::server {
namespace {

// A name says more than a phrase of the same number of articles.
constexpr double kEntityGain = 1.25;

double Weight(const v1::Suggestion& suggestion) {
  const double articles = std::log2(1.0 + static_cast<double>(suggestion.article_count()));
  return suggestion.kind() == v1::SUGGESTION_KIND_ENTITY ? kEntityGain * articles : articles;
}

bool IsTitle(const v1::Suggestion& suggestion) {
  return suggestion.kind() == v1::SUGGESTION_KIND_TITLE;
}

}  // namespace

void SuggestionList::Add(v1::Suggestion suggestion, const Rank& rank) {
  const std::string key = text::ExactPhraseKey(text::Normalize(suggestion.text()).text);
  if (keys_.insert(key).second) entries_.push_back({std::move(suggestion), rank});
}

bool SuggestionList::Before(const Entry& a, const Entry& b) {
  const bool title_a = IsTitle(a.suggestion);
  const bool title_b = IsTitle(b.suggestion);
  if (title_a || title_b) return title_b && !title_a;
  if (a.rank.whole != b.rank.whole) return a.rank.whole;
  if (a.rank.as_typed != b.rank.as_typed) return a.rank.as_typed;
  return Weight(a.suggestion) > Weight(b.suggestion);
}

std::vector<v1::Suggestion> SuggestionList::Take() {
  std::stable_sort(entries_.begin(), entries_.end(), Before);
  const auto titles =
      static_cast<size_t>(std::count_if(entries_.begin(), entries_.end(), [](const Entry& entry) {
        return IsTitle(entry.suggestion);
      }));
  const size_t others = entries_.size() - titles;
  const size_t kept = std::min(others, limit_ - std::min(titles, limit_ * 3 / 10));
  std::vector<v1::Suggestion> taken;
  for (size_t i = 0; i < entries_.size() && taken.size() < limit_; ++i) {
    if (i >= kept && i < others) continue;
    taken.push_back(std::move(entries_[i].suggestion));
  }
  entries_.clear();
  keys_.clear();
  return taken;
}

}  // namespace khotin::server
