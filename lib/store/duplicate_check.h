// Verifies bodies, sketches and clusters against the articles.
#ifndef KHOTIN_STORE_DUPLICATE_CHECK_H_
#define KHOTIN_STORE_DUPLICATE_CHECK_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/database.h"

namespace khotin::store {

// Every article first, then Finish. Not thread-safe.
class DuplicateChecker {
 public:
  // Adds a line per violation to `violations` while it has fewer than `limit`.
  DuplicateChecker(RecordReader* reader, size_t limit, std::vector<std::string>* violations)
      : reader_(reader), limit_(limit), violations_(violations) {}

  absl::Status AddArticle(absl::string_view id, const storage::v1::Article& record);
  // `cluster_count` is what the store counts.
  absl::Status Finish(int64_t cluster_count);

 private:
  struct Body {
    std::string fingerprint;
    std::string cluster;
    std::set<std::string> articles;
    std::set<std::string> sketch;  // keys
  };

  template <typename... Parts>
  bool Expect(bool holds, const Parts&... parts) {
    if (!holds && violations_->size() < limit_) violations_->push_back(absl::StrCat(parts...));
    return holds;
  }

  absl::Status CheckBodies();
  absl::Status CheckFingerprints();
  absl::Status CheckSketches();
  absl::Status CheckClusters(int64_t cluster_count);
  absl::Status CheckCluster(absl::string_view id, const storage::v1::Cluster& cluster);
  absl::Status CheckOrder();

  RecordReader* const reader_;
  const size_t limit_;
  std::vector<std::string>* const violations_;
  std::map<uint32_t, Body> bodies_;
  // Article by cluster and place.
  std::map<std::string, std::map<uint32_t, std::string>> clusters_;
  std::set<std::string> order_;  // keys that must be there
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_DUPLICATE_CHECK_H_
