// khotin status: what a server holds and how it does.
#include <algorithm>
#include <iomanip>
#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/limits.h"
#include "base/status.h"
#include "tools/khotin/bytes_text.h"
#include "tools/khotin/command.h"
#include "tools/khotin/source_view.h"
#include "tools/khotin/style.h"

namespace khotin::cli {
namespace {

struct StatusOptions {
  ServerOptions server;
  bool sources = false;
};

void PrintLine(const char* label, const std::string& value) {
  std::cout << std::left << std::setw(10) << label << Printable(value) << '\n';
}

std::string MergesText(const v1::IndexStatus& index) {
  std::string text = absl::StrCat(index.running_merges() > 0 ? "running, " : "",
                                  index.merged_documents(), " documents merged since the start");
  if (!index.error().empty()) absl::StrAppend(&text, "; failed: ", index.error());
  return text;
}

void Print(const v1::GetStatusResponse& status, const std::string& server) {
  const v1::IndexStatus& index = status.index();
  PrintLine("server", absl::StrCat(server, ", version ", status.version()));
  PrintLine("up", absl::FormatDuration(absl::Seconds(status.uptime().seconds())));
  PrintLine("articles",
            absl::StrCat(status.article_count(), " in ", status.version_count(), " versions, ",
                         status.cluster_count(), " clusters, ", status.story_count(), " stories"));
  PrintLine("entities", absl::StrCat(status.entity_count()));
  PrintLine("refused", absl::StrCat(status.quarantined_count(), " in quarantine"));
  PrintLine("index",
            absl::StrCat(index.stored_documents(), " documents in ", index.stored_segments(),
                         " stored segments, ", index.memory_documents(), " in ",
                         index.memory_segments(), " in memory"));
  PrintLine("merges", MergesText(index));
  PrintLine("store", absl::StrCat(BytesText(status.store_bytes()), ", schema ",
                                  status.schema_version(), ", revision ", status.revision()));
  PrintLine("analyzer", status.analyzer_version());
  PrintLine("writes",
            status.writable() ? "accepted" : absl::StrCat("refused: ", status.write_error()));
}

absl::StatusOr<v1::ListSourcesResponse> AllSources(Client& client) {
  v1::ListSourcesResponse all;
  v1::ListSourcesRequest request;
  do {
    request.set_page_size(base::kMaxPageSize);
    KHOTIN_ASSIGN_OR_RETURN(const v1::ListSourcesResponse page, client.ListSources(request));
    all.MergeFrom(page);
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  all.clear_next_page_token();
  return all;
}

absl::StatusOr<ExitCode> Sources(const StatusOptions& options) {
  Client client = options.server.Connect();
  KHOTIN_ASSIGN_OR_RETURN(v1::ListSourcesResponse reply, AllSources(client));
  if (options.server.json) {
    PrintJson(reply);
    return ExitCode::kOk;
  }
  std::stable_sort(reply.mutable_sources()->begin(), reply.mutable_sources()->end(),
                   [](const v1::Source& a, const v1::Source& b) {
                     return a.article_count() > b.article_count();
                   });
  const Style style = Style::OfStandardOutput();
  std::cout << SourceHeading(style);
  for (const v1::Source& source : reply.sources()) std::cout << SourceLines(source, style);
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Status(const StatusOptions& options) {
  if (options.sources) return Sources(options);
  Client client = options.server.Connect();
  KHOTIN_ASSIGN_OR_RETURN(const v1::GetStatusResponse reply, client.GetStatus());
  if (options.server.json) {
    PrintJson(reply);
  } else {
    Print(reply, options.server.server);
  }
  return ExitCode::kOk;
}

}  // namespace

void AddStatusCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<StatusOptions>();
  CLI::App* command = app.add_subcommand("status", "Show what a server holds and how it does");
  command->add_flag("--sources", options->sources,
                    "Show how the articles of each source come out, the largest source first");
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return Status(*options); }; });
}

}  // namespace khotin::cli
