// khotin saved: queries that are kept, to be watched for.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "tools/khotin/command.h"
#include "tools/khotin/filter_options.h"
#include "tools/khotin/list_pages.h"
#include "tools/khotin/names.h"
#include "tools/khotin/style.h"

namespace khotin::cli {
namespace {

struct SavedOptions {
  ServerOptions server;
  std::string id;
  std::string title;
  std::vector<std::string> words;
  FilterOptions filters;
  int limit = 20;
};

void AddValuesOf(absl::string_view label, const google::protobuf::RepeatedPtrField<std::string>& of,
                 std::vector<std::string>* parts) {
  for (const std::string& value : of) parts->push_back(absl::StrCat(label, ": ", value));
}

// "lũ lụt  source: bao.example", as it was asked for.
std::string QueryLine(const v1::SavedQuery& query) {
  std::vector<std::string> parts;
  if (!query.query().empty()) parts.push_back(query.query());
  const v1::SearchFilters& filters = query.filters();
  AddValuesOf("source", filters.sources(), &parts);
  AddValuesOf("section", filters.sections(), &parts);
  AddValuesOf("language", filters.languages(), &parts);
  AddValuesOf("entity", filters.entities(), &parts);
  AddValuesOf("author", filters.authors(), &parts);
  if (!filters.date().empty()) parts.push_back(absl::StrCat("date: ", filters.date()));
  if (filters.has_publish_after()) {
    parts.push_back(absl::StrCat("from ", TimeText(filters.publish_after())));
  }
  if (filters.has_publish_before()) {
    parts.push_back(absl::StrCat("before ", TimeText(filters.publish_before())));
  }
  return absl::StrJoin(parts, "  ");
}

void Print(const v1::SavedQuery& query) {
  const Style style = Style::OfStandardOutput();
  std::cout << Printable(query.name());
  if (!query.display_name().empty()) std::cout << "  " << Printable(query.display_name());
  std::cout << "\n  " << style.Plain(QueryLine(query)) << '\n';
}

template <typename Response>
ExitCode PrintReply(const SavedOptions& options, const Response& reply) {
  if (options.server.json) {
    PrintJson(reply);
  } else {
    Print(reply.saved_query());
  }
  return ExitCode::kOk;
}

absl::StatusOr<v1::SavedQuery> QueryOf(const SavedOptions& options) {
  if (options.words.empty() && !options.filters.any()) {
    return absl::InvalidArgumentError(
        "saved: give the words to look for, or a filter such as --source");
  }
  v1::SavedQuery query;
  query.set_display_name(options.title);
  query.set_query(absl::StrJoin(options.words, " "));
  if (options.filters.any()) *query.mutable_filters() = options.filters.Message();
  return query;
}

absl::StatusOr<ExitCode> List(const SavedOptions& options) {
  Client client = options.server.Connect();
  KHOTIN_ASSIGN_OR_RETURN(
      const v1::ListSavedQueriesResponse reply,
      ListUpTo(
          options.limit, client, &Client::ListSavedQueries, v1::ListSavedQueriesRequest(),
          [](const v1::ListSavedQueriesResponse& r) -> auto& { return r.saved_queries(); }));
  if (options.server.json) {
    PrintJson(reply);
    return ExitCode::kOk;
  }
  for (const v1::SavedQuery& query : reply.saved_queries()) Print(query);
  if (!reply.next_page_token().empty()) std::cout << "… and more; see --limit\n";
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Show(const SavedOptions& options) {
  Client client = options.server.Connect();
  v1::GetSavedQueryRequest request;
  request.set_name(SavedQueryName(options.id));
  KHOTIN_ASSIGN_OR_RETURN(const v1::GetSavedQueryResponse reply, client.GetSavedQuery(request));
  return PrintReply(options, reply);
}

absl::StatusOr<ExitCode> Add(const SavedOptions& options) {
  v1::CreateSavedQueryRequest request;
  KHOTIN_ASSIGN_OR_RETURN(*request.mutable_saved_query(), QueryOf(options));
  request.set_saved_query_id(options.id);
  Client client = options.server.Connect();
  KHOTIN_ASSIGN_OR_RETURN(const v1::CreateSavedQueryResponse reply,
                          client.CreateSavedQuery(request));
  return PrintReply(options, reply);
}

absl::StatusOr<ExitCode> Update(const SavedOptions& options) {
  v1::UpdateSavedQueryRequest request;
  KHOTIN_ASSIGN_OR_RETURN(*request.mutable_saved_query(), QueryOf(options));
  request.mutable_saved_query()->set_name(SavedQueryName(options.id));
  Client client = options.server.Connect();
  KHOTIN_ASSIGN_OR_RETURN(const v1::UpdateSavedQueryResponse reply,
                          client.UpdateSavedQuery(request));
  return PrintReply(options, reply);
}

absl::StatusOr<ExitCode> Delete(const SavedOptions& options) {
  Client client = options.server.Connect();
  v1::DeleteSavedQueryRequest request;
  request.set_name(SavedQueryName(options.id));
  KHOTIN_ASSIGN_OR_RETURN(const v1::DeleteSavedQueryResponse reply,
                          client.DeleteSavedQuery(request));
  if (options.server.json) {
    PrintJson(reply);
  } else {
    std::cout << Printable(request.name()) << " is deleted\n";
  }
  return ExitCode::kOk;
}

using Command = absl::StatusOr<ExitCode> (*)(const SavedOptions&);

CLI::App* AddCommand(CLI::App& parent, const char* name, const char* description, Command run,
                     const std::shared_ptr<SavedOptions>& options, Action& action) {
  CLI::App* command = parent.add_subcommand(name, description);
  AddServerOptions(*command, options->server);
  command->callback([options, run, &action] { action = [options, run] { return run(*options); }; });
  return command;
}

void AddQueryOptions(CLI::App& command, SavedOptions& options) {
  command.add_option("QUERY", options.words, "What to look for, as in khotin search");
  command.add_option("--title", options.title, "A name to show");
  AddFilterOptions(command, options.filters);
}

}  // namespace

void AddSavedCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<SavedOptions>();
  CLI::App* saved = app.add_subcommand(
      "saved", "Keep queries under a name, for khotin watch to tell what they match");
  saved->require_subcommand(1);
  AddCommand(*saved, "list", "List saved queries", List, options, action)
      ->add_option("--limit", options->limit, "How many to show")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  AddCommand(*saved, "show", "Show one", Show, options, action)
      ->add_option("ID", options->id, "savedQueries/ID, or its id")
      ->required();
  CLI::App* add = AddCommand(*saved, "add", "Save a query", Add, options, action);
  add->add_option("--id", options->id,
                  "Its id: a-z, 0-9 and -; made from the title or the query unless given");
  AddQueryOptions(*add, *options);
  CLI::App* update = AddCommand(*saved, "update", "Put another query in the place of one", Update,
                                options, action);
  update->add_option("ID", options->id, "savedQueries/ID, or its id")->required();
  AddQueryOptions(*update, *options);
  AddCommand(*saved, "delete", "Delete one", Delete, options, action)
      ->add_option("ID", options->id, "savedQueries/ID, or its id")
      ->required();
}

}  // namespace khotin::cli
