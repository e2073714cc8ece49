#include "query/association.h"

#include <algorithm>
#include <cmath>

namespace khotin::query {
namespace {

double Ratio(double hits, double documents) { return documents > 0 ? hits / documents : 0; }

// hits * log(observed / expected), where nothing observed adds nothing.
double Term(double hits, double observed, double expected) {
  return hits > 0 ? hits * std::log(observed / expected) : 0;
}

double LogLikelihood(double hits, double documents, double joint) {
  const double share = hits / documents;
  return Term(hits, share, joint) + Term(documents - hits, 1 - share, 1 - joint);
}

}  // namespace

double SignedLogLikelihoodRatio(const Share& a, const Share& b) {
  if (a.documents == 0 || b.documents == 0) return 0;
  const auto documents_a = static_cast<double>(a.documents);
  const auto documents_b = static_cast<double>(b.documents);
  const auto hits_a = static_cast<double>(std::min(a.hits, a.documents));
  const auto hits_b = static_cast<double>(std::min(b.hits, b.documents));
  const double joint = (hits_a + hits_b) / (documents_a + documents_b);
  const double ratio =
      2 * (LogLikelihood(hits_a, documents_a, joint) + LogLikelihood(hits_b, documents_b, joint));
  return hits_a / documents_a < hits_b / documents_b ? -ratio : ratio;
}

double Lift(const Share& a, const Share& b) {
  const double share_b = Ratio(static_cast<double>(b.hits), static_cast<double>(b.documents));
  return Ratio(Ratio(static_cast<double>(a.hits), static_cast<double>(a.documents)), share_b);
}

double SmoothedLift(const Share& a, const Share& b) {
  constexpr double kHalf = 0.5;
  const double share_a =
      Ratio(static_cast<double>(a.hits) + kHalf, static_cast<double>(a.documents));
  return Ratio(share_a,
               Ratio(static_cast<double>(b.hits) + kHalf, static_cast<double>(b.documents)));
}

}  // namespace khotin::query
