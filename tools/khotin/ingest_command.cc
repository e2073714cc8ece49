// khotin ingest: one document, as it is, to a server.
#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "rpc/convert.h"
#include "tools/khotin/cluster_view.h"
#include "tools/khotin/command.h"
#include "tools/khotin/document_options.h"
#include "tools/khotin/style.h"

namespace khotin::cli {
namespace {

struct IngestOptions {
  ServerOptions server;
  DocumentOptions document;
};

void PrintResult(const v1::IngestResult& result) {
  const Style style = Style::OfStandardOutput();
  std::cout << rpc::VerdictName(result.verdict()) << "  " << Printable(result.article()) << "  "
            << Printable(result.cluster()) << '\n';
  if (result.has_match()) std::cout << "  " << MatchLine(result.match(), style);
}

absl::StatusOr<ExitCode> Ingest(const IngestOptions& options) {
  v1::IngestBatchRequest request;
  v1::IngestDocument* document = request.add_documents();
  document->set_request_id("1");
  KHOTIN_ASSIGN_OR_RETURN(*document->mutable_raw(), ReadDocument(options.document));
  Client client = options.server.Connect();
  KHOTIN_ASSIGN_OR_RETURN(const v1::IngestBatchResponse reply, client.IngestBatch(request));
  if (options.server.json) PrintJson(reply);
  if (reply.results_size() != 1) {
    return absl::InternalError(absl::StrCat(options.server.server, ": sent ", reply.results_size(),
                                            " results for 1 document"));
  }
  const v1::IngestResult& result = reply.results(0);
  if (result.verdict() == v1::VERDICT_REFUSED) {
    std::cerr << "khotin: refused: " << Printable(result.error().message()) << '\n';
    if (!result.quarantine().empty()) {
      std::cerr << "khotin: kept as " << Printable(result.quarantine())
                << "; `khotin quarantine show` and `retry` deal with it\n";
    }
    return ExitCode::kNo;
  }
  if (!options.server.json) PrintResult(result);
  return ExitCode::kOk;
}

}  // namespace

void AddIngestCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<IngestOptions>();
  CLI::App* command = app.add_subcommand(
      "ingest", "Send one document to the server; khotin-ingest sends files of many, and folders");
  AddDocumentOptions(*command, options->document);
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return Ingest(*options); }; });
}

}  // namespace khotin::cli
