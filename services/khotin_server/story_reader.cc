#include "story_reader.h"

#include <string>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "base/status.h"
#include "list_cursor.h"
#include "reading.h"
#include "rpc/convert.h"
#include "rpc/convert_cluster.h"
#include "rpc/error.h"

namespace khotin::server {
namespace {

absl::StatusOr<std::string> StoryId(absl::string_view name) {
  absl::StatusOr<std::string> id = rpc::ParseStoryName(name);
  if (!id.ok()) return rpc::WithField(id.status(), "name");
  return id;
}

}  // namespace

StoryReader::StoryReader(const store::Store* store) : store_(store), tokens_(store->token_seed()) {}

absl::Status StoryReader::Get(const v1::GetStoryRequest& request,
                              v1::GetStoryResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, StoryId(request.name()));
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const store::StoredStory story, view->GetStory(id));
  *response->mutable_story() = rpc::StoryMessage(story);
  response->set_revision(view->revision());
  return absl::OkStatus();
}

absl::Status StoryReader::List(const v1::ListStoriesRequest& request,
                               v1::ListStoriesResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const int page_size, rpc::PageSize(request.page_size()));
  if (!request.entity().empty()) return ListOfEntity(request, page_size, response);
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<ListCursor> cursor, OpenCursor(tokens_, request));
  absl::optional<store::StoryCursor> after;
  if (cursor.has_value()) after = {cursor->number, cursor->id};
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<store::StoredStory> stories,
                          view->ListStories(after, page_size + 1));
  for (const store::StoredStory& story : stories) {
    if (response->stories_size() == page_size) {
      response->set_next_page_token(
          SealCursor(tokens_, request, {after->newest_revision, after->id}));
      break;
    }
    *response->add_stories() = rpc::StoryMessage(story);
    after = {story.record.newest_revision(), story.id};
  }
  response->set_revision(view->revision());
  return absl::OkStatus();
}

absl::Status StoryReader::ListOfEntity(const v1::ListStoriesRequest& request, int page_size,
                                       v1::ListStoriesResponse* response) const {
  const absl::StatusOr<std::string> entity = rpc::ParseEntityName(request.entity());
  if (!entity.ok()) return rpc::WithField(entity.status(), "entity");
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<ListCursor> cursor, OpenCursor(tokens_, request));
  absl::optional<store::EntityArticleCursor> after;
  if (cursor.has_value()) after = {cursor->number, cursor->id};
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const store::StoredEntity stored, view->ResolveEntity(*entity));
  KHOTIN_ASSIGN_OR_RETURN(const store::EntityStories found,
                          view->ListEntityStories(stored.id, after, page_size));
  for (const store::StoredStory& story : found.stories) {
    *response->add_stories() = rpc::StoryMessage(story);
  }
  if (found.next.has_value()) {
    response->set_next_page_token(
        SealCursor(tokens_, request, {found.next->revision, found.next->article_id}));
  }
  response->set_revision(view->revision());
  return absl::OkStatus();
}

absl::Status StoryReader::ListArticles(const v1::ListStoryArticlesRequest& request,
                                       v1::ListStoryArticlesResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, StoryId(request.name()));
  KHOTIN_ASSIGN_OR_RETURN(const int page_size, rpc::PageSize(request.page_size()));
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<ListCursor> cursor, OpenCursor(tokens_, request));
  absl::optional<store::StoryArticleCursor> after;
  if (cursor.has_value()) after = {cursor->number, cursor->id};
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_RETURN_IF_ERROR(view->GetStory(id).status());
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<store::StoryArticleCursor> articles,
                          view->ListStoryArticles(id, after, page_size + 1));
  size_t bytes = 0;
  for (const store::StoryArticleCursor& found : articles) {
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Article record,
                            view->GetArticle(found.article_id, 0));
    v1::Article message = rpc::ArticleMessage(found.article_id, record, v1::ARTICLE_VIEW_BASIC);
    bytes += message.ByteSizeLong();
    const int listed = response->articles_size();
    if (listed == page_size || (listed > 0 && bytes > base::kMaxReplyBytes)) {
      response->set_next_page_token(
          SealCursor(tokens_, request, {after->revision, after->article_id}));
      break;
    }
    *response->add_articles() = std::move(message);
    after = found;
  }
  response->set_revision(view->revision());
  return absl::OkStatus();
}

}  // namespace khotin::server
