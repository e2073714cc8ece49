// Keys and records of stories, and how they read.
#ifndef KHOTIN_STORE_STORY_RECORDS_H_
#define KHOTIN_STORE_STORY_RECORDS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/database.h"
#include "story/assignment.h"
#include "story/story.h"

namespace khotin::store {

// Stories of fewer clusters are in no list: they are what one pen wrote.
inline constexpr int64_t kMinListedClusters = 2;

// The key of a story and what names it: 13 digits of base 32, in the order of the numbers.
inline constexpr size_t kStoryKeyBytes = 13;
std::string StoryKey(story::StoryId id);

std::string StoryTermKey(uint32_t term);
std::string StoryMemberKey(absl::string_view story_key, uint32_t place);
std::string StoryArticleKey(absl::string_view story_key, int64_t revision,
                            absl::string_view article_id);
struct StoryArticleParts {
  absl::string_view story_key;
  int64_t revision = 0;
  absl::string_view article_id;
};
absl::optional<StoryArticleParts> ParseStoryArticleKey(absl::string_view key);
std::string StoryOrderKey(int64_t revision, absl::string_view story_key);
struct StoryOrderParts {
  int64_t revision = 0;
  absl::string_view story_key;
};
absl::optional<StoryOrderParts> ParseStoryOrderKey(absl::string_view key);

// Which story a cluster is in, and its place among the story's clusters.
struct StoryPlace {
  std::string story_key;
  uint32_t place = 0;
};
std::string EncodeStoryPlace(const StoryPlace& place);
absl::StatusOr<StoryPlace> DecodeStoryPlace(absl::string_view bytes);

// A time of publication as a value: 8 bytes, none for none.
std::string EncodeStoryTime(story::PublishTime time);
story::PublishTime DecodeStoryTime(absl::string_view bytes);

// The stories that have a term, those that posted it last first.
struct StoryTermList {
  // Whether a story ever was left out because the list was full.
  bool dropped = false;
  std::vector<story::Posting> postings;

  // Puts the story first, with this weight.
  void Put(const story::Posting& posting);
  void Erase(story::StoryId story);
  bool empty() const { return postings.empty() && !dropped; }
};
std::string EncodeStoryTermList(const StoryTermList& list);
absl::StatusOr<StoryTermList> DecodeStoryTermList(absl::string_view bytes);

// What of an article counts for stories.
story::PublishTime StoryTimeOf(const storage::v1::Article& record);
story::Features StoryFeaturesOf(const storage::v1::Article& record);

// The cluster's member of the core.
storage::v1::StoryMember ToStoryMember(const std::string& cluster_id, uint32_t place,
                                       const story::Member& member);
story::Core CoreOf(const storage::v1::Story& record);

// Stories as lib/story asks for them.
class StoredStories : public story::StoryIndex {
 public:
  explicit StoredStories(RecordReader* reader) : reader_(reader) {}

  absl::StatusOr<std::vector<std::vector<story::Posting>>> ReadPostings(
      absl::Span<const uint32_t> terms) override;
  absl::StatusOr<std::vector<const story::Core*>> ReadCores(
      absl::Span<const story::StoryId> stories) override;

 private:
  RecordReader* const reader_;
  std::vector<story::Core> cores_;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_STORY_RECORDS_H_
