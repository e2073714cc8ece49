// khotin trust: whose copy of a text is shown.
#include <iostream>
#include <memory>
#include <string>

#include "base/status.h"
#include "tools/khotin/command.h"
#include "tools/khotin/style.h"

namespace khotin::cli {
namespace {

struct TrustOptions {
  ServerOptions server;
  std::string source;
  bool revoke = false;
};

absl::StatusOr<ExitCode> Trust(const TrustOptions& options) {
  Client client = options.server.Connect();
  v1::UpdateSourceRequest request;
  request.set_source(options.source);
  request.set_trusted(!options.revoke);
  KHOTIN_ASSIGN_OR_RETURN(const v1::UpdateSourceResponse reply, client.UpdateSource(request));
  if (options.server.json) {
    PrintJson(reply);
  } else {
    std::cout << Printable(reply.source().source())
              << (reply.source().trusted() ? " is trusted" : " is not trusted")
              << "; this counts for articles that come from now on\n";
  }
  return ExitCode::kOk;
}

}  // namespace

void AddTrustCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<TrustOptions>();
  CLI::App* command = app.add_subcommand(
      "trust", "Prefer a source's copy where several are alike, for articles from now on");
  command
      ->add_option("SOURCE", options->source,
                   "Host of the articles' URLs, or name of the source, as in `khotin status "
                   "--sources`")
      ->required();
  command->add_flag("--revoke", options->revoke, "Prefer it no longer");
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return Trust(*options); }; });
}

}  // namespace khotin::cli
