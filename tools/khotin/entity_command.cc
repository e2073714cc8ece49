// khotin entity: who or what a name means, and where it is spoken of.
#include <cmath>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "tools/khotin/article_view.h"
#include "tools/khotin/command.h"
#include "tools/khotin/entity_lookup.h"
#include "tools/khotin/names.h"

namespace khotin::cli {
namespace {

struct EntityOptions {
  ServerOptions server;
  std::vector<std::string> words;
  std::string type;
  int candidates = 10;
  int articles = 10;
};

absl::Status ShowEntity(Client& client, const v1::Entity& entity, const EntityOptions& options) {
  v1::ListEntityArticlesRequest request;
  request.set_name(entity.name());
  request.set_page_size(options.articles);
  KHOTIN_ASSIGN_OR_RETURN(const v1::ListEntityArticlesResponse found,
                          client.ListEntityArticles(request));
  const Style style = Style::OfStandardOutput();
  std::cout << style.Bold(entity.display_name()) << '\n'
            << style.Dim(absl::StrCat(EntityTypeLabel(entity.type()), " · ",
                                      ArticleCount(entity.article_count()), " · ", entity.name()))
            << '\n';
  if (!entity.aliases().empty()) {
    std::cout << "also: " << style.Plain(absl::StrJoin(entity.aliases(), ", ")) << '\n';
  }
  for (const v1::EntityArticle& article : found.articles()) {
    std::cout << '\n' << ArticleLines(article.article(), style);
    if (article.has_certainty()) {
      std::cout << "  "
                << style.Dim(absl::StrCat("perhaps another one of the name; sure at ",
                                          std::lround(article.certainty() * 100), " %"))
                << '\n';
    }
  }
  if (!found.next_page_token().empty()) {
    std::cout << style.Dim("There are more; see --articles.") << '\n';
  }
  return absl::OkStatus();
}

void ShowOtherCandidates(const v1::SearchEntitiesResponse& reply) {
  if (reply.matches_size() < 2) return;
  const Style style = Style::OfStandardOutput();
  std::cout << '\n' << style.Bold("Others of that name") << '\n';
  for (int i = 1; i < reply.matches_size(); ++i) {
    const v1::EntityMatch& match = reply.matches(i);
    std::cout << "  " << EntityLine(match.entity(), style) << '\n';
  }
}

absl::StatusOr<ExitCode> ShowByResourceName(const std::string& name, const EntityOptions& options) {
  Client client = options.server.Connect();
  v1::GetEntityRequest request;
  request.set_name(name);
  KHOTIN_ASSIGN_OR_RETURN(const v1::GetEntityResponse reply, client.GetEntity(request));
  if (options.server.json) {
    PrintJson(reply);
    return ExitCode::kOk;
  }
  KHOTIN_RETURN_IF_ERROR(ShowEntity(client, reply.entity(), options));
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Resolve(const std::string& name, const EntityOptions& options) {
  Client client = options.server.Connect();
  v1::SearchEntitiesRequest request;
  request.set_query(name);
  request.set_page_size(options.candidates);
  if (!options.type.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(const v1::EntityType type, ParseEntityType(options.type));
    request.set_type(type);
  }
  KHOTIN_ASSIGN_OR_RETURN(const v1::SearchEntitiesResponse reply, client.SearchEntities(request));
  if (options.server.json) PrintJson(reply);
  if (reply.matches().empty()) {
    return absl::NotFoundError(absl::StrCat(
        name,
        ": no article speaks of such a person, organization or place by this name; `khotin "
        "search ",
        name, "` looks for the words"));
  }
  if (options.server.json) return ExitCode::kOk;
  KHOTIN_RETURN_IF_ERROR(ShowEntity(client, reply.matches(0).entity(), options));
  ShowOtherCandidates(reply);
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Entity(const EntityOptions& options) {
  const std::string name = absl::StrJoin(options.words, " ");
  if (absl::StartsWith(name, "entities/")) return ShowByResourceName(name, options);
  return Resolve(name, options);
}

}  // namespace

void AddEntityCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<EntityOptions>();
  CLI::App* command = app.add_subcommand(
      "entity",
      "Show the person, organization or place that a name means, and the articles about it");
  command->add_option("NAME", options->words, kEntityNameHelp)->required();
  command->add_option("--type", options->type, "Only entities of this type")
      ->check(CLI::IsMember(EntityTypeLabels()));
  command->add_option("--candidates", options->candidates, "How many entities to consider")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--articles", options->articles, "How many of its newest articles to show")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return Entity(*options); }; });
}

}  // namespace khotin::cli
