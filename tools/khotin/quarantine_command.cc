// khotin quarantine: documents that were refused, and why.
#include <algorithm>
#include <iostream>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/status.h"
#include "extract/refusal.h"
#include "tools/khotin/command.h"
#include "tools/khotin/list_pages.h"
#include "tools/khotin/names.h"
#include "tools/khotin/style.h"

namespace khotin::cli {
namespace {

// Retried in one call: few, so that it answers in time.
constexpr int kRetriesPerCall = 50;

struct QuarantineOptions {
  ServerOptions server;
  std::string reason;
  int limit = 20;
  std::string name;
  bool raw = false;
  std::vector<std::string> names;
  bool all = false;
};

std::string FullName(const std::string& typed) {
  return absl::StartsWith(typed, "quarantine/") ? typed : absl::StrCat("quarantine/", typed);
}

std::string ReasonLabel(v1::RefusalReason reason) {
  return std::string(extract::RefusalName(static_cast<extract::RefusalReason>(reason)));
}

// As --reason takes them.
std::vector<std::string> ReasonLabels() {
  std::vector<std::string> labels;
  for (int i = v1::REFUSAL_REASON_UNREADABLE; i <= v1::RefusalReason_MAX; ++i) {
    labels.push_back(ReasonLabel(static_cast<v1::RefusalReason>(i)));
  }
  return labels;
}

v1::RefusalReason ParseReason(const std::string& label) {
  const std::vector<std::string> labels = ReasonLabels();
  const auto found = std::find(labels.begin(), labels.end(), label);
  if (found == labels.end()) return v1::REFUSAL_REASON_UNSPECIFIED;
  return static_cast<v1::RefusalReason>(found - labels.begin() + v1::REFUSAL_REASON_UNREADABLE);
}

absl::StatusOr<v1::ListQuarantinedResponse> Find(Client& client, const QuarantineOptions& options,
                                                 int limit) {
  v1::ListQuarantinedRequest request;
  request.set_reason(ParseReason(options.reason));
  return ListUpTo(
      limit, client, &Client::ListQuarantined, request,
      [](const v1::ListQuarantinedResponse& r) -> auto& { return r.documents(); });
}

absl::StatusOr<ExitCode> List(const QuarantineOptions& options) {
  Client client = options.server.Connect();
  KHOTIN_ASSIGN_OR_RETURN(const v1::ListQuarantinedResponse reply,
                          Find(client, options, options.limit));
  if (options.server.json) {
    PrintJson(reply);
    return ExitCode::kOk;
  }
  const Style style = Style::OfStandardOutput();
  for (const v1::QuarantinedDocument& document : reply.documents()) {
    std::cout << Printable(document.name()) << "  " << ReasonLabel(document.error().reason())
              << "  " << TimeText(document.last_time()) << "\n  "
              << style.Dim(document.error().message()) << '\n';
  }
  if (reply.documents().empty()) {
    std::cout << "Nothing is in quarantine.\n";
  } else if (!reply.next_page_token().empty()) {
    std::cout << style.Dim("There are more; see --limit.") << '\n';
  }
  return ExitCode::kOk;
}

void PrintDocument(const v1::QuarantinedDocument& document) {
  const v1::RawDocument& raw = document.document();
  const auto line = [](const char* label, const std::string& value) {
    if (!value.empty()) std::cout << label << Printable(value) << '\n';
  };
  line("name      ", document.name());
  line("input     ", raw.input());
  line("url       ", raw.url());
  line("source    ", raw.source());
  line("reason    ", ReasonLabel(document.error().reason()));
  line("error     ", document.error().message());
  line("first     ", TimeText(document.first_time()));
  line("last      ", absl::StrCat(TimeText(document.last_time()), ", attempt ", document.attempts(),
                                  ", ", document.analyzer_version()));
  line("content   ", document.unread()
                         ? std::string("none: it could not be read")
                         : absl::StrCat(document.content_bytes(), " bytes; --raw prints them"));
}

absl::StatusOr<ExitCode> Show(const QuarantineOptions& options) {
  Client client = options.server.Connect();
  v1::GetQuarantinedRequest request;
  request.set_name(FullName(options.name));
  KHOTIN_ASSIGN_OR_RETURN(const v1::GetQuarantinedResponse reply, client.GetQuarantined(request));
  if (options.raw) {
    std::cout << reply.document().document().content();
  } else if (options.server.json) {
    PrintJson(reply);
  } else {
    PrintDocument(reply.document());
  }
  return ExitCode::kOk;
}

absl::StatusOr<std::vector<std::string>> NamesToRetry(Client& client,
                                                      const QuarantineOptions& options) {
  std::vector<std::string> names;
  for (const std::string& name : options.names) names.push_back(FullName(name));
  if (!names.empty()) return names;
  if (!options.all && options.reason.empty()) {
    return absl::InvalidArgumentError("name documents, or say --all or --reason");
  }
  KHOTIN_ASSIGN_OR_RETURN(const v1::ListQuarantinedResponse reply,
                          Find(client, options, std::numeric_limits<int>::max()));
  for (const v1::QuarantinedDocument& document : reply.documents()) {
    if (!document.unread()) names.push_back(document.name());
  }
  return names;
}

ExitCode PrintRetried(const v1::IngestResult& result) {
  absl::string_view verdict = v1::Verdict_Name(result.verdict());
  absl::ConsumePrefix(&verdict, "VERDICT_");
  const bool refused = result.verdict() == v1::VERDICT_REFUSED;
  std::cout << verdict << "  "
            << Printable(refused ? result.error().message()
                                 : absl::StrCat(result.article(), "  ", result.input()))
            << '\n';
  return refused ? ExitCode::kNo : ExitCode::kOk;
}

absl::StatusOr<ExitCode> Retry(const QuarantineOptions& options) {
  Client client = options.server.Connect();
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> names, NamesToRetry(client, options));
  ExitCode code = ExitCode::kOk;
  v1::RetryQuarantinedResponse all;
  for (size_t begin = 0; begin < names.size(); begin += kRetriesPerCall) {
    v1::RetryQuarantinedRequest request;
    const size_t end = std::min(names.size(), begin + kRetriesPerCall);
    for (size_t i = begin; i < end; ++i) request.add_names(names[i]);
    KHOTIN_ASSIGN_OR_RETURN(const v1::RetryQuarantinedResponse reply,
                            client.RetryQuarantined(request));
    for (const v1::IngestResult& result : reply.results()) {
      const bool refused = result.verdict() == v1::VERDICT_REFUSED;
      if (options.server.json) {
        if (refused) code = ExitCode::kNo;
      } else {
        code = Worse(code, PrintRetried(result));
      }
    }
    all.MergeFrom(reply);
  }
  if (options.server.json) {
    PrintJson(all);
  } else if (names.empty()) {
    std::cout << "Nothing to retry.\n";
  }
  return code;
}

CLI::App* AddPart(CLI::App* command, const char* name, const char* text,
                  const std::shared_ptr<QuarantineOptions>& options, Action& action,
                  absl::StatusOr<ExitCode> (*run)(const QuarantineOptions&)) {
  CLI::App* part = command->add_subcommand(name, text);
  AddServerOptions(*part, options->server);
  part->callback([options, run, &action] { action = [options, run] { return run(*options); }; });
  return part;
}

}  // namespace

void AddQuarantineCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<QuarantineOptions>();
  CLI::App* command = app.add_subcommand("quarantine", "Look after documents that were refused");
  command->require_subcommand(1);
  CLI::App* list = AddPart(command, "list", "List them with their reasons", options, action, List);
  list->add_option("--limit", options->limit, "How many to show")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  CLI::App* show = AddPart(command, "show", "Show one, and what was wrong", options, action, Show);
  show->add_option("NAME", options->name, "Name (quarantine/ID) or id")->required();
  show->add_flag("--raw", options->raw, "Print its bytes and nothing else");
  CLI::App* retry = AddPart(command, "retry", "Try again with what the server has learned since",
                            options, action, Retry);
  retry->add_option("NAME", options->names, "Names (quarantine/ID) or ids");
  retry->add_flag("--all", options->all, "Everything in quarantine that has content");
  for (CLI::App* part : {list, retry}) {
    part->add_option("--reason", options->reason, "Only those refused for this reason")
        ->check(CLI::IsMember(ReasonLabels()));
  }
}

}  // namespace khotin::cli
