// khotin: the command-line client and operator's tool.
#include <iostream>

#include "absl/strings/str_cat.h"
#include "base/version.h"
#include "tools/khotin/command.h"
#include "tools/khotin/help.h"

namespace khotin::cli {
namespace {

void Declare(CLI::App& app, Action& action) {
  app.set_version_flag("--version", absl::StrCat("khotin ", base::kVersion));
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 done, 1 not found or refused, 2 wrong usage, 3 no answer or a failure.\n"
      "`khotin COMMAND --help` lists the options of a command, with examples.\n"
      "A beginning: `khotin status`, `khotin search gin giu hoa binh`, `khotin entity to lam`.");
  AddSearchCommand(app, action);
  AddSimilarCommand(app, action);
  AddSuggestCommand(app, action);
  AddGetCommand(app, action);
  AddListCommand(app, action);
  AddVersionsCommand(app, action);
  AddDiffCommand(app, action);
  AddClusterCommand(app, action);
  AddClustersCommand(app, action);
  AddStoriesCommand(app, action);
  AddStoryCommand(app, action);
  AddEntityCommand(app, action);
  AddRelatedCommand(app, action);
  AddTimelineCommand(app, action);
  AddTrendingCommand(app, action);
  AddOfficesCommand(app, action);
  AddQuotesCommand(app, action);
  AddEntityDecisionCommands(app, action);
  AddIngestCommand(app, action);
  AddDuplicateCommand(app, action);
  AddDeleteCommand(app, action);
  AddExportCommand(app, action);
  AddFilesCommand(app, action);
  AddQuarantineCommand(app, action);
  AddReanalyzeCommand(app, action);
  AddTrustCommand(app, action);
  AddWatchCommand(app, action);
  AddSavedCommand(app, action);
  AddStatusCommand(app, action);
  AddAnnotateCommand(app, action);
  AddCheckCommand(app, action);
  AddCompletionCommand(app, action);
  AddBackupCommand(app, action);
  AddRestoreCommand(app, action);
  CLI::App* help = app.add_subcommand("help", "Print this list");
  LayOutHelp(app);
  // Taken now: once a subcommand is chosen, help() speaks of that one.
  help->callback([text = app.help(), &action] {
    action = [text] {
      std::cout << text;
      return ExitCode::kOk;
    };
  });
}

ExitCode Run(const Action& action) {
  const absl::StatusOr<ExitCode> done = action();
  std::cout.flush();
  if (!done.ok()) {
    std::cerr << "khotin: " << done.status().message() << '\n';
    return ExitCodeOf(done.status());
  }
  if (!std::cout) {
    std::cerr << "khotin: standard output: cannot be written to\n";
    return ExitCode::kFailed;
  }
  return *done;
}

int Main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  CLI::App app("Asks a Khotin server, and looks after its store.", "khotin");
  Action action;
  Declare(app, action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::kUsage);
  }
  return static_cast<int>(Run(action));
}

}  // namespace
}  // namespace khotin::cli

int main(int argc, char** argv) { return khotin::cli::Main(argc, argv); }
