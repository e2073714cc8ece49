// Tells when a source's articles come out otherwise than they used to: most often a redesign that
// breaks extraction.
#ifndef KHOTIN_STORE_SOURCE_DRIFT_H_
#define KHOTIN_STORE_SOURCE_DRIFT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "khotin/storage/v1/records.pb.h"

namespace khotin::store {

// Figures of several days, as shares and means; all 0 without documents.
struct SourceFigures {
  int64_t articles = 0;
  int64_t refused = 0;
  double refused_share = 0;  // of all documents
  double body_words = 0;     // of an article, on average
  double removed_share = 0;  // of the words of body and removed lines
  double title_share = 0;    // of the articles
  double lead_share = 0;
  double date_share = 0;
  double author_share = 0;
};

SourceFigures Summarize(const std::vector<khotin::storage::v1::Source::Day>& days);

// A figure that has moved.
struct Drift {
  std::string figure;  // "title_share", "body_words", …: as in SourceFigures
  double before = 0;
  double now = 0;
};

struct DriftReport {
  SourceFigures before;
  SourceFigures now;
  std::vector<Drift> drifts;  // empty while there is too little to compare
};

// Compares the newest days that hold kMinRecentDocuments with up to 28 days before them.
inline constexpr int64_t kMinRecentDocuments = 20;
inline constexpr int64_t kMinEarlierDocuments = 40;
DriftReport FindDrift(const khotin::storage::v1::Source& source);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_SOURCE_DRIFT_H_
