#include "store/story_check.h"

#include <algorithm>
#include <utility>

#include "base/status.h"
#include "store/keys.h"
#include "store/story_records.h"

namespace khotin::store {

void StoryChecker::AddArticle(absl::string_view id, const storage::v1::Article& record) {
  Expected& story = stories_[record.story()];
  story.articles[StoryArticleKey(record.story(), record.revision(), id)] =
      EncodeStoryTime(StoryTimeOf(record));
  story.clusters.insert(record.cluster());
}

absl::Status StoryChecker::Finish(int64_t story_count) {
  KHOTIN_RETURN_IF_ERROR(CheckStories(story_count));
  KHOTIN_RETURN_IF_ERROR(CheckArticles());
  KHOTIN_RETURN_IF_ERROR(CheckClusters());
  KHOTIN_RETURN_IF_ERROR(CheckOrder());
  return CheckTerms();
}

absl::Status StoryChecker::CheckStories(int64_t story_count) {
  int64_t records = 0;
  absl::Status status;
  KHOTIN_RETURN_IF_ERROR(
      reader_->Scan(Family::kStories, "", "", [&](absl::string_view key, absl::string_view value) {
        const auto record = ParseRecord<storage::v1::Story>(value, key);
        ++records;
        if (!Expect(record.ok(), "story ", key, ": damaged record")) return true;
        status = CheckStory(key, *record);
        return status.ok() && violations_->size() < limit_;
      }));
  KHOTIN_RETURN_IF_ERROR(status);
  Expect(records == story_count, "stories: ", records, ", counted ", story_count);
  Expect(static_cast<size_t>(records) == stories_.size(), "stories: ", records,
         ", of articles: ", stories_.size());
  return absl::OkStatus();
}

absl::Status StoryChecker::CheckStory(absl::string_view key, const storage::v1::Story& record) {
  const auto found = stories_.find(std::string(key));
  if (!Expect(found != stories_.end(), "story ", key, ": has no article")) {
    return absl::OkStatus();
  }
  const Expected& expected = found->second;
  Expect(StoryKey(record.number()) == key, "story ", key, ": has another number");
  Expect(static_cast<int64_t>(expected.articles.size()) == record.article_count() &&
             static_cast<int64_t>(expected.clusters.size()) == record.cluster_count(),
         "story ", key, ": counts other articles than it has");
  CheckSpan(key, record);
  if (record.cluster_count() >= kMinListedClusters) {
    order_.insert(StoryOrderKey(record.newest_revision(), key));
  }
  return CheckMembers(key, record);
}

void StoryChecker::CheckSpan(absl::string_view key, const storage::v1::Story& record) {
  std::set<int64_t> times;
  int64_t newest = 0;
  for (const auto& [article, time] : stories_.at(std::string(key)).articles) {
    newest = std::max(newest, ParseStoryArticleKey(article)->revision);
    if (!time.empty()) times.insert(*DecodeStoryTime(time));
  }
  Expect(newest == record.newest_revision(), "story ", key, ": its newest article is another");
  Expect(times.empty()
             ? !record.has_first_time() && !record.has_last_time()
             : record.first_time() == *times.begin() && record.last_time() == *times.rbegin(),
         "story ", key, ": its articles are of another time");
}

absl::Status StoryChecker::CheckMembers(absl::string_view key, const storage::v1::Story& record) {
  std::map<uint32_t, std::string> members;
  KHOTIN_RETURN_IF_ERROR(reader_->Scan(
      Family::kStoryMembers, key, key, [&](absl::string_view member, absl::string_view cluster) {
        members[ReadBigEndian32(member.substr(kStoryKeyBytes))] = std::string(cluster);
        return true;
      }));
  std::set<std::string> clusters;
  for (const auto& [place, cluster] : members) {
    clusters.insert(cluster);
    places_[cluster] = EncodeStoryPlace({std::string(key), place});
    Expect(place < record.next_place(), "story ", key, ": a place of the future");
  }
  Expect(clusters == stories_.at(std::string(key)).clusters && clusters.size() == members.size(),
         "story ", key, ": its clusters and their articles disagree");
  return CheckCore(key, record, members);
}

absl::Status StoryChecker::CheckCore(absl::string_view key, const storage::v1::Story& record,
                                     const std::map<uint32_t, std::string>& members) {
  storage::v1::Story expected;
  for (const auto& [place, id] : members) {
    if (expected.core_size() == static_cast<int>(story::kMaxCore)) break;
    KHOTIN_ASSIGN_OR_RETURN(const auto cluster,
                            reader_->GetRecord<storage::v1::Cluster>(Family::kClusters, id));
    if (!Expect(cluster.has_value(), "story ", key, ": cluster ", id, " is not stored")) continue;
    const std::string& canonical = cluster->canonical().article();
    KHOTIN_ASSIGN_OR_RETURN(const auto article,
                            reader_->GetRecord<storage::v1::Article>(Family::kArticles, canonical));
    if (!article.has_value()) continue;
    *expected.add_core() =
        ToStoryMember(id, place, {canonical, StoryTimeOf(*article), StoryFeaturesOf(*article)});
  }
  const bool same = std::equal(
      expected.core().begin(), expected.core().end(), record.core().begin(), record.core().end(),
      [](const auto& a, const auto& b) { return SerializeRecord(a) == SerializeRecord(b); });
  const story::Core core = CoreOf(expected);
  Expect(same, "story ", key, ": its core is not that of its first clusters");
  Expect(core.empty() || core.Central().article == record.central_article(), "story ", key,
         ": its central article is another");
  for (const story::Feature& term : core.PostedTerms()) {
    posted_[StoryTermKey(term.key)][record.number()] = term.weight;
  }
  return absl::OkStatus();
}

absl::Status StoryChecker::CheckArticles() {
  size_t records = 0;
  size_t expected = 0;
  for (const auto& [key, story] : stories_) expected += story.articles.size();
  KHOTIN_RETURN_IF_ERROR(reader_->Scan(
      Family::kStoryArticles, "", "", [&](absl::string_view key, absl::string_view time) {
        const auto parts = ParseStoryArticleKey(key);
        const auto story =
            parts.has_value() ? stories_.find(std::string(parts->story_key)) : stories_.end();
        const bool known = story != stories_.end() &&
                           story->second.articles.count(std::string(key)) == 1 &&
                           story->second.articles.at(std::string(key)) == time;
        Expect(known, "the articles of a story have a stale entry");
        ++records;
        return violations_->size() < limit_;
      }));
  Expect(records == expected, "articles of stories: ", records, ", of articles: ", expected);
  return absl::OkStatus();
}

absl::Status StoryChecker::CheckClusters() {
  size_t records = 0;
  KHOTIN_RETURN_IF_ERROR(reader_->Scan(
      Family::kClusterStories, "", "", [&](absl::string_view cluster, absl::string_view place) {
        const auto found = places_.find(std::string(cluster));
        Expect(found != places_.end() && found->second == place, "cluster ", cluster,
               ": leads to a story that does not have it");
        ++records;
        return violations_->size() < limit_;
      }));
  Expect(records == places_.size(), "clusters with a story: ", records,
         ", in stories: ", places_.size());
  return absl::OkStatus();
}

absl::Status StoryChecker::CheckOrder() {
  KHOTIN_RETURN_IF_ERROR(
      reader_->Scan(Family::kStoryOrder, "", "", [&](absl::string_view key, absl::string_view) {
        Expect(order_.erase(std::string(key)) == 1, "the list of stories has a stale entry");
        return violations_->size() < limit_;
      }));
  Expect(order_.empty(), "the list of stories lacks entries: ", order_.size());
  return absl::OkStatus();
}

// A list that once was full may lack stories; any other has them all.
absl::Status StoryChecker::CheckTerms() {
  absl::Status status;
  KHOTIN_RETURN_IF_ERROR(reader_->Scan(
      Family::kStoryTerms, "", "", [&](absl::string_view key, absl::string_view value) {
        const auto list = DecodeStoryTermList(value);
        status = list.status();
        if (!status.ok()) return false;
        auto& expected = posted_[std::string(key)];
        for (const story::Posting& posting : list->postings) {
          const auto found = expected.find(posting.story);
          const bool known = found != expected.end() && found->second == posting.weight;
          if (!Expect(known, "a term leads to a story that has it not")) continue;
          expected.erase(found);
        }
        if (list->dropped) expected.clear();
        return violations_->size() < limit_;
      }));
  KHOTIN_RETURN_IF_ERROR(status);
  for (const auto& [key, missing] : posted_) {
    Expect(missing.empty(), "a term does not lead to ", missing.size(), " stories that have it");
  }
  return absl::OkStatus();
}

}  // namespace khotin::store
