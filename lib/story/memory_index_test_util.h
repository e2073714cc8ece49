// Stories in memory: what a store does with lib/story, for tests and benchmarks.
#ifndef KHOTIN_STORY_MEMORY_INDEX_TEST_UTIL_H_
#define KHOTIN_STORY_MEMORY_INDEX_TEST_UTIL_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "story/assignment.h"

namespace khotin::story {

// Ids count up from 1. Not thread-safe.
class MemoryIndex : public StoryIndex {
 public:
  struct Story {
    Core core;
    std::vector<Member> members;  // in the order they joined
    Features posted;
  };

  absl::StatusOr<std::vector<std::vector<Posting>>> ReadPostings(
      absl::Span<const uint32_t> terms) override;
  absl::StatusOr<std::vector<const Core*>> ReadCores(absl::Span<const StoryId> stories) override;

  // Lets the article join the story that FindStory names or begin one; returns the story.
  StoryId Add(Member member);

  // Lets the article join this story.
  void AddTo(StoryId story, Member member);

  // REQUIRES: the article is in `story`.
  void Remove(StoryId story, absl::string_view article);

  const absl::flat_hash_map<StoryId, Story>& stories() const { return stories_; }

 private:
  // Posts what the story's core says now.
  void Repost(StoryId id, Story& story);

  absl::flat_hash_map<StoryId, Story> stories_;
  // By term, the newest story last.
  absl::flat_hash_map<uint32_t, std::vector<Posting>> postings_;
  StoryId last_ = 0;
};

}  // namespace khotin::story

#endif  // KHOTIN_STORY_MEMORY_INDEX_TEST_UTIL_H_
