// khotin stories: what several pens wrote about.
#include <iostream>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "tools/khotin/command.h"
#include "tools/khotin/list_pages.h"
#include "tools/khotin/story_view.h"

namespace khotin::cli {
namespace {

struct StoriesOptions {
  ServerOptions server;
  std::vector<std::string> entity;
  int limit = 20;
};

// The resource name of the likeliest entity of that name.
absl::StatusOr<std::string> ResolveEntity(Client& client, const std::string& typed) {
  if (absl::StartsWith(typed, "entities/")) return typed;
  v1::SearchEntitiesRequest request;
  request.set_query(typed);
  request.set_page_size(1);
  KHOTIN_ASSIGN_OR_RETURN(const v1::SearchEntitiesResponse reply, client.SearchEntities(request));
  if (reply.matches().empty()) {
    return absl::NotFoundError(absl::StrCat(
        typed, ": no article speaks of such a person, organization or place by this name"));
  }
  return reply.matches(0).entity().name();
}

absl::StatusOr<ExitCode> List(const StoriesOptions& options) {
  Client client = options.server.Connect();
  v1::ListStoriesRequest request;
  if (!options.entity.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(*request.mutable_entity(),
                            ResolveEntity(client, absl::StrJoin(options.entity, " ")));
  }
  KHOTIN_ASSIGN_OR_RETURN(
      const v1::ListStoriesResponse reply,
      ListUpTo(
          options.limit, client, &Client::ListStories, request,
          [](const v1::ListStoriesResponse& r) -> auto& { return r.stories(); }));
  if (options.server.json) {
    PrintJson(reply);
    return ExitCode::kOk;
  }
  const Style style = Style::OfStandardOutput();
  for (const v1::Story& story : reply.stories()) std::cout << StoryLines(story, style);
  if (reply.stories().empty()) {
    std::cout << "No event is told of by two texts.\n";
  } else if (!reply.next_page_token().empty()) {
    std::cout << style.Dim("There are more; see --limit.") << '\n';
  }
  return ExitCode::kOk;
}

}  // namespace

void AddStoriesCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<StoriesOptions>();
  CLI::App* command = app.add_subcommand(
      "stories",
      "List the events that several texts tell of, the one with the newest article first");
  command->add_option("--entity", options->entity,
                      "Only stories around this person, organization or place: a name, or "
                      "entities/TYPE/ID");
  command->add_option("--limit", options->limit, "How many to show")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return List(*options); }; });
}

}  // namespace khotin::cli
