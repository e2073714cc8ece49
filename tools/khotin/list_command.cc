// khotin list: articles in the order of their ids.
#include <iostream>
#include <memory>

#include "base/limits.h"
#include "base/status.h"
#include "tools/khotin/article_view.h"
#include "tools/khotin/command.h"
#include "tools/khotin/list_pages.h"

namespace khotin::cli {
namespace {

struct ListOptions {
  ServerOptions server;
  int limit = 20;
  int page_size = base::kMaxPageSize;
};

absl::StatusOr<ExitCode> List(const ListOptions& options) {
  Client client = options.server.Connect();
  v1::ListArticlesRequest request;
  request.set_page_size(options.page_size);
  KHOTIN_ASSIGN_OR_RETURN(
      const v1::ListArticlesResponse reply,
      ListUpTo(
          options.limit, client, &Client::ListArticles, request,
          [](const v1::ListArticlesResponse& r) -> auto& { return r.articles(); }));
  if (options.server.json) {
    PrintJson(reply);
    return ExitCode::kOk;
  }
  const Style style = Style::OfStandardOutput();
  for (const v1::Article& article : reply.articles()) std::cout << ArticleLines(article, style);
  if (reply.articles().empty()) {
    std::cout
        << "The store has no articles yet; `khotin ingest FILE` or khotin-ingest adds some.\n";
  } else if (!reply.next_page_token().empty()) {
    std::cout << style.Dim("There are more; see --limit, and `khotin export` for all of them.")
              << '\n';
  }
  return ExitCode::kOk;
}

}  // namespace

void AddListCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<ListOptions>();
  CLI::App* command = app.add_subcommand("list", "List articles in the order of their ids");
  command->add_option("--limit", options->limit, "How many to show")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--page-size", options->page_size, "How many to ask for at a time")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return List(*options); }; });
}

}  // namespace khotin::cli
