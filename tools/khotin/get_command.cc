// khotin get: one article.
#include <iostream>
#include <memory>

#include "base/status.h"
#include "tools/khotin/article_lookup.h"
#include "tools/khotin/article_view.h"
#include "tools/khotin/command.h"
#include "tools/khotin/names.h"

namespace khotin::cli {
namespace {

struct GetOptions {
  ServerOptions server;
  std::string name;
  int version = 0;
  ArticleParts parts;
};

// 0 when that is not known: the article is what was asked for.
int64_t CountOfCluster(Client& client, const std::string& cluster) {
  v1::GetClusterRequest request;
  request.set_name(cluster);
  const auto reply = client.GetCluster(request);
  return reply.ok() ? reply->cluster().article_count() : 0;
}

template <typename Reply>
ExitCode Show(Client& client, const Reply& reply, const GetOptions& options) {
  if (options.server.json) {
    PrintJson(reply);
    return ExitCode::kOk;
  }
  ArticleParts parts = options.parts;
  parts.cluster_articles = CountOfCluster(client, reply.article().cluster());
  std::cout << FullArticle(reply.article(), parts, Style::OfStandardOutput());
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Get(const GetOptions& options) {
  Client client = options.server.Connect();
  const ArticleRef ref = ParseArticleRef(options.name);
  v1::GetArticleRequest get;
  get.set_name(ref.value);
  get.set_version(options.version);
  if (ref.is_url) {
    v1::LookupArticleRequest lookup;
    lookup.set_url(ref.value);
    const auto found = client.LookupArticle(lookup);
    if (!found.ok()) return WithHint(found.status());
    if (options.version == 0) return Show(client, *found, options);
    get.set_name(found->article().name());
  }
  const auto reply = client.GetArticle(get);
  if (!reply.ok()) return WithHint(reply.status());
  return Show(client, *reply, options);
}

}  // namespace

void AddGetCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<GetOptions>();
  CLI::App* command = app.add_subcommand("get", "Show one article");
  command->add_option("NAME", options->name, "Name (articles/ID), id, or URL of the article")
      ->required();
  command->add_option("--version", options->version, "An older version; 0 is the newest")
      ->check(CLI::NonNegativeNumber);
  command->add_flag("--mentions", options->parts.mentions, "Also show the names and dates found");
  command->add_flag("--removed", options->parts.removed, "Also show what cleaning took out");
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return Get(*options); }; });
}

}  // namespace khotin::cli
