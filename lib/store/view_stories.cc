// The view's reads of stories.
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/keys.h"
#include "store/story_records.h"
#include "store/view_impl.h"

namespace khotin::store {
namespace {

// Articles that one call of ListEntityStories looks at, and newer ones of a story among which it
// seeks an earlier mention.
constexpr int kMaxArticlesRead = 256;
constexpr int kMaxNewerRead = 1024;

// Whether an article of the story that is newer than `article` mentions the entity too.
absl::StatusOr<bool> HasNewerMention(RecordReader* reader, const std::string& story_key,
                                     absl::string_view entity_id,
                                     const EntityArticleCursor& article) {
  const std::string own = StoryArticleKey(story_key, article.revision, article.article_id);
  bool found = false;
  int read = 0;
  absl::Status status;
  KHOTIN_RETURN_IF_ERROR(reader->Scan(
      Family::kStoryArticles, story_key, story_key, [&](absl::string_view key, absl::string_view) {
        const absl::optional<StoryArticleParts> parts = ParseStoryArticleKey(key);
        if (!parts.has_value() || key >= own || ++read > kMaxNewerRead) return false;
        const auto mention =
            reader->Get(Family::kEntityArticles,
                        EntityArticleKey(entity_id, parts->revision, parts->article_id));
        status = mention.status();
        found = status.ok() && mention->has_value();
        return status.ok() && !found;
      }));
  KHOTIN_RETURN_IF_ERROR(status);
  return found;
}

}  // namespace

absl::StatusOr<StoredStory> ViewImpl::GetStory(absl::string_view id) const {
  SnapshotReader reader(database_.get(), snapshot());
  KHOTIN_ASSIGN_OR_RETURN(absl::optional<storage::v1::Story> record,
                          reader.GetRecord<storage::v1::Story>(Family::kStories, id));
  if (!record.has_value()) return absl::NotFoundError(absl::StrCat("story ", id, ": not stored"));
  KHOTIN_ASSIGN_OR_RETURN(const auto central,
                          reader.MustGetRecord<storage::v1::Article>(
                              Family::kArticles, record->central_article(), "article"));
  return StoredStory{std::string(id), *std::move(record), central.title()};
}

absl::StatusOr<std::vector<StoredStory>> ViewImpl::ListStories(
    const absl::optional<StoryCursor>& after, int limit) const {
  const std::string begin =
      after.has_value() ? StoryOrderKey(after->newest_revision, after->id) : std::string();
  std::vector<std::string> ids;
  KHOTIN_RETURN_IF_ERROR(database_->Scan(
      Family::kStoryOrder, "", begin, snapshot(), [&](absl::string_view key, absl::string_view) {
        const absl::optional<StoryOrderParts> parts = ParseStoryOrderKey(key);
        if (!parts.has_value() || (after.has_value() && key == begin)) return true;
        ids.emplace_back(parts->story_key);
        return static_cast<int>(ids.size()) < limit;
      }));
  std::vector<StoredStory> stories;
  for (const std::string& id : ids) {
    KHOTIN_ASSIGN_OR_RETURN(StoredStory story, GetStory(id));
    stories.push_back(std::move(story));
  }
  return stories;
}

absl::StatusOr<std::vector<StoryArticleCursor>> ViewImpl::ListStoryArticles(
    absl::string_view id, const absl::optional<StoryArticleCursor>& after, int limit) const {
  const std::string begin =
      after.has_value() ? StoryArticleKey(id, after->revision, after->article_id) : std::string(id);
  std::vector<StoryArticleCursor> articles;
  KHOTIN_RETURN_IF_ERROR(database_->Scan(
      Family::kStoryArticles, id, begin, snapshot(), [&](absl::string_view key, absl::string_view) {
        const absl::optional<StoryArticleParts> parts = ParseStoryArticleKey(key);
        if (!parts.has_value() || (after.has_value() && key == begin)) return true;
        articles.push_back({parts->revision, std::string(parts->article_id)});
        return static_cast<int>(articles.size()) < limit;
      }));
  return articles;
}

absl::StatusOr<EntityStories> ViewImpl::ListEntityStories(
    absl::string_view entity_id, const absl::optional<EntityArticleCursor>& after,
    int limit) const {
  SnapshotReader reader(database_.get(), snapshot());
  EntityStories found;
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<EntityArticleCursor> articles,
                          ListEntityArticles(entity_id, after, kMaxArticlesRead));
  std::set<std::string> seen;
  for (const EntityArticleCursor& article : articles) {
    if (static_cast<int>(found.stories.size()) == limit) return found;
    found.next = article;
    KHOTIN_ASSIGN_OR_RETURN(const auto record,
                            reader.MustGetRecord<storage::v1::Article>(
                                Family::kArticles, article.article_id, "article"));
    if (!seen.insert(record.story()).second) continue;
    KHOTIN_ASSIGN_OR_RETURN(StoredStory story, GetStory(record.story()));
    if (story.record.cluster_count() < kMinListedClusters) continue;
    KHOTIN_ASSIGN_OR_RETURN(const bool listed_before,
                            HasNewerMention(&reader, story.id, entity_id, article));
    if (!listed_before) found.stories.push_back(std::move(story));
  }
  if (static_cast<int>(articles.size()) < kMaxArticlesRead) found.next.reset();
  return found;
}

}  // namespace khotin::store
