#include "extract/phrase_set.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace khotin::extract {

PhraseSet::PhraseSet(const std::vector<absl::string_view>& phrases) {
  for (absl::string_view text : phrases) {
    const bool prefix = absl::ConsumeSuffix(&text, "*");
    buckets_[BucketOf(text)].push_back(static_cast<uint16_t>(phrases_.size()));
    phrases_.push_back({text, prefix});
  }
}

int PhraseSet::First(absl::string_view words) const {
  size_t first = phrases_.size();
  for (size_t space = words.find(' '); space != absl::string_view::npos;
       space = words.find(' ', space + 1)) {
    const absl::string_view rest = words.substr(space + 1);
    if (rest.size() < 2) break;
    for (const uint16_t candidate : buckets_[BucketOf(rest)]) {
      if (candidate >= first) break;
      if (StandsAt(phrases_[candidate], rest)) first = candidate;
    }
  }
  return first == phrases_.size() ? -1 : static_cast<int>(first);
}

size_t PhraseSet::BucketOf(absl::string_view text) {
  return (static_cast<unsigned char>(text[0]) * size_t{31} + static_cast<unsigned char>(text[1])) %
         kBuckets;
}

bool PhraseSet::StandsAt(const Phrase& phrase, absl::string_view rest) {
  if (!absl::StartsWith(rest, phrase.text)) return false;
  return phrase.prefix || rest.size() == phrase.text.size() || rest[phrase.text.size()] == ' ';
}

}  // namespace khotin::extract
