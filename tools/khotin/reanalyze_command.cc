// khotin reanalyze: stored articles once more, with all that has been learned since.
#include <unistd.h>

#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "tools/khotin/command.h"

namespace khotin::cli {
namespace {

struct ReanalyzeOptions {
  ServerOptions server;
  std::string source;
  bool one_source = false;
  bool all = false;
};

std::string ProgressText(const v1::ReanalyzeResponse& progress) {
  return absl::StrCat(progress.examined_count(), " articles, ", progress.replaced_count(),
                      " replaced, ", progress.refused_count(), " refused and left as they were");
}

absl::StatusOr<ExitCode> Reanalyze(const ReanalyzeOptions& options) {
  Client client = options.server.Connect();
  v1::ReanalyzeRequest request;
  if (options.one_source) request.set_source(options.source);
  request.set_all(options.all);
  const bool on_terminal = isatty(STDERR_FILENO) != 0;
  v1::ReanalyzeResponse last;
  const absl::Status status = client.Reanalyze(request, [&](const v1::ReanalyzeResponse& progress) {
    last = progress;
    if (on_terminal) std::cerr << '\r' << ProgressText(progress) << std::flush;
  });
  if (on_terminal) std::cerr << '\n';
  KHOTIN_RETURN_IF_ERROR(status);
  if (options.server.json) {
    PrintJson(last);
  } else {
    std::cout << ProgressText(last) << '\n';
  }
  return ExitCode::kOk;
}

}  // namespace

void AddReanalyzeCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<ReanalyzeOptions>();
  CLI::App* command = app.add_subcommand(
      "reanalyze",
      "Analyze stored articles once more, with what has been learned of their sites since");
  const CLI::Option* source =
      command->add_option("--source", options->source, "Only articles of this source");
  command->add_flag("--all", options->all,
                    "Also those for which nothing has been learned since they were analyzed");
  AddServerOptions(*command, options->server);
  command->callback([options, source, &action] {
    options->one_source = !source->empty();
    action = [options] { return Reanalyze(*options); };
  });
}

}  // namespace khotin::cli
