// Puts clusters into stories and keeps stories in step with the articles of a commit.
//
// The members of a story are clusters, each told by its canonical article; copies are always in one
// story. A cluster is put into a story when it is founded and stays there as long as it lasts.
#ifndef KHOTIN_STORE_STORY_WRITER_H_
#define KHOTIN_STORE_STORY_WRITER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/database.h"
#include "store/story_records.h"
#include "story/story.h"

namespace khotin::store {

// For one commit. What it is called with must have been written to clusters before. Not
// thread-safe.
class StoryWriter {
 public:
  // `state` is the commit's; its count of stories is kept.
  StoryWriter(WriteContext* context, storage::v1::State* state)
      : context_(context), state_(state) {}

  // An article is in the cluster that `record` names. Sets the story in `record`.
  absl::Status Add(const std::string& article_id, const story::Features& features,
                   storage::v1::Article* record);

  // Takes back what Add did: the article has left the cluster that `record` names, or its record
  // will change.
  absl::Status Remove(const std::string& article_id, const storage::v1::Article& record);

  // Clusters were united with others. `articles` are those that were moved, with their records as
  // they are now; their stories are set there.
  absl::Status Unite(const std::vector<std::string>& clusters,
                     const std::vector<std::string>& articles);

 private:
  // A story as it is being changed.
  struct Story {
    std::string key;
    storage::v1::Story record;
    storage::v1::Story before;
    bool core_changed = false;
  };

  absl::StatusOr<Story> Load(const std::string& key);
  absl::Status Save(Story* story);

  // Brings the story of a cluster in line with the cluster; nullopt when there is no such cluster.
  // `fresh`, which may be null, is an article that is not stored as it is here.
  absl::StatusOr<absl::optional<StoryPlace>> Sync(const std::string& cluster_id,
                                                  const story::Member* fresh);
  absl::StatusOr<StoryPlace> Enter(const std::string& cluster_id, const story::Member& member);
  absl::Status Leave(const std::string& cluster_id, const StoryPlace& place);
  absl::Status Refresh(const std::string& cluster_id, const StoryPlace& place,
                       const std::string& canonical, const story::Member* fresh);
  absl::Status Refill(Story* story);
  absl::StatusOr<story::Member> MemberOf(const std::string& article, const story::Member* fresh);
  absl::StatusOr<story::StoryId> FreeId(const std::string& cluster_id);

  absl::Status AddArticle(const std::string& story_key, const std::string& article_id,
                          const storage::v1::Article& record);
  absl::Status RemoveArticle(const std::string& story_key, const std::string& article_id,
                             const storage::v1::Article& record);
  absl::Status RecountSpan(Story* story);
  absl::Status Repost(const Story& story, const story::Features& old_terms,
                      const story::Features& new_terms);

  WriteContext* const context_;
  storage::v1::State* const state_;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_STORY_WRITER_H_
