// khotin search: full text, one query or a file of them.
#include <algorithm>
#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "base/status.h"
#include "tools/khotin/article_view.h"
#include "tools/khotin/command.h"
#include "tools/khotin/error_line.h"
#include "tools/khotin/input_file.h"
#include "tools/khotin/search_options.h"
#include "tools/khotin/search_view.h"

namespace khotin::cli {
namespace {

// Pages put together, up to the limit. The token is that of the last page, all else but the results
// that of the first, the only one that is asked for it.
absl::StatusOr<v1::SearchResponse> SearchUpTo(Client& client, v1::SearchRequest request,
                                              const SearchOptions& options) {
  request.set_page_size(std::min(options.page_size, options.limit));
  KHOTIN_ASSIGN_OR_RETURN(v1::SearchResponse all, client.Search(request));
  request.clear_total_mode();
  request.clear_facets();
  request.clear_histogram_interval();
  while (all.results_size() < options.limit && !all.next_page_token().empty()) {
    request.set_page_token(all.next_page_token());
    request.set_page_size(std::min(options.page_size, options.limit - all.results_size()));
    KHOTIN_ASSIGN_OR_RETURN(const v1::SearchResponse page, client.Search(request));
    all.mutable_results()->MergeFrom(page.results());
    all.set_next_page_token(page.next_page_token());
  }
  return all;
}

void PrintResults(const v1::SearchRequest& request, const v1::SearchResponse& reply) {
  const Style style = Style::OfStandardOutput();
  std::cout << CorrectionLine(reply, style);
  if (reply.results().empty()) {
    std::cout << "No article matches. Try fewer words, or others.\n";
    return;
  }
  std::cout << TotalLine(request, reply) << FacetLines(reply, style)
            << HistogramLines(request.histogram_interval(), reply, style);
  for (const v1::SearchResult& result : reply.results()) {
    std::cout << '\n' << ResultLines(result, style);
  }
}

absl::StatusOr<ExitCode> SearchOne(const SearchOptions& options) {
  Client client = options.server.Connect();
  const std::string query = absl::StrJoin(options.words, " ");
  const v1::SearchRequest request = RequestOf(options, query);
  const absl::StatusOr<v1::SearchResponse> reply = SearchUpTo(client, request, options);
  if (absl::StartsWith(reply.status().message(), "column ")) {
    return base::Annotate(reply.status(), query);
  }
  if (!reply.ok()) return reply.status();
  if (options.server.json) {
    PrintJson(*reply);
  } else {
    PrintResults(request, *reply);
  }
  return ExitCode::kOk;
}

// One reply a line, also where a query fails, so that lines in and out stay in step.
ExitCode SearchLines(std::istream& queries, const SearchOptions& options) {
  Client client = options.server.Connect();
  ExitCode code = ExitCode::kOk;
  for (std::string query; std::getline(queries, query);) {
    const std::string text(absl::StripSuffix(query, "\r"));
    const auto reply = SearchUpTo(client, RequestOf(options, text), options);
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
  absl::StatusOr<std::ifstream> file = OpenLines(options.queries);
  if (!file.ok()) {
    return absl::FailedPreconditionError(
        absl::StrCat(file.status().message(), "; give a file of one query a line"));
  }
  return SearchLines(*file, options);
}

absl::StatusOr<ExitCode> Search(const SearchOptions& options) {
  const bool has_query = !options.words.empty() || options.filters.any();
  if (options.queries.empty() ? !has_query : !options.words.empty()) {
    return absl::InvalidArgumentError(
        "search: give either the words to look for, or a filter such as --source, or --queries "
        "FILE; see khotin search --help");
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
      "Diacritics may be left out.\n"
      "Without words, what the filters say: the newest first.");
  AddSearchOptions(*command, *options);
  command->callback([options, &action] { action = [options] { return Search(*options); }; });
}

}  // namespace khotin::cli
