// khotin duplicate: what a server would say of a document, without storing it.
#include <iostream>
#include <memory>

#include "base/status.h"
#include "rpc/convert.h"
#include "tools/khotin/cluster_view.h"
#include "tools/khotin/command.h"
#include "tools/khotin/document_options.h"

namespace khotin::cli {
namespace {

struct DuplicateOptions {
  ServerOptions server;
  DocumentOptions document;
};

void Print(const v1::CheckDuplicateResponse& reply) {
  const Style style = Style::OfStandardOutput();
  std::cout << rpc::VerdictName(reply.verdict());
  for (const std::string* name : {&reply.article(), &reply.cluster()}) {
    if (!name->empty()) std::cout << "  " << style.Plain(*name);
  }
  std::cout << '\n';
  for (const v1::DuplicateMatch& match : reply.matches()) {
    std::cout << "  " << MatchLine(match, style);
  }
}

absl::StatusOr<ExitCode> Check(const DuplicateOptions& options) {
  v1::CheckDuplicateRequest request;
  KHOTIN_ASSIGN_OR_RETURN(*request.mutable_document(), ReadDocument(options.document));
  Client client = options.server.Connect();
  const auto reply = client.CheckDuplicate(request);
  if (absl::IsInvalidArgument(reply.status())) {
    std::cerr << "khotin: refused: " << Printable(reply.status().message()) << '\n';
    return ExitCode::kNo;
  }
  KHOTIN_RETURN_IF_ERROR(reply.status());
  if (options.server.json) {
    PrintJson(*reply);
  } else {
    Print(*reply);
  }
  return ExitCode::kOk;
}

}  // namespace

void AddDuplicateCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<DuplicateOptions>();
  CLI::App* command = app.add_subcommand(
      "duplicate",
      "Ask which stored articles a document is a copy or a version of; stores nothing");
  AddDocumentOptions(*command, options->document);
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return Check(*options); }; });
}

}  // namespace khotin::cli
