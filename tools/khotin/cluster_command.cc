// khotin cluster: the versions and copies of one text.
#include <algorithm>
#include <iostream>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "nlohmann/json.hpp"
#include "rpc/convert.h"
#include "tools/khotin/article_lookup.h"
#include "tools/khotin/cluster_view.h"
#include "tools/khotin/command.h"
#include "tools/khotin/names.h"

namespace khotin::cli {
namespace {

struct ClusterOptions {
  ServerOptions server;
  std::string name;
  int limit = 20;
};

// The resource name of the cluster that was typed, or of that of the article that was.
absl::StatusOr<std::string> ResolveClusterName(Client& client, const std::string& typed) {
  if (absl::StartsWith(typed, "clusters/")) return typed;
  const ArticleRef ref = ParseArticleRef(typed);
  if (!ref.is_url && ref.value != typed) return absl::StrCat("clusters/", typed);
  v1::GetArticleRequest get;
  KHOTIN_ASSIGN_OR_RETURN(*get.mutable_name(), ResolveArticleName(client, typed));
  get.set_view(v1::ARTICLE_VIEW_BASIC);
  const auto reply = client.GetArticle(get);
  if (!reply.ok()) return WithHint(reply.status());
  return reply->article().cluster();
}

// Pages put together, up to the limit; the token is that of the last page.
absl::StatusOr<v1::ListClusterArticlesResponse> ListUpTo(Client& client, const std::string& name,
                                                         int limit) {
  v1::ListClusterArticlesResponse all;
  v1::ListClusterArticlesRequest request;
  request.set_name(name);
  do {
    request.set_page_size(std::min(base::kMaxPageSize, limit - all.articles_size()));
    KHOTIN_ASSIGN_OR_RETURN(const v1::ListClusterArticlesResponse page,
                            client.ListClusterArticles(request));
    all.MergeFrom(page);
    all.set_next_page_token(page.next_page_token());
    request.set_page_token(page.next_page_token());
  } while (all.articles_size() < limit && !request.page_token().empty());
  return all;
}

// One object: the cluster, and the fields of the list beside it.
void PrintBoth(const v1::GetClusterResponse& cluster,
               const v1::ListClusterArticlesResponse& articles) {
  auto json = nlohmann::ordered_json::parse(rpc::ToJson(cluster));
  json.update(nlohmann::ordered_json::parse(rpc::ToJson(articles)));
  std::cout << json.dump() << '\n';
}

absl::StatusOr<ExitCode> Show(const ClusterOptions& options) {
  Client client = options.server.Connect();
  v1::GetClusterRequest request;
  KHOTIN_ASSIGN_OR_RETURN(*request.mutable_name(), ResolveClusterName(client, options.name));
  KHOTIN_ASSIGN_OR_RETURN(const v1::GetClusterResponse reply, client.GetCluster(request));
  KHOTIN_ASSIGN_OR_RETURN(const v1::ListClusterArticlesResponse articles,
                          ListUpTo(client, reply.cluster().name(), options.limit));
  if (options.server.json) {
    PrintBoth(reply, articles);
    return ExitCode::kOk;
  }
  const Style style = Style::OfStandardOutput();
  std::cout << style.Bold(reply.cluster().name()) << "  "
            << ArticleCountText(reply.cluster().article_count()) << '\n';
  for (const v1::ClusterArticle& member : articles.articles()) {
    std::cout << '\n' << ClusterArticleLines(member, style);
  }
  if (!articles.next_page_token().empty()) {
    std::cout << style.Dim("There are more; see --limit.") << '\n';
  }
  return ExitCode::kOk;
}

}  // namespace

void AddClusterCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<ClusterOptions>();
  CLI::App* command = app.add_subcommand(
      "cluster", "Show the copies and versions of one text, and what made each a member");
  command
      ->add_option(
          "NAME", options->name,
          "Name (clusters/ID) or id of the cluster, or an article in it (articles/ID, URL)")
      ->required();
  command->add_option("--limit", options->limit, "How many articles to show")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return Show(*options); }; });
}

}  // namespace khotin::cli
