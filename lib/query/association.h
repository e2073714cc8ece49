// How much oftener something is in one set of documents than in another.
#ifndef KHOTIN_QUERY_ASSOCIATION_H_
#define KHOTIN_QUERY_ASSOCIATION_H_

#include <cstdint>

namespace khotin::query {

// `hits` of `documents`.
struct Share {
  uint64_t hits = 0;
  uint64_t documents = 0;
};

// The log-likelihood ratio G² of two independent shares being one (Dunning, "Accurate methods for
// the statistics of surprise and coincidence", 1993): how surely they differ, in whichever
// direction; negative where that of `a` is the smaller one. 0 for a set without documents. Hits
// beyond the documents count as these.
double SignedLogLikelihoodRatio(const Share& a, const Share& b);

// The share of `a` by that of `b`; 0 where either cannot be told.
double Lift(const Share& a, const Share& b);

// As Lift, with half a hit added to each, so that it can always be told where both have documents.
double SmoothedLift(const Share& a, const Share& b);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_ASSOCIATION_H_
