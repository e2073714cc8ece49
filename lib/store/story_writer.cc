#include "store/story_writer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/status.h"
#include "store/cluster_records.h"
#include "store/keys.h"
#include "story/assignment.h"

namespace khotin::store {
namespace {

bool IsListed(const storage::v1::Story& record) {
  return record.cluster_count() >= kMinListedClusters;
}

// The place in the core of the cluster there; the core's size when it is not in the core.
int CorePlace(const storage::v1::Story& record, uint32_t place) {
  const auto found =
      std::find_if(record.core().begin(), record.core().end(),
                   [&](const storage::v1::StoryMember& member) { return member.place() == place; });
  return static_cast<int>(found - record.core().begin());
}

bool CoreIsFull(const storage::v1::Story& record) {
  return record.core_size() >= static_cast<int>(story::kMaxCore);
}

void Widen(int64_t time, storage::v1::Story* record) {
  if (!record->has_first_time() || time < record->first_time()) record->set_first_time(time);
  if (!record->has_last_time() || time > record->last_time()) record->set_last_time(time);
}

}  // namespace

absl::Status StoryWriter::Add(const std::string& article_id, const story::Features& features,
                              storage::v1::Article* record) {
  const story::Member fresh = {article_id, StoryTimeOf(*record), features};
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<StoryPlace> place, Sync(record->cluster(), &fresh));
  if (!place.has_value()) {
    return absl::DataLossError(absl::StrCat("cluster ", record->cluster(), " is not stored"));
  }
  record->set_story(place->story_key);
  return AddArticle(place->story_key, article_id, *record);
}

absl::Status StoryWriter::Remove(const std::string& article_id,
                                 const storage::v1::Article& record) {
  KHOTIN_RETURN_IF_ERROR(RemoveArticle(record.story(), article_id, record));
  return Sync(record.cluster(), nullptr).status();
}

absl::Status StoryWriter::Unite(const std::vector<std::string>& clusters,
                                const std::vector<std::string>& articles) {
  for (const std::string& id : articles) {
    KHOTIN_ASSIGN_OR_RETURN(auto record, context_->MustGetRecord<storage::v1::Article>(
                                             Family::kArticles, id, "article"));
    KHOTIN_ASSIGN_OR_RETURN(const absl::optional<StoryPlace> place,
                            Sync(record.cluster(), nullptr));
    if (!place.has_value() || place->story_key == record.story()) continue;
    KHOTIN_RETURN_IF_ERROR(RemoveArticle(record.story(), id, record));
    record.set_story(place->story_key);
    KHOTIN_RETURN_IF_ERROR(AddArticle(place->story_key, id, record));
    KHOTIN_RETURN_IF_ERROR(context_->PutRecord(Family::kArticles, id, record));
  }
  for (const std::string& id : clusters) {
    KHOTIN_RETURN_IF_ERROR(Sync(id, nullptr).status());
  }
  return absl::OkStatus();
}

absl::StatusOr<StoryWriter::Story> StoryWriter::Load(const std::string& key) {
  Story story;
  story.key = key;
  KHOTIN_ASSIGN_OR_RETURN(
      story.record, context_->MustGetRecord<storage::v1::Story>(Family::kStories, key, "story"));
  story.before = story.record;
  return story;
}

absl::Status StoryWriter::Save(Story* story) {
  storage::v1::Story& record = story->record;
  if (story->core_changed) {
    const story::Core core = CoreOf(record);
    const story::Core before = CoreOf(story->before);
    record.set_central_article(core.empty() ? std::string() : core.Central().article);
    KHOTIN_RETURN_IF_ERROR(Repost(*story, before.PostedTerms(), core.PostedTerms()));
  }
  if (IsListed(story->before)) {
    KHOTIN_RETURN_IF_ERROR(context_->Delete(
        Family::kStoryOrder, StoryOrderKey(story->before.newest_revision(), story->key)));
  }
  if (record.cluster_count() == 0) {
    state_->set_story_count(state_->story_count() - 1);
    return context_->Delete(Family::kStories, story->key);
  }
  if (IsListed(record)) {
    KHOTIN_RETURN_IF_ERROR(context_->Put(Family::kStoryOrder,
                                         StoryOrderKey(record.newest_revision(), story->key), ""));
  }
  record.set_revision(state_->revision());
  return context_->PutRecord(Family::kStories, story->key, record);
}

