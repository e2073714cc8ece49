// What every subcommand is made of.
//
// Each Add function declares one subcommand on `app`; when the command line names it, `action` is
// set to what it does. Nothing happens before `action` is called.
#ifndef KHOTIN_TOOLS_KHOTIN_COMMAND_H_
#define KHOTIN_TOOLS_KHOTIN_COMMAND_H_

#include <functional>
#include <string>

#include "CLI/CLI.hpp"
#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "rpc/channel.h"
#include "tools/khotin/client.h"
#include "tools/khotin/exit_code.h"

namespace khotin::cli {

// Prints its result on standard output. An error is printed by the caller, which derives the exit
// code from it; a code in place of an error means that everything was said.
using Action = std::function<absl::StatusOr<ExitCode>()>;

void AddGetCommand(CLI::App& app, Action& action);
void AddListCommand(CLI::App& app, Action& action);
void AddSearchCommand(CLI::App& app, Action& action);
void AddSimilarCommand(CLI::App& app, Action& action);
void AddSuggestCommand(CLI::App& app, Action& action);
void AddVersionsCommand(CLI::App& app, Action& action);
void AddDiffCommand(CLI::App& app, Action& action);
void AddClusterCommand(CLI::App& app, Action& action);
void AddClustersCommand(CLI::App& app, Action& action);
void AddStoriesCommand(CLI::App& app, Action& action);
void AddStoryCommand(CLI::App& app, Action& action);
void AddDuplicateCommand(CLI::App& app, Action& action);
void AddEntityCommand(CLI::App& app, Action& action);
void AddRelatedCommand(CLI::App& app, Action& action);
void AddTimelineCommand(CLI::App& app, Action& action);
void AddTrendingCommand(CLI::App& app, Action& action);
void AddOfficesCommand(CLI::App& app, Action& action);
void AddQuotesCommand(CLI::App& app, Action& action);
// entity-rename, entity-merge, entity-split, entity-decisions, entity-revoke.
void AddEntityDecisionCommands(CLI::App& app, Action& action);
void AddIngestCommand(CLI::App& app, Action& action);
void AddDeleteCommand(CLI::App& app, Action& action);
void AddExportCommand(CLI::App& app, Action& action);
void AddFilesCommand(CLI::App& app, Action& action);
void AddQuarantineCommand(CLI::App& app, Action& action);
void AddReanalyzeCommand(CLI::App& app, Action& action);
void AddTrustCommand(CLI::App& app, Action& action);
void AddWatchCommand(CLI::App& app, Action& action);
void AddSavedCommand(CLI::App& app, Action& action);
void AddStatusCommand(CLI::App& app, Action& action);
void AddAnnotateCommand(CLI::App& app, Action& action);
void AddCheckCommand(CLI::App& app, Action& action);
// `app` must outlive the action, which describes all the commands that it has by then.
void AddCompletionCommand(CLI::App& app, Action& action);
void AddBackupCommand(CLI::App& app, Action& action);
void AddRestoreCommand(CLI::App& app, Action& action);

// Declares --output and --json: whether the command prints for people or for programs. `output`,
// "auto" before, and `json` must live as long as `command`; `json` is right once the command line
// is parsed.
void AddOutputOptions(CLI::App& command, std::string& output, bool& json);

// The options of every command that talks to a server.
struct ServerOptions {
  std::string server = "127.0.0.1:50051";
  rpc::ChannelSecurity security;
  double timeout_seconds = 30;
  std::string output = "auto";
  bool json = false;  // print JSON; known once the command line is parsed

  Client Connect() const;
};
// `options` must live as long as `command`.
void AddServerOptions(CLI::App& command, ServerOptions& options);

// Prints a reply as proto3 JSON on a line of its own.
void PrintJson(const google::protobuf::Message& reply);
// As one object: the fields of a list beside those of what it belongs to.
void PrintJson(const google::protobuf::Message& reply, const google::protobuf::Message& list);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_COMMAND_H_
