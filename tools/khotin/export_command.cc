// khotin export: every article as a line of JSON.
#include <algorithm>
#include <iostream>
#include <memory>

#include "base/status.h"
#include "tools/khotin/command.h"

namespace khotin::cli {
namespace {

constexpr int kPageSize = 100;

// A page of long articles may not fit into one message: RESOURCE_EXHAUSTED then asks for fewer.
absl::StatusOr<v1::ListArticlesResponse> NextPage(Client& client,
                                                  v1::ListArticlesRequest& request) {
  absl::StatusOr<v1::ListArticlesResponse> page = client.ListArticles(request);
  while (absl::IsResourceExhausted(page.status()) && request.page_size() > 1) {
    request.set_page_size(request.page_size() / 2);
    page = client.ListArticles(request);
  }
  return page;
}

absl::StatusOr<ExitCode> Export(const ServerOptions& options) {
  Client client = options.Connect();
  v1::ListArticlesRequest request;
  request.set_page_size(kPageSize);
  request.set_view(v1::ARTICLE_VIEW_FULL);
  do {
    KHOTIN_ASSIGN_OR_RETURN(const v1::ListArticlesResponse page, NextPage(client, request));
    for (const v1::Article& article : page.articles()) PrintJson(article);
    request.set_page_token(page.next_page_token());
    request.set_page_size(std::min(kPageSize, request.page_size() * 2));
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
