// khotin delete: takes articles out of the archive.
#include <unistd.h>

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "tools/khotin/article_lookup.h"
#include "tools/khotin/article_view.h"
#include "tools/khotin/cluster_view.h"
#include "tools/khotin/command.h"

namespace khotin::cli {
namespace {

struct DeleteOptions {
  ServerOptions server;
  std::vector<std::string> names;
  bool yes = false;
};

ExitCode Complain(const absl::Status& status) {
  std::cerr << "khotin: " << Printable(status.message()) << '\n';
  return ExitCodeOf(status);
}

absl::StatusOr<v1::Article> Find(Client& client, const std::string& typed) {
  v1::GetArticleRequest request;
  KHOTIN_ASSIGN_OR_RETURN(*request.mutable_name(), ResolveArticleName(client, typed));
  request.set_view(v1::ARTICLE_VIEW_BASIC);
  const auto reply = client.GetArticle(request);
  if (!reply.ok()) return WithHint(reply.status());
  return reply->article();
}

bool Confirm(const std::vector<v1::Article>& articles) {
  const Style style = Style::OfStandardOutput();
  for (const v1::Article& article : articles) std::cout << ArticleLines(article, style);
  std::cout << "Remove " << ArticleCountText(static_cast<int64_t>(articles.size()))
            << " with all versions and raw inputs? [y/N] " << std::flush;
  std::string answer;
  return std::getline(std::cin, answer) && (answer == "y" || answer == "yes");
}

absl::Status DeleteOne(Client& client, const v1::Article& article, bool json) {
  v1::DeleteArticleRequest request;
  request.set_name(article.name());
  KHOTIN_ASSIGN_OR_RETURN(const v1::DeleteArticleResponse reply, client.DeleteArticle(request));
  if (json) {
    PrintJson(reply);
    return absl::OkStatus();
  }
  const Style style = Style::OfStandardOutput();
  std::cout << "removed " << style.Plain(article.name()) << "  " << style.Plain(article.title())
            << style.Dim(absl::StrCat("  (", article.version(),
                                      article.version() == 1 ? " version)" : " versions)"))
            << '\n';
  return absl::OkStatus();
}

absl::StatusOr<ExitCode> Delete(const DeleteOptions& options) {
  const bool ask = !options.yes;
  if (ask && isatty(STDIN_FILENO) == 0) {
    return absl::InvalidArgumentError("nobody to ask on standard input; say --yes to delete");
  }
  Client client = options.server.Connect();
  ExitCode code = ExitCode::kOk;
  std::vector<v1::Article> articles;
  for (const std::string& typed : options.names) {
    const absl::StatusOr<v1::Article> found = Find(client, typed);
    if (found.ok()) {
      articles.push_back(*found);
    } else {
      code = Worse(code, Complain(found.status()));
    }
  }
  if (articles.empty()) return code;
  if (ask && !Confirm(articles)) {
    std::cout << "Nothing was removed.\n";
    return ExitCode::kNo;
  }
  for (const v1::Article& article : articles) {
    const absl::Status deleted = DeleteOne(client, article, options.server.json);
    if (!deleted.ok()) code = Worse(code, Complain(deleted));
  }
  return code;
}

}  // namespace

void AddDeleteCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<DeleteOptions>();
  CLI::App* command = app.add_subcommand(
      "delete", "Remove articles with all their versions and raw inputs; asks before it does");
  command->add_option("NAME", options->names, "Names (articles/ID), ids, or URLs of articles")
      ->required();
  command->add_flag("--yes", options->yes, "Do not ask");
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return Delete(*options); }; });
}

}  // namespace khotin::cli