absl::StatusOr<absl::optional<StoryPlace>> StoryWriter::Sync(const std::string& cluster_id,
                                                             const story::Member* fresh) {
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<storage::v1::Cluster> cluster,
                          context_->GetRecord<storage::v1::Cluster>(Family::kClusters, cluster_id));
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> bytes,
                          context_->Get(Family::kClusterStories, cluster_id));
  absl::optional<StoryPlace> place;
  if (bytes.has_value()) {
    KHOTIN_ASSIGN_OR_RETURN(place, DecodeStoryPlace(*bytes));
  }
  if (!cluster.has_value() || !cluster->united_with().empty()) {
    if (place.has_value()) KHOTIN_RETURN_IF_ERROR(Leave(cluster_id, *place));
    return absl::optional<StoryPlace>();
  }
  const std::string& canonical = cluster->canonical().article();
  if (place.has_value()) {
    KHOTIN_RETURN_IF_ERROR(Refresh(cluster_id, *place, canonical, fresh));
    return place;
  }
  KHOTIN_ASSIGN_OR_RETURN(const story::Member member, MemberOf(canonical, fresh));
  KHOTIN_ASSIGN_OR_RETURN(place, Enter(cluster_id, member));
  return place;
}

absl::StatusOr<StoryPlace> StoryWriter::Enter(const std::string& cluster_id,
                                              const story::Member& member) {
  StoredStories stories(context_);
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<story::Match> match,
                          story::FindStory(member.features, member.time, stories));
  Story story;
  if (match.has_value()) {
    KHOTIN_ASSIGN_OR_RETURN(story, Load(StoryKey(match->story)));
  } else {
    KHOTIN_ASSIGN_OR_RETURN(const story::StoryId id, FreeId(cluster_id));
    story.key = StoryKey(id);
    story.record.set_number(id);
    state_->set_story_count(state_->story_count() + 1);
  }
  const StoryPlace place = {story.key, story.record.next_place()};
  story.record.set_next_place(place.place + 1);
  story.record.set_cluster_count(story.record.cluster_count() + 1);
  if (!CoreIsFull(story.record)) {
    *story.record.add_core() = ToStoryMember(cluster_id, place.place, member);
    story.core_changed = true;
  }
  KHOTIN_RETURN_IF_ERROR(
      context_->Put(Family::kStoryMembers, StoryMemberKey(story.key, place.place), cluster_id));
  KHOTIN_RETURN_IF_ERROR(
      context_->Put(Family::kClusterStories, cluster_id, EncodeStoryPlace(place)));
  KHOTIN_RETURN_IF_ERROR(Save(&story));
  return place;
}

absl::Status StoryWriter::Leave(const std::string& cluster_id, const StoryPlace& place) {
  KHOTIN_ASSIGN_OR_RETURN(Story story, Load(place.story_key));
  KHOTIN_RETURN_IF_ERROR(
      context_->Delete(Family::kStoryMembers, StoryMemberKey(place.story_key, place.place)));
  KHOTIN_RETURN_IF_ERROR(context_->Delete(Family::kClusterStories, cluster_id));
  story.record.set_cluster_count(story.record.cluster_count() - 1);
  const int at = CorePlace(story.record, place.place);
  if (at < story.record.core_size()) {
    story.record.mutable_core()->DeleteSubrange(at, 1);
    story.core_changed = true;
    KHOTIN_RETURN_IF_ERROR(Refill(&story));
  }
  return Save(&story);
}

// A cluster's canonical article stands for it, also after another one became that.
absl::Status StoryWriter::Refresh(const std::string& cluster_id, const StoryPlace& place,
                                  const std::string& canonical, const story::Member* fresh) {
  KHOTIN_ASSIGN_OR_RETURN(Story story, Load(place.story_key));
  const int at = CorePlace(story.record, place.place);
  if (at == story.record.core_size()) return absl::OkStatus();
  const bool is_fresh = fresh != nullptr && fresh->article == canonical;
  if (!is_fresh && story.record.core(at).article() == canonical) return absl::OkStatus();
  KHOTIN_ASSIGN_OR_RETURN(const story::Member member, MemberOf(canonical, fresh));
  *story.record.mutable_core(at) = ToStoryMember(cluster_id, place.place, member);
  story.core_changed = true;
  return Save(&story);
}

// The first cluster behind the core takes the free place in it.
absl::Status StoryWriter::Refill(Story* story) {
  const auto& core = story->record.core();
  const uint32_t next = core.empty() ? 0 : core.rbegin()->place() + 1;
  std::string cluster_id;
  uint32_t place = 0;
  KHOTIN_RETURN_IF_ERROR(context_->Scan(Family::kStoryMembers, story->key,
                                        StoryMemberKey(story->key, next),
                                        [&](absl::string_view key, absl::string_view value) {
                                          place = ReadBigEndian32(key.substr(kStoryKeyBytes));
                                          cluster_id = std::string(value);
                                          return false;
                                        }));
  if (cluster_id.empty()) return absl::OkStatus();
  KHOTIN_ASSIGN_OR_RETURN(const FoundCluster cluster, MustFindCluster(context_, cluster_id));
  KHOTIN_ASSIGN_OR_RETURN(const story::Member member,
                          MemberOf(cluster.record.canonical().article(), nullptr));
  *story->record.add_core() = ToStoryMember(cluster_id, place, member);
  return absl::OkStatus();
}

