// khotin story: the articles about one event.
#include <iostream>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "tools/khotin/article_lookup.h"
#include "tools/khotin/article_view.h"
#include "tools/khotin/command.h"
#include "tools/khotin/list_pages.h"
#include "tools/khotin/story_view.h"

namespace khotin::cli {
namespace {

struct StoryOptions {
  ServerOptions server;
  std::string name;
  int limit = 20;
};

// The resource name of the story that was typed, or of that of the article that was.
absl::StatusOr<std::string> ResolveStoryName(Client& client, const std::string& typed) {
  if (absl::StartsWith(typed, "stories/")) return typed;
  v1::GetArticleRequest get;
  KHOTIN_ASSIGN_OR_RETURN(*get.mutable_name(), ResolveArticleName(client, typed));
  get.set_view(v1::ARTICLE_VIEW_BASIC);
  const auto reply = client.GetArticle(get);
  if (!reply.ok()) return WithHint(reply.status());
  return reply->article().story();
}

absl::StatusOr<ExitCode> Show(const StoryOptions& options) {
  Client client = options.server.Connect();
  v1::GetStoryRequest request;
  KHOTIN_ASSIGN_OR_RETURN(*request.mutable_name(), ResolveStoryName(client, options.name));
  KHOTIN_ASSIGN_OR_RETURN(const v1::GetStoryResponse reply, client.GetStory(request));
  v1::ListStoryArticlesRequest list;
  list.set_name(reply.story().name());
  KHOTIN_ASSIGN_OR_RETURN(
      const v1::ListStoryArticlesResponse articles,
      ListUpTo(
          options.limit, client, &Client::ListStoryArticles, list,
          [](const v1::ListStoryArticlesResponse& r) -> auto& { return r.articles(); }));
  if (options.server.json) {
    PrintJson(reply, articles);
    return ExitCode::kOk;
  }
  const Style style = Style::OfStandardOutput();
  std::cout << StoryLines(reply.story(), style);
  for (const v1::Article& article : articles.articles()) {
    std::cout << '\n' << ArticleLines(article, style);
  }
  if (!articles.next_page_token().empty()) {
    std::cout << style.Dim("There are more; see --limit.") << '\n';
  }
  return ExitCode::kOk;
}

}  // namespace

void AddStoryCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<StoryOptions>();
  CLI::App* command =
      app.add_subcommand("story", "Show the articles about one event, the newest first");
  command
      ->add_option("NAME", options->name,
                   "Name of the story (stories/ID), or an article in it (articles/ID, ID, URL)")
      ->required();
  command->add_option("--limit", options->limit, "How many articles to show")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return Show(*options); }; });
}

}  // namespace khotin::cli
