// khotin clusters: texts that are stored several times.
#include <algorithm>
#include <iostream>
#include <memory>

#include "base/limits.h"
#include "base/status.h"
#include "tools/khotin/cluster_view.h"
#include "tools/khotin/command.h"

namespace khotin::cli {
namespace {

struct ClustersOptions {
  ServerOptions server;
  std::string order = "size";
  int limit = 20;
};

// Pages put together, up to the limit; the token is that of the last page.
absl::StatusOr<v1::ListClustersResponse> ListUpTo(const ClustersOptions& options) {
  Client client = options.server.Connect();
  v1::ListClustersResponse all;
  v1::ListClustersRequest request;
  request.set_order(options.order == "time" ? v1::CLUSTER_ORDER_TIME : v1::CLUSTER_ORDER_SIZE);
  do {
    request.set_page_size(std::min(base::kMaxPageSize, options.limit - all.clusters_size()));
    KHOTIN_ASSIGN_OR_RETURN(const v1::ListClustersResponse page, client.ListClusters(request));
    all.MergeFrom(page);
    all.set_next_page_token(page.next_page_token());
    request.set_page_token(page.next_page_token());
  } while (all.clusters_size() < options.limit && !request.page_token().empty());
  return all;
}

absl::StatusOr<ExitCode> List(const ClustersOptions& options) {
  KHOTIN_ASSIGN_OR_RETURN(const v1::ListClustersResponse reply, ListUpTo(options));
  if (options.server.json) {
    PrintJson(reply);
    return ExitCode::kOk;
  }
  const Style style = Style::OfStandardOutput();
  for (const v1::Cluster& cluster : reply.clusters()) std::cout << ClusterLines(cluster, style);
  if (reply.clusters().empty()) {
    std::cout << "No text is stored twice.\n";
  } else if (!reply.next_page_token().empty()) {
    std::cout << style.Dim("There are more; see --limit.") << '\n';
  }
  return ExitCode::kOk;
}

}  // namespace

void AddClustersCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<ClustersOptions>();
  CLI::App* command = app.add_subcommand(
      "clusters", "List the clusters of at least two articles, the largest or newest first");
  command->add_option("--by", options->order, "size: the largest first; time: the last changed")
      ->check(CLI::IsMember({"size", "time"}))
      ->capture_default_str();
  command->add_option("--limit", options->limit, "How many to show")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return List(*options); }; });
}

}  // namespace khotin::cli
