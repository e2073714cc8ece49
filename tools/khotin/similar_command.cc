// khotin similar: articles like another one, or like a text.
#include <iostream>
#include <memory>

#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "base/limits.h"
#include "base/status.h"
#include "tools/khotin/article_lookup.h"
#include "tools/khotin/article_view.h"
#include "tools/khotin/command.h"
#include "tools/khotin/filter_options.h"
#include "tools/khotin/input_file.h"

namespace khotin::cli {
namespace {

constexpr size_t kMaxTextBytes = size_t{1} << 20;

struct SimilarOptions {
  ServerOptions server;
  std::string name;
  std::string text_file;
  int limit = 10;
  bool duplicates = false;
  FilterOptions filters;
};

absl::StatusOr<v1::FindSimilarRequest> RequestOf(Client& client, const SimilarOptions& options) {
  if (options.name.empty() == options.text_file.empty()) {
    return absl::InvalidArgumentError(
        "similar: give either an article, or --text FILE; see khotin similar --help");
  }
  v1::FindSimilarRequest request;
  request.set_limit(options.limit);
  request.set_include_duplicates(options.duplicates);
  if (options.filters.any()) *request.mutable_filters() = options.filters.Message();
  if (options.name.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(*request.mutable_text(), ReadInput(options.text_file, kMaxTextBytes));
  } else {
    KHOTIN_ASSIGN_OR_RETURN(*request.mutable_article(), ResolveArticleName(client, options.name));
  }
  return request;
}

void Print(const v1::FindSimilarResponse& reply) {
  const Style style = Style::OfStandardOutput();
  if (reply.results().empty()) std::cout << "No article is like it.\n";
  for (const v1::SimilarArticle& result : reply.results()) {
    std::cout << ArticleLines(result.article(), style) << absl::StrFormat("  %.2f", result.score());
    if (result.collapsed_count() > 0) std::cout << "  " << MoreDuplicates(result.collapsed_count());
    std::cout << "  " << style.Plain(absl::StrJoin(result.shared_terms(), " · ")) << '\n';
  }
}

absl::StatusOr<ExitCode> FindSimilar(const SimilarOptions& options) {
  Client client = options.server.Connect();
  KHOTIN_ASSIGN_OR_RETURN(const v1::FindSimilarRequest request, RequestOf(client, options));
  const auto reply = client.FindSimilar(request);
  if (!reply.ok()) return WithHint(reply.status());
  if (options.server.json) {
    PrintJson(*reply);
  } else {
    Print(*reply);
  }
  return ExitCode::kOk;
}

}  // namespace

void AddSimilarCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<SimilarOptions>();
  CLI::App* command = app.add_subcommand(
      "similar",
      "Find articles that tell of the same as an article or a text, the most alike first");
  command->add_option("NAME", options->name, "Name (articles/ID), id, or URL of the article");
  command->add_option("--text", options->text_file,
                      "A file with a text, in place of an article; - for standard input");
  command->add_option("--limit", options->limit, "How many articles to show")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command->add_flag("--duplicates", options->duplicates,
                    "List copies and versions too; otherwise one article stands for them");
  AddFilterOptions(*command, options->filters);
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return FindSimilar(*options); }; });
}

}  // namespace khotin::cli
