// khotin diff: what changed between two versions, or two articles.
#include <iostream>
#include <memory>

#include "base/status.h"
#include "tools/khotin/article_lookup.h"
#include "tools/khotin/command.h"
#include "tools/khotin/diff_view.h"

namespace khotin::cli {
namespace {

struct DiffOptions {
  ServerOptions server;
  std::string name;
  int version = 0;
  std::string base;
  int base_version = 0;
};

absl::StatusOr<ExitCode> Diff(const DiffOptions& options) {
  Client client = options.server.Connect();
  v1::DiffArticlesRequest request;
  KHOTIN_ASSIGN_OR_RETURN(*request.mutable_name(), ResolveArticleName(client, options.name));
  request.set_version(options.version);
  if (!options.base.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(*request.mutable_base_name(), ResolveArticleName(client, options.base));
  }
  request.set_base_version(options.base_version);
  KHOTIN_ASSIGN_OR_RETURN(const v1::DiffArticlesResponse reply, client.DiffArticles(request));
  if (options.server.json) {
    PrintJson(reply);
  } else {
    std::cout << DiffLines(reply, Style::OfStandardOutput());
  }
  return ExitCode::kOk;
}

}  // namespace

void AddDiffCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<DiffOptions>();
  CLI::App* command = app.add_subcommand(
      "diff",
      "Show what changed in an article: [-taken out-] and {+put in+}, or red and green on a\n"
      "terminal. Without options, what the newest version changed.");
  command->add_option("NAME", options->name, "Name (articles/ID), id, or URL of the article")
      ->required();
  command->add_option("--version", options->version, "Its version; 0 is the newest")
      ->check(CLI::NonNegativeNumber);
  command->add_option("--base", options->base,
                      "Another article to compare it with: name, id, or URL");
  command
      ->add_option("--base-version", options->base_version,
                   "The version to compare with; 0 is the one before, or of another article the "
                   "newest")
      ->check(CLI::NonNegativeNumber);
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return Diff(*options); }; });
}

}  // namespace khotin::cli
