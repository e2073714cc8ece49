// khotin stories: what several pens wrote about.
#include <iostream>
#include <memory>

#include "base/status.h"
#include "tools/khotin/command.h"
#include "tools/khotin/entity_lookup.h"
#include "tools/khotin/list_pages.h"
#include "tools/khotin/story_view.h"

namespace khotin::cli {
namespace {

struct StoriesOptions {
  ServerOptions server;
  std::vector<std::string> entity;
  int limit = 20;
};

absl::StatusOr<ExitCode> List(const StoriesOptions& options) {
  Client client = options.server.Connect();
  v1::ListStoriesRequest request;
  if (!options.entity.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(const v1::Entity entity, LookupEntity(client, options.entity));
    request.set_entity(entity.name());
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
