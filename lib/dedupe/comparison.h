// The exact comparison of two bodies, and what one is to the other.
#ifndef KHOTIN_DEDUPE_COMPARISON_H_
#define KHOTIN_DEDUPE_COMPARISON_H_

#include <cstddef>

#include "dedupe/signature.h"

namespace khotin::dedupe {

// Of one body with another ("match"): shares of shingles, from 0 to 1.
struct Comparison {
  double jaccard = 0;            // those in both, of those in either
  double containment = 0;        // those in both, of this body's
  double match_containment = 0;  // those in both, of the match's
  size_t shingles = 0;
  size_t match_shingles = 0;
};

// Some words of the body with fewer words: how many there are, and how many of them the other body
// has not, counting each occurrence.
struct ChangedPart {
  size_t words = 0;
  size_t missing = 0;

  double share() const {
    return words == 0 ? 0 : static_cast<double>(missing) / static_cast<double>(words);
  }
};

struct ChangedWords {
  ChangedPart numbers;   // Signature::numbers
  ChangedPart names;     // Signature::names
  ChangedPart facts;     // both
  ChangedPart ordinary;  // all others
};

// Stored and sent: values never change. From the closest down.
enum class Relation {
  kNone = 0,
  kExact = 1,
  kNear = 2,
  kContains = 3,
  kContainedIn = 4,
  kRelated = 5,
};

Comparison Compare(const Signature& body, const Signature& match);
ChangedWords CompareWords(const Signature& body, const Signature& match);

// kExact for equal fingerprints; else by the shares. docs/duplicates.md gives the measurements
// behind its thresholds.
Relation Classify(const Signature& body, const Signature& match, const Comparison& comparison);

// True for two texts that repeat one wording about different things, such as bulletins of two days.
bool TellOtherFacts(const Signature& body, const Signature& match);

// True for versions of one text: kExact, kNear, kContains, kContainedIn.
inline bool IsVersion(Relation relation) {
  return relation != Relation::kNone && relation != Relation::kRelated;
}

}  // namespace khotin::dedupe

#endif  // KHOTIN_DEDUPE_COMPARISON_H_
