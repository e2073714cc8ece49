#include "tools/khotin/command.h"

#include <unistd.h>

#include <iostream>
#include <vector>

#include "absl/time/time.h"
#include "nlohmann/json.hpp"
#include "rpc/channel_flags.h"
#include "rpc/convert.h"

namespace khotin::cli {

Client ServerOptions::Connect() const {
  return Client(server, security, absl::Seconds(timeout_seconds));
}

void AddServerOptions(CLI::App& command, ServerOptions& options) {
  const std::vector<CLI::Option*> added = {
      command.add_option("--server", options.server, "Address of the server, HOST:PORT")
          ->envname("KHOTIN_SERVER")
          ->capture_default_str(),
      command.add_option("--timeout", options.timeout_seconds, "Seconds to wait for each answer")
          ->check(CLI::PositiveNumber)
          ->capture_default_str(),
      command
          .add_option("--output", options.output,
                      "text for people, json for programs: the reply message in proto3 JSON; auto: "
                      "text on a terminal, json where the output is piped")
          ->check(CLI::IsMember({"auto", "text", "json"}))
          ->envname("KHOTIN_OUTPUT")
          ->capture_default_str(),
      command.add_flag("--json", options.json, "The same as --output json"),
  };
  for (CLI::Option* const option : added) option->group("Server and output");
  rpc::AddChannelFlags(&command, &options.security);
  command.parse_complete_callback([&options] {
    const bool piped = options.output == "auto" && isatty(STDOUT_FILENO) == 0;
    options.json = options.json || options.output == "json" || piped;
  });
}

void PrintJson(const google::protobuf::Message& reply) { std::cout << rpc::ToJson(reply) << '\n'; }

void PrintJson(const google::protobuf::Message& reply, const google::protobuf::Message& list) {
  auto json = nlohmann::ordered_json::parse(rpc::ToJson(reply));
  json.update(nlohmann::ordered_json::parse(rpc::ToJson(list)));
  std::cout << json.dump() << '\n';
}

}  // namespace khotin::cli
