// khotin export: every article as a line of JSON.
#include <iostream>
#include <memory>

#include "base/status.h"
#include "tools/khotin/command.h"

namespace khotin::cli {
namespace {

constexpr int kPageSize = 100;

absl::StatusOr<ExitCode> Export(const ServerOptions& options) {
  Client client = options.Connect();
  v1::ListArticlesRequest request;
  request.set_page_size(kPageSize);
  request.set_view(v1::ARTICLE_VIEW_FULL);
  do {
    KHOTIN_ASSIGN_OR_RETURN(const v1::ListArticlesResponse page, client.ListArticles(request));
    for (const v1::Article& article : page.articles()) PrintJson(article);
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && std::cout);
  return ExitCode::kOk;
}

}  // namespace

void AddExportCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<ServerOptions>();
  CLI::App* command = app.add_subcommand(
      "export", "Print every article as proto3 JSON, one a line, whether --json is given or not");
  AddServerOptions(*command, *options);
  command->callback([options, &action] { action = [options] { return Export(*options); }; });
}

}  // namespace khotin::cli
