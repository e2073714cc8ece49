// khotin entity-rename, -merge, -split, -decisions, -revoke: what is decided on entities by hand.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "tools/khotin/article_lookup.h"
#include "tools/khotin/command.h"
#include "tools/khotin/list_pages.h"
#include "tools/khotin/names.h"
#include "tools/khotin/style.h"

namespace khotin::cli {
namespace {

struct DecisionOptions {
  ServerOptions server;
  std::string entity;
  std::string into;
  std::vector<std::string> words;
  std::vector<std::string> articles;
  std::string suffix;
  std::string note;
  std::string author;
  std::string known_as;
  std::string into_known_as;
  std::string decision;
  bool reset = false;
  int limit = 50;
};

// "renamed person/to-lam to Tô Lâm".
std::string DecisionText(const v1::EntityDecision& decision) {
  const std::string entity =
      absl::StrCat(decision.entity().display_name(), " (", decision.entity().name(), ")");
  switch (decision.kind()) {
    case v1::ENTITY_DECISION_KIND_RENAME:
      return absl::StrCat(entity, " is shown as ", decision.display_name());
    case v1::ENTITY_DECISION_KIND_MERGE:
      return absl::StrCat(entity, " is merged into ", decision.into().display_name(), " (",
                          decision.into().name(), ")");
    case v1::ENTITY_DECISION_KIND_SPLIT:
      return absl::StrCat(decision.into().name(), " is split off ", entity, " in ",
                          decision.articles_size(),
                          decision.articles_size() == 1 ? " article" : " articles");
    default:
      return entity;
  }
}

void Print(const v1::EntityDecision& decision) {
  const Style style = Style::OfStandardOutput();
  std::cout << style.Plain(decision.name()) << "  " << style.Plain(DecisionText(decision)) << '\n';
  std::string by = TimeText(decision.decide_time());
  if (!decision.author().empty()) absl::StrAppend(&by, " · ", decision.author());
  if (!decision.note().empty()) absl::StrAppend(&by, " · ", decision.note());
  if (decision.pending()) absl::StrAppend(&by, " · being carried out");
  std::cout << "  " << style.Dim(by) << '\n';
}

template <typename Response>
ExitCode PrintReply(const DecisionOptions& options, const Response& reply) {
  if (options.server.json) {
    PrintJson(reply);
  } else {
    Print(reply.decision());
  }
  return ExitCode::kOk;
}

template <typename Request>
Request RequestOf(const DecisionOptions& options) {
  Request request;
  request.set_name(EntityName(options.entity));
  request.set_note(options.note);
  request.set_author(options.author);
  request.set_known_as(options.known_as);
  return request;
}

absl::StatusOr<ExitCode> Rename(const DecisionOptions& options) {
  if (options.words.empty() != options.reset) {
    return absl::InvalidArgumentError("entity-rename: give a name to show, or --reset");
  }
  auto request = RequestOf<v1::RenameEntityRequest>(options);
  request.set_display_name(absl::StrJoin(options.words, " "));
  Client client = options.server.Connect();
  KHOTIN_ASSIGN_OR_RETURN(const v1::RenameEntityResponse reply, client.RenameEntity(request));
  if (options.server.json || !options.reset) return PrintReply(options, reply);
  std::cout << Printable(request.name()) << " is shown under its own name\n";
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Merge(const DecisionOptions& options) {
  auto request = RequestOf<v1::MergeEntitiesRequest>(options);
  request.set_into(EntityName(options.into));
  request.set_into_known_as(options.into_known_as);
  Client client = options.server.Connect();
  KHOTIN_ASSIGN_OR_RETURN(const v1::MergeEntitiesResponse reply, client.MergeEntities(request));
  return PrintReply(options, reply);
}

absl::StatusOr<ExitCode> Split(const DecisionOptions& options) {
  auto request = RequestOf<v1::SplitEntityRequest>(options);
  request.set_suffix(options.suffix);
  Client client = options.server.Connect();
  for (const std::string& typed : options.articles) {
    KHOTIN_ASSIGN_OR_RETURN(*request.add_articles(), ResolveArticleName(client, typed));
  }
  KHOTIN_ASSIGN_OR_RETURN(const v1::SplitEntityResponse reply, client.SplitEntity(request));
  return PrintReply(options, reply);
}

absl::StatusOr<ExitCode> List(const DecisionOptions& options) {
  Client client = options.server.Connect();
  KHOTIN_ASSIGN_OR_RETURN(
      const v1::ListEntityDecisionsResponse reply,
      ListUpTo(
          options.limit, client, &Client::ListEntityDecisions, v1::ListEntityDecisionsRequest(),
          [](const v1::ListEntityDecisionsResponse& r) -> auto& { return r.decisions(); }));
  if (options.server.json) {
    PrintJson(reply);
    return ExitCode::kOk;
  }
  for (const v1::EntityDecision& decision : reply.decisions()) Print(decision);
  if (!reply.next_page_token().empty()) std::cout << "… and more; see --limit\n";
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Revoke(const DecisionOptions& options) {
  v1::RevokeEntityDecisionRequest request;
  request.set_name(EntityDecisionName(options.decision));
  Client client = options.server.Connect();
  KHOTIN_ASSIGN_OR_RETURN(const v1::RevokeEntityDecisionResponse reply,
                          client.RevokeEntityDecision(request));
  if (options.server.json) {
    PrintJson(reply);
  } else {
    std::cout << Printable(request.name()) << " is taken back\n";
  }
  return ExitCode::kOk;
}

using Command = absl::StatusOr<ExitCode> (*)(const DecisionOptions&);
using Options = std::shared_ptr<DecisionOptions>;

CLI::App* AddCommand(CLI::App& app, const char* name, const char* description, Command run,
                     const Options& options, Action& action) {
  CLI::App* command = app.add_subcommand(name, description);
  AddServerOptions(*command, options->server);
  command->callback([options, run, &action] { action = [options, run] { return run(*options); }; });
  return command;
}

void AddEntity(CLI::App& command, const char* label, DecisionOptions& options) {
  command.add_option(label, options.entity, "entities/TYPE/ID, or TYPE/ID: see khotin entity")
      ->required();
  command.add_option("--note", options.note, "Why, for those who list decisions");
  command.add_option("--author", options.author, "Who says so");
  command.add_option("--known-as", options.known_as,
                     "Its name, to decide before articles speak of it");
}

void AddRename(CLI::App& app, Action& action) {
  auto options = std::make_shared<DecisionOptions>();
  CLI::App* command = AddCommand(app, "entity-rename", "Show an entity under another name", Rename,
                                 options, action);
  AddEntity(*command, "ENTITY", *options);
  command->add_option("NAME", options->words, "The name to show");
  command->add_flag("--reset", options->reset, "Show its own name again");
}

void AddMerge(CLI::App& app, Action& action) {
  auto options = std::make_shared<DecisionOptions>();
  CLI::App* command =
      AddCommand(app, "entity-merge", "Make one entity of two", Merge, options, action);
  AddEntity(*command, "FROM", *options);
  command->add_option("INTO", options->into, "The one that stays")->required();
  command->add_option("--into-known-as", options->into_known_as, "As --known-as, of INTO");
}

void AddSplit(CLI::App& app, Action& action) {
  auto options = std::make_shared<DecisionOptions>();
  CLI::App* command =
      AddCommand(app, "entity-split", "Make an entity of its own of what some articles say", Split,
                 options, action);
  AddEntity(*command, "ENTITY", *options);
  command->add_option("ARTICLE", options->articles, "Ids, resource names or URLs of the articles")
      ->required();
  command->add_option("--suffix", options->suffix,
                      "What tells the new one apart in its id, such as its place");
}

}  // namespace

void AddEntityDecisionCommands(CLI::App& app, Action& action) {
  AddRename(app, action);
  AddMerge(app, action);
  AddSplit(app, action);
  auto options = std::make_shared<DecisionOptions>();
  AddCommand(app, "entity-decisions", "List what was decided on entities by hand", List, options,
             action)
      ->add_option("--limit", options->limit, "How many to show")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  AddCommand(app, "entity-revoke", "Take such a decision back", Revoke, options, action)
      ->add_option("DECISION", options->decision, "entityDecisions/NUMBER, or its number")
      ->required();
}

}  // namespace khotin::cli
