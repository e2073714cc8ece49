// khotin search: full text, one query or a file of them.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "base/limits.h"
#include "base/status.h"
#include "tools/khotin/article_view.h"
#include "tools/khotin/command.h"
#include "tools/khotin/error_line.h"

namespace khotin::cli {
namespace {

struct SearchOptions {
  ServerOptions server;
  std::vector<std::string> words;
  std::string queries;
  bool duplicates = false;
  int limit = 10;
  int page_size = base::kMaxPageSize;
};

// Pages put together, up to the limit; the token is that of the last page.
absl::StatusOr<v1::SearchResponse> SearchUpTo(Client& client, const std::string& query,
                                              const SearchOptions& options) {
  v1::SearchResponse all;
  v1::SearchRequest request;
  request.set_query(query);
  request.set_include_duplicates(options.duplicates);
  do {
    request.set_page_size(std::min(options.page_size, options.limit - all.results_size()));
    KHOTIN_ASSIGN_OR_RETURN(v1::SearchResponse page, client.Search(request));
    all.MergeFrom(page);
    all.set_next_page_token(page.next_page_token());
    request.set_page_token(page.next_page_token());
  } while (all.results_size() < options.limit && !request.page_token().empty());
  return all;
}

void PrintResults(const v1::SearchResponse& reply) {
  const Style style = Style::OfStandardOutput();
  if (reply.total_size() == 0) {
    std::cout << "No article matches. Try fewer words, or others.\n";
    return;
  }
  std::cout << reply.total_size()
            << (reply.total_size() == 1 ? " article matches" : " articles match");
  if (reply.collapsed_size() > 0) {
    std::cout << " (" << MoreDuplicates(reply.collapsed_size()) << ')';
  }
  if (reply.results_size() < reply.total_size()) std::cout << "; the best " << reply.results_size();
  std::cout << ".\n";
  for (const v1::SearchResult& result : reply.results()) {
    std::cout << '\n' << ResultLines(result, style);
  }
}

absl::StatusOr<ExitCode> SearchOne(const SearchOptions& options) {
  Client client = options.server.Connect();
  const std::string query = absl::StrJoin(options.words, " ");
  const absl::StatusOr<v1::SearchResponse> reply = SearchUpTo(client, query, options);
  if (absl::IsInvalidArgument(reply.status())) return base::Annotate(reply.status(), query);
  if (!reply.ok()) return reply.status();
  if (options.server.json) {
    PrintJson(*reply);
  } else {
    PrintResults(*reply);
  }
  return ExitCode::kOk;
}

// One reply a line, also where a query fails, so that lines in and out stay in step.
ExitCode SearchLines(std::istream& queries, const SearchOptions& options) {
  Client client = options.server.Connect();
  ExitCode code = ExitCode::kOk;
  for (std::string query; std::getline(queries, query);) {
    const auto reply = SearchUpTo(client, std::string(absl::StripSuffix(query, "\r")), options);
    if (reply.ok()) {
      PrintJson(*reply);
    } else {
      std::cout << ErrorLine(reply.status().message()) << '\n';
      code = Worse(code, ExitCodeOf(reply.status()));
    }
  }
  return code;
}

absl::StatusOr<ExitCode> SearchFile(const SearchOptions& options) {
  if (!options.server.json) {
    return absl::InvalidArgumentError("search: --queries prints JSON; give --json with it");
  }
  if (options.queries == "-") return SearchLines(std::cin, options);
  std::ifstream file(options.queries);
  if (!file) {
    return absl::FailedPreconditionError(
        absl::StrCat(options.queries, ": cannot be read; give a file of one query a line"));
  }
  return SearchLines(file, options);
}

absl::StatusOr<ExitCode> Search(const SearchOptions& options) {
  if (options.words.empty() == options.queries.empty()) {
    return absl::InvalidArgumentError(
        "search: give either the words to look for or --queries FILE; see khotin search --help");
  }
  return options.queries.empty() ? SearchOne(options) : SearchFile(options);
}

}  // namespace

void AddSearchCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<SearchOptions>();
  CLI::App* command = app.add_subcommand(
      "search",
      "Find articles by their text: those that hold most of the words, the best first. \"…\" is a\n"
      "phrase, -word leaves articles out (put -- in front of a query that begins with it).\n"
      "Diacritics may be left out.");
  command->add_option("QUERY", options->words, "What to look for");
  command->add_option("--queries", options->queries,
                      "With --json: a file of one query a line (- for standard input); prints one "
                      "reply, or {\"error\":…}, a line");
  command->add_flag("--duplicates", options->duplicates,
                    "List every copy of an article; otherwise the best match stands for all");
  command->add_option("--limit", options->limit, "How many results to show")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--page-size", options->page_size, "How many to ask for at a time")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return Search(*options); }; });
}

}  // namespace khotin::cli
