// khotin files: what the ledger of ingested files holds.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "rpc/convert.h"
#include "tools/khotin/command.h"
#include "tools/khotin/list_pages.h"
#include "tools/khotin/names.h"
#include "tools/khotin/style.h"

namespace khotin::cli {
namespace {

struct FilesOptions {
  ServerOptions server;
  bool unfinished = false;
  int limit = 20;
};

std::string VerdictsText(const v1::IngestedFile& file) {
  std::vector<std::string> parts;
  for (const v1::VerdictCount& entry : file.verdicts()) {
    parts.push_back(
        absl::StrCat(entry.count(), " ", absl::AsciiStrToLower(rpc::VerdictName(entry.verdict()))));
  }
  return absl::StrJoin(parts, ", ");
}

absl::StatusOr<ExitCode> List(const FilesOptions& options) {
  Client client = options.server.Connect();
  v1::ListIngestedFilesRequest request;
  request.set_unfinished(options.unfinished);
  KHOTIN_ASSIGN_OR_RETURN(
      const v1::ListIngestedFilesResponse reply,
      ListUpTo(
          options.limit, client, &Client::ListIngestedFiles, request,
          [](const v1::ListIngestedFilesResponse& r) -> auto& { return r.files(); }));
  if (options.server.json) {
    PrintJson(reply);
    return ExitCode::kOk;
  }
  const Style style = Style::OfStandardOutput();
  for (const v1::IngestedFile& file : reply.files()) {
    std::cout << Printable(file.path()) << "  " << TimeText(file.last_time())
              << (file.done() ? "" : "  unfinished") << "\n  "
              << style.Dim(absl::StrCat(file.document_count(), " documents: ", VerdictsText(file)))
              << '\n';
  }
  if (reply.files().empty()) {
    std::cout << "No files.\n";
  } else if (!reply.next_page_token().empty()) {
    std::cout << style.Dim("There are more; see --limit.") << '\n';
  }
  return ExitCode::kOk;
}

}  // namespace

void AddFilesCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<FilesOptions>();
  CLI::App* command =
      app.add_subcommand("files", "List the files that khotin-ingest took from an inbox");
  AddServerOptions(*command, options->server);
  command->add_flag("--unfinished", options->unfinished, "Only those that were broken off");
  command->add_option("--limit", options->limit, "How many to show")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->callback([options, &action] { action = [options] { return List(*options); }; });
}

}  // namespace khotin::cli
