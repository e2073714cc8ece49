#include "story/memory_index_test_util.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace khotin::story {
namespace {

std::vector<Posting>::iterator LowerBound(std::vector<Posting>* list, StoryId id) {
  return std::lower_bound(
      list->begin(), list->end(), id,
      [](const Posting& posting, StoryId story) { return posting.story < story; });
}

}  // namespace

absl::StatusOr<std::vector<std::vector<Posting>>> MemoryIndex::ReadPostings(
    absl::Span<const uint32_t> terms) {
  std::vector<std::vector<Posting>> lists(terms.size());
  for (size_t i = 0; i < terms.size(); ++i) {
    const auto found = postings_.find(terms[i]);
    if (found == postings_.end()) continue;
    const std::vector<Posting>& all = found->second;
    const auto count = static_cast<std::ptrdiff_t>(std::min(kMaxPostings, all.size()));
    lists[i].assign(all.rbegin(), all.rbegin() + count);
  }
  return lists;
}

absl::StatusOr<std::vector<const Core*>> MemoryIndex::ReadCores(absl::Span<const StoryId> stories) {
  std::vector<const Core*> cores;
  cores.reserve(stories.size());
  for (StoryId id : stories) cores.push_back(&stories_.at(id).core);
  return cores;
}

StoryId MemoryIndex::Add(Member member) {
  const auto match = FindStory(member.features, member.time, *this);
  const StoryId id = match.ok() && match->has_value() ? (*match)->story : ++last_;
  AddTo(id, std::move(member));
  return id;
}

void MemoryIndex::AddTo(StoryId id, Member member) {
  Story& story = stories_[id];
  story.members.push_back(member);
  if (story.core.full()) return;
  story.core.Add(std::move(member));
  Repost(id, story);
}

void MemoryIndex::Remove(StoryId id, absl::string_view article) {
  Story& story = stories_.at(id);
  story.members.erase(
      std::find_if(story.members.begin(), story.members.end(),
                   [&](const Member& member) { return member.article == article; }));
  if (!story.core.Remove(article)) return;
  const size_t in_core = story.core.members().size();
  if (story.members.size() > in_core) story.core.Add(story.members[in_core]);
  Repost(id, story);
  if (story.members.empty()) stories_.erase(id);
}

void MemoryIndex::Repost(StoryId id, Story& story) {
  for (const Feature& term : story.posted) {
    std::vector<Posting>& list = postings_[term.key];
    list.erase(LowerBound(&list, id));
    if (list.empty()) postings_.erase(term.key);
  }
  story.posted = story.core.empty() ? Features() : story.core.PostedTerms();
  for (const Feature& term : story.posted) {
    std::vector<Posting>& list = postings_[term.key];
    list.insert(LowerBound(&list, id), {id, term.weight});
  }
}

}  // namespace khotin::story
