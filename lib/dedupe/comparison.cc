#include "dedupe/comparison.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace khotin::dedupe {
namespace {

constexpr double kNearJaccard = 0.8;
constexpr double kVersionContainment = 0.8;
// Enough where hardly any fact has changed: an abridged version that was also edited.
constexpr double kEditedContainment = 0.6;
constexpr double kEditedJaccard = 0.4;
constexpr size_t kMinEditedFacts = 5;
constexpr double kMaxEditedFacts = 0.1;
constexpr double kMaxEditedNumbers = 0.15;
constexpr size_t kFewNumbers = 3;
// Below it a text holds so little that much of it may be stock phrases.
constexpr size_t kMinVersionShingles = 50;

constexpr double kRelatedJaccard = 0.3;
constexpr double kRelatedContainment = 0.5;

// Texts made from one template share their words, but not their facts: so many more facts than
// other words have changed.
constexpr double kFactsToOrdinary = 6;

// What of a kind must have changed at least.
struct OtherLimit {
  double share;
  size_t words;
};
constexpr OtherLimit kOtherFacts = {0.15, 3};
constexpr OtherLimit kOtherNumbers = {0.4, 4};
constexpr OtherLimit kOtherNames = {0.2, 4};

size_t CountShared(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  size_t shared = 0;
  size_t i = 0;
  size_t j = 0;
  while (i < a.size() && j < b.size()) {
    const uint64_t x = a[i];
    const uint64_t y = b[j];
    shared += x == y ? 1 : 0;
    i += x <= y ? 1 : 0;
    j += y <= x ? 1 : 0;
  }
  return shared;
}

// What of `words` is not in `others`, counting occurrences. Both sorted.
std::vector<uint32_t> Missing(const std::vector<uint32_t>& words,
                              const std::vector<uint32_t>& others) {
  std::vector<uint32_t> missing;
  std::set_difference(words.begin(), words.end(), others.begin(), others.end(),
                      std::back_inserter(missing));
  return missing;
}

double Share(size_t part, size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

ChangedPart Changed(const std::vector<uint32_t>& words, const std::vector<uint32_t>& others) {
  return {words.size(), Missing(words, others).size()};
}

bool IsOther(const ChangedPart& part, const OtherLimit& limit, const ChangedPart& ordinary) {
  return part.share() >= limit.share && part.missing >= limit.words &&
         part.share() >= kFactsToOrdinary * ordinary.share();
}

bool AreOtherFacts(const ChangedWords& changed) {
  return IsOther(changed.facts, kOtherFacts, changed.ordinary) ||
         IsOther(changed.numbers, kOtherNumbers, changed.ordinary) ||
         IsOther(changed.names, kOtherNames, changed.ordinary);
}

bool IsEdited(const Comparison& comparison, const ChangedWords& changed) {
  return std::max(comparison.containment, comparison.match_containment) >= kEditedContainment &&
         comparison.jaccard >= kEditedJaccard && changed.facts.words >= kMinEditedFacts &&
         changed.facts.share() < kMaxEditedFacts &&
         (changed.numbers.words < kFewNumbers || changed.numbers.share() < kMaxEditedNumbers);
}

}  // namespace

Comparison Compare(const Signature& body, const Signature& match) {
  Comparison comparison;
  comparison.shingles = body.shingles.size();
  comparison.match_shingles = match.shingles.size();
  const size_t shared = CountShared(body.shingles, match.shingles);
  comparison.jaccard = Share(shared, comparison.shingles + comparison.match_shingles - shared);
  comparison.containment = Share(shared, comparison.shingles);
  comparison.match_containment = Share(shared, comparison.match_shingles);
  return comparison;
}

ChangedWords CompareWords(const Signature& body, const Signature& match) {
  const bool shorter = body.words.size() <= match.words.size();
  const Signature& less = shorter ? body : match;
  const std::vector<uint32_t>& more = (shorter ? match : body).words;
  std::vector<uint32_t> facts;
  facts.reserve(less.numbers.size() + less.names.size());
  std::merge(less.numbers.begin(), less.numbers.end(), less.names.begin(), less.names.end(),
             std::back_inserter(facts));
  ChangedWords changed;
  changed.numbers = Changed(less.numbers, more);
  changed.names = Changed(less.names, more);
  changed.facts = Changed(facts, more);
  changed.ordinary = Changed(Missing(less.words, facts), more);
  return changed;
}

bool TellOtherFacts(const Signature& body, const Signature& match) {
  return AreOtherFacts(CompareWords(body, match));
}

Relation Classify(const Signature& body, const Signature& match, const Comparison& comparison) {
  if (body.fingerprint == match.fingerprint) return Relation::kExact;
  const double containment = std::max(comparison.containment, comparison.match_containment);
  if (comparison.jaccard < kRelatedJaccard && containment < kRelatedContainment) {
    return Relation::kNone;
  }
  const ChangedWords changed = CompareWords(body, match);
  if (AreOtherFacts(changed)) return Relation::kRelated;
  if (comparison.jaccard >= kNearJaccard) return Relation::kNear;
  const bool long_enough =
      std::min(comparison.shingles, comparison.match_shingles) >= kMinVersionShingles;
  if (long_enough && (containment >= kVersionContainment || IsEdited(comparison, changed))) {
    return comparison.match_containment >= comparison.containment ? Relation::kContains
                                                                  : Relation::kContainedIn;
  }
  return Relation::kRelated;
}

}  // namespace khotin::dedupe
