// khotin offices and quotes: what articles say of entities, with the places that say so.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "tools/khotin/command.h"
#include "tools/khotin/entity_chart.h"
#include "tools/khotin/entity_lookup.h"
#include "tools/khotin/filter_options.h"
#include "tools/khotin/list_pages.h"

namespace khotin::cli {
namespace {

struct FactOptions {
  ServerOptions server;
  FilterOptions filters;
  std::vector<std::string> words;
  std::string of;
  std::string position;
  std::string about;
  int statements = 1;
  int limit = 20;
  bool direct_only = false;
  bool duplicates = false;
};

using v1::ENTITY_TYPE_LOCATION;
using v1::ENTITY_TYPE_ORGANIZATION;
using v1::ENTITY_TYPE_PERSON;

absl::StatusOr<ExitCode> ShowOffices(const FactOptions& options) {
  Client client = options.server.Connect();
  v1::ListOfficesRequest request;
  if (!options.words.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(const v1::Entity person,
                            LookupEntity(client, options.words, {ENTITY_TYPE_PERSON}));
    request.set_person(person.name());
  }
  if (!options.of.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(
        const v1::Entity of,
        LookupEntity(client, {options.of}, {ENTITY_TYPE_ORGANIZATION, ENTITY_TYPE_LOCATION}));
    request.set_of(of.name());
  }
  request.set_position(options.position);
  request.set_statement_limit(options.statements);
  request.set_include_duplicates(options.duplicates);
  *request.mutable_filters() = options.filters.Message();
  KHOTIN_ASSIGN_OR_RETURN(
      const v1::ListOfficesResponse reply,
      ListUpTo(
          options.limit, client, &Client::ListOffices, request,
          [](const v1::ListOfficesResponse& r) -> auto& { return r.offices(); }));
  if (options.server.json) {
    PrintJson(reply);
    return ExitCode::kOk;
  }
  const Style style = Style::OfStandardOutput();
  for (const v1::Office& office : reply.offices()) std::cout << OfficeLines(office, style);
  if (reply.offices().empty()) {
    std::cout << "No article states such an office.\n";
  } else if (!reply.next_page_token().empty()) {
    std::cout << style.Dim("There are more; see --limit.") << '\n';
  }
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> ShowQuotes(const FactOptions& options) {
  Client client = options.server.Connect();
  v1::ListQuotesRequest request;
  if (!options.words.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(
        const v1::Entity speaker,
        LookupEntity(client, options.words, {ENTITY_TYPE_PERSON, ENTITY_TYPE_ORGANIZATION}));
    request.set_speaker(speaker.name());
  }
  if (!options.about.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(const v1::Entity about, LookupEntity(client, {options.about}));
    request.set_about(about.name());
  }
  request.set_direct_only(options.direct_only);
  request.set_include_duplicates(options.duplicates);
  *request.mutable_filters() = options.filters.Message();
  KHOTIN_ASSIGN_OR_RETURN(const v1::ListQuotesResponse reply,
                          ListUpTo(
                              options.limit, client, &Client::ListQuotes, request,
                              [](const v1::ListQuotesResponse& r) -> auto& { return r.quotes(); }));
  if (options.server.json) {
    PrintJson(reply);
    return ExitCode::kOk;
  }
  const Style style = Style::OfStandardOutput();
  for (const v1::QuoteInArticle& quote : reply.quotes()) std::cout << QuoteLines(quote, style);
  if (reply.quotes().empty()) {
    std::cout << "No article quotes such words.\n";
  } else if (!reply.next_page_token().empty()) {
    std::cout << style.Dim("There are more; see --limit.") << '\n';
  }
  return ExitCode::kOk;
}

void AddCommon(CLI::App& command, FactOptions& options) {
  command.add_option("--limit", options.limit, "How many to show")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command.add_flag("--duplicates", options.duplicates,
                   "Take every article, also copies and versions of one text");
  AddFilterOptions(command, options.filters);
  AddServerOptions(command, options.server);
}

}  // namespace

void AddOfficesCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<FactOptions>();
  CLI::App* command = app.add_subcommand(
      "offices",
      "List the offices of a person, or who holds an office, with the articles that say "
      "so");
  command->add_option("PERSON", options->words, kEntityNameHelp);
  command->add_option("--of", options->of, "Only offices of this body or place");
  command->add_option("--position", options->position,
                      "Only this position, without its body, such as \"bộ trưởng\"");
  command->add_option("--statements", options->statements, "Articles to show of each office")
      ->check(CLI::Range(1, 10))
      ->capture_default_str();
  AddCommon(*command, *options);
  command->callback([options, &action] { action = [options] { return ShowOffices(*options); }; });
}

void AddQuotesCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<FactOptions>();
  CLI::App* command = app.add_subcommand(
      "quotes", "List what a person or body said, or what was said about somebody or something");
  command->add_option("SPEAKER", options->words, kEntityNameHelp);
  command->add_option("--about", options->about, "Only words that name or point to this entity");
  command->add_flag("--direct", options->direct_only, "Only what is quoted word for word");
  AddCommon(*command, *options);
  command->callback([options, &action] { action = [options] { return ShowQuotes(*options); }; });
}

}  // namespace khotin::cli
