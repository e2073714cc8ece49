// khotin ingest: one document, as it is, to a server.
#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "base/limits.h"
#include "base/status.h"
#include "extract/raw_document.h"
#include "tools/khotin/command.h"
#include "tools/khotin/input_file.h"
#include "tools/khotin/style.h"

namespace khotin::cli {
namespace {

struct IngestOptions {
  ServerOptions server;
  std::string file;
  std::string url;
  std::string format = "auto";
};

v1::DocumentFormat FormatMessage(const std::string& name) {
  if (name == "text") return v1::DOCUMENT_FORMAT_TEXT;
  if (name == "html") return v1::DOCUMENT_FORMAT_HTML;
  if (name == "json") return v1::DOCUMENT_FORMAT_JSON;
  return v1::DOCUMENT_FORMAT_UNSPECIFIED;
}

absl::StatusOr<v1::IngestBatchRequest> MakeRequest(const IngestOptions& options) {
  KHOTIN_ASSIGN_OR_RETURN(std::string content, ReadInput(options.file, base::kMaxDocumentBytes));
  if (options.format == "auto" &&
      extract::DetectFormat(content, options.file) == extract::Format::kWarc) {
    return absl::InvalidArgumentError(absl::StrCat(
        options.file, ": a web archive holds many documents; send it with khotin-ingest"));
  }
  v1::IngestBatchRequest request;
  v1::IngestDocument* document = request.add_documents();
  document->set_request_id("1");
  v1::RawDocument* raw = document->mutable_raw();
  raw->set_input(options.file == "-" ? "standard input" : options.file);
  raw->set_url(options.url);
  raw->set_format(FormatMessage(options.format));
  raw->set_content(std::move(content));
  return request;
}

void PrintResult(const v1::IngestResult& result) {
  absl::string_view verdict = v1::Verdict_Name(result.verdict());
  absl::ConsumePrefix(&verdict, "VERDICT_");
  std::cout << verdict << "  " << Printable(result.article()) << "  " << Printable(result.cluster())
            << '\n';
}

absl::StatusOr<ExitCode> Ingest(const IngestOptions& options) {
  KHOTIN_ASSIGN_OR_RETURN(const v1::IngestBatchRequest request, MakeRequest(options));
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
  command->add_option("FILE", options->file, "The document; - for standard input")->required();
  command->add_option("--url", options->url, "Where the document was fetched from");
  command->add_option("--format", options->format, "What the document is")
      ->check(CLI::IsMember({"auto", "text", "html", "json"}))
      ->capture_default_str();
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return Ingest(*options); }; });
}

}  // namespace khotin::cli
