#include "tools/khotin/command.h"

#include <unistd.h>

#include <iostream>

#include "absl/time/time.h"
#include "nlohmann/json.hpp"
#include "rpc/channel_flags.h"
#include "rpc/convert.h"

namespace khotin::cli {
namespace {

constexpr char kGroup[] = "Server and output";

}  // namespace

Client ServerOptions::Connect() const {
  return Client(server, security, absl::Seconds(timeout_seconds));
}

void AddOutputOptions(CLI::App& command, std::string& output, bool& json) {
  command
      .add_option("--output", output,
                  "text for people, json for programs: the reply message in proto3 JSON; auto: "
                  "text on a terminal, json where the output is piped")
      ->check(CLI::IsMember({"auto", "text", "json"}))
      ->envname("KHOTIN_OUTPUT")
      ->capture_default_str()
      ->group(kGroup);
  command.add_flag("--json", json, "The same as --output json")->group(kGroup);
  command.parse_complete_callback([&output, &json] {
    const bool piped = output == "auto" && isatty(STDOUT_FILENO) == 0;
    json = json || output == "json" || piped;
  });
}

void AddServerOptions(CLI::App& command, ServerOptions& options) {
  command.add_option("--server", options.server, "Address of the server, HOST:PORT")
      ->envname("KHOTIN_SERVER")
      ->capture_default_str()
      ->group(kGroup);
  command.add_option("--timeout", options.timeout_seconds, "Seconds to wait for each answer")
      ->check(CLI::PositiveNumber)
      ->capture_default_str()
      ->group(kGroup);
  AddOutputOptions(command, options.output, options.json);
  rpc::AddChannelFlags(&command, &options.security);
}

void PrintJson(const google::protobuf::Message& reply) { std::cout << rpc::ToJson(reply) << '\n'; }

void PrintJson(const google::protobuf::Message& reply, const google::protobuf::Message& list) {
  auto json = nlohmann::ordered_json::parse(rpc::ToJson(reply));
  json.update(nlohmann::ordered_json::parse(rpc::ToJson(list)));
  std::cout << json.dump() << '\n';
}

}  // namespace khotin::cli
