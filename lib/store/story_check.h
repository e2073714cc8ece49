// Verifies stories against the articles and clusters.
#ifndef KHOTIN_STORE_STORY_CHECK_H_
#define KHOTIN_STORE_STORY_CHECK_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/database.h"
#include "story/assignment.h"

namespace khotin::store {

// Every article first, then Finish. Not thread-safe.
class StoryChecker {
 public:
  // Adds a line per violation to `violations` while it has fewer than `limit`.
  StoryChecker(RecordReader* reader, size_t limit, std::vector<std::string>* violations)
      : reader_(reader), limit_(limit), violations_(violations) {}

  void AddArticle(absl::string_view id, const storage::v1::Article& record);
  // `story_count` is what the store counts.
  absl::Status Finish(int64_t story_count);

 private:
  // What the articles say of a story.
  struct Expected {
    std::map<std::string, std::string> articles;  // key to time
    std::set<std::string> clusters;
  };

  template <typename... Parts>
  bool Expect(bool holds, const Parts&... parts) {
    if (!holds && violations_->size() < limit_) violations_->push_back(absl::StrCat(parts...));
    return holds;
  }

  absl::Status CheckStories(int64_t story_count);
  absl::Status CheckStory(absl::string_view key, const storage::v1::Story& record);
  void CheckSpan(absl::string_view key, const storage::v1::Story& record);
  absl::Status CheckMembers(absl::string_view key, const storage::v1::Story& record);
  absl::Status CheckCore(absl::string_view key, const storage::v1::Story& record,
                         const std::map<uint32_t, std::string>& members);
  absl::Status CheckArticles();
  absl::Status CheckClusters();
  absl::Status CheckOrder();
  absl::Status CheckTerms();

  RecordReader* const reader_;
  const size_t limit_;
  std::vector<std::string>* const violations_;
  std::map<std::string, Expected> stories_;
  std::map<std::string, std::string> places_;  // of clusters, encoded
  std::set<std::string> order_;                // keys that must be there
  // By term: what the stories say that they posted.
  std::map<std::string, std::map<story::StoryId, uint16_t>> posted_;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_STORY_CHECK_H_
