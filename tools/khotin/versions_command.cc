// khotin versions: all versions of an article.
#include <algorithm>
#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "tools/khotin/article_lookup.h"
#include "tools/khotin/command.h"
#include "tools/khotin/diff_view.h"

namespace khotin::cli {
namespace {

struct VersionsOptions {
  ServerOptions server;
  std::string name;
  int limit = 20;
  int page_size = base::kMaxPageSize;
};

// Pages put together, up to the limit; the token is that of the last page.
absl::StatusOr<v1::ListArticleVersionsResponse> ListUpTo(const VersionsOptions& options) {
  Client client = options.server.Connect();
  v1::ListArticleVersionsResponse all;
  v1::ListArticleVersionsRequest request;
  KHOTIN_ASSIGN_OR_RETURN(*request.mutable_name(), ResolveArticleName(client, options.name));
  do {
    request.set_page_size(std::min(options.page_size, options.limit - all.versions_size()));
    const auto page = client.ListArticleVersions(request);
    if (!page.ok()) return WithHint(page.status());
    all.MergeFrom(*page);
    all.set_next_page_token(page->next_page_token());
    request.set_page_token(page->next_page_token());
  } while (all.versions_size() < options.limit && !request.page_token().empty());
  return all;
}

absl::StatusOr<ExitCode> List(const VersionsOptions& options) {
  KHOTIN_ASSIGN_OR_RETURN(const v1::ListArticleVersionsResponse reply, ListUpTo(options));
  if (options.server.json) {
    PrintJson(reply);
    return ExitCode::kOk;
  }
  const Style style = Style::OfStandardOutput();
  for (const v1::Article& version : reply.versions()) std::cout << VersionLines(version, style);
  if (!reply.next_page_token().empty()) {
    std::cout << style.Dim("There are more; see --limit.") << '\n';
  }
  if (reply.versions_size() > 1) {
    std::cout << style.Dim(absl::StrCat("`khotin diff ", reply.versions(0).name(),
                                        "` shows what changed."))
              << '\n';
  }
  return ExitCode::kOk;
}

}  // namespace

void AddVersionsCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<VersionsOptions>();
  CLI::App* command =
      app.add_subcommand("versions", "List the versions of an article, the newest first");
  command->add_option("NAME", options->name, "Name (articles/ID), id, or URL of the article")
      ->required();
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