absl::StatusOr<story::Member> StoryWriter::MemberOf(const std::string& article,
                                                    const story::Member* fresh) {
  if (fresh != nullptr && fresh->article == article) return *fresh;
  KHOTIN_ASSIGN_OR_RETURN(const auto record, context_->MustGetRecord<storage::v1::Article>(
                                                 Family::kArticles, article, "article"));
  return story::Member{article, StoryTimeOf(record), StoryFeaturesOf(record)};
}

// A story keeps its id when the cluster that founded it leaves, so the id can be in use.
absl::StatusOr<story::StoryId> StoryWriter::FreeId(const std::string& cluster_id) {
  for (int attempt = 0;; ++attempt) {
    const std::string suffix = attempt == 0 ? "" : absl::StrCat("\n", attempt);
    const story::StoryId id = base::Hash64(absl::StrCat("story\n", cluster_id, suffix));
    KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> taken,
                            context_->Get(Family::kStories, StoryKey(id)));
    if (!taken.has_value()) return id;
  }
}

absl::Status StoryWriter::AddArticle(const std::string& story_key, const std::string& article_id,
                                     const storage::v1::Article& record) {
  KHOTIN_ASSIGN_OR_RETURN(Story story, Load(story_key));
  const story::PublishTime time = StoryTimeOf(record);
  KHOTIN_RETURN_IF_ERROR(context_->Put(Family::kStoryArticles,
                                       StoryArticleKey(story_key, record.revision(), article_id),
                                       EncodeStoryTime(time)));
  story.record.set_article_count(story.record.article_count() + 1);
  story.record.set_newest_revision(std::max(story.record.newest_revision(), record.revision()));
  if (time.has_value()) Widen(*time, &story.record);
  return Save(&story);
}

absl::Status StoryWriter::RemoveArticle(const std::string& story_key, const std::string& article_id,
                                        const storage::v1::Article& record) {
  KHOTIN_ASSIGN_OR_RETURN(Story story, Load(story_key));
  KHOTIN_RETURN_IF_ERROR(context_->Delete(
      Family::kStoryArticles, StoryArticleKey(story_key, record.revision(), article_id)));
  story.record.set_article_count(story.record.article_count() - 1);
  const story::PublishTime time = StoryTimeOf(record);
  const bool at_edge =
      time.has_value() && (*time == story.record.first_time() || *time == story.record.last_time());
  if (at_edge || record.revision() == story.record.newest_revision()) {
    KHOTIN_RETURN_IF_ERROR(RecountSpan(&story));
  }
  return Save(&story);
}

absl::Status StoryWriter::RecountSpan(Story* story) {
  storage::v1::Story& record = story->record;
  record.clear_first_time();
  record.clear_last_time();
  record.set_newest_revision(0);
  return context_->Scan(
      Family::kStoryArticles, story->key, story->key,
      [&](absl::string_view key, absl::string_view value) {
        const absl::optional<StoryArticleParts> parts = ParseStoryArticleKey(key);
        if (!parts.has_value()) return true;
        record.set_newest_revision(std::max(record.newest_revision(), parts->revision));
        const story::PublishTime time = DecodeStoryTime(value);
        if (time.has_value()) Widen(*time, &record);
        return true;
      });
}

absl::Status StoryWriter::Repost(const Story& story, const story::Features& old_terms,
                                 const story::Features& new_terms) {
  std::vector<uint32_t> terms;
  for (const story::Feature& term : old_terms) terms.push_back(term.key);
  for (const story::Feature& term : new_terms) terms.push_back(term.key);
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  std::vector<std::string> keys;
  keys.reserve(terms.size());
  for (uint32_t term : terms) keys.push_back(StoryTermKey(term));
  KHOTIN_ASSIGN_OR_RETURN(const auto values, context_->GetMany(Family::kStoryTerms, keys));
  for (size_t i = 0; i < terms.size(); ++i) {
    StoryTermList list;
    if (values[i].has_value()) {
      KHOTIN_ASSIGN_OR_RETURN(list, DecodeStoryTermList(*values[i]));
    }
    const auto posted =
        std::find_if(new_terms.begin(), new_terms.end(),
                     [&](const story::Feature& feature) { return feature.key == terms[i]; });
    if (posted == new_terms.end()) {
      list.Erase(story.record.number());
    } else {
      list.Put({story.record.number(), posted->weight});
    }
    KHOTIN_RETURN_IF_ERROR(
        list.empty() ? context_->Delete(Family::kStoryTerms, keys[i])
                     : context_->Put(Family::kStoryTerms, keys[i], EncodeStoryTermList(list)));
  }
  return absl::OkStatus();
}

}  // namespace khotin::store
