#include "tools/khotin/command.h"

#include <iostream>

#include "absl/time/time.h"
#include "nlohmann/json.hpp"
#include "rpc/channel_flags.h"
#include "rpc/convert.h"

namespace khotin::cli {

Client ServerOptions::Connect() const {
  return Client(server, security, absl::Seconds(timeout_seconds));
}

void AddServerOptions(CLI::App& command, ServerOptions& options) {
  command.add_option("--server", options.server, "Address of the server, HOST:PORT")
      ->envname("KHOTIN_SERVER")
      ->capture_default_str();
  rpc::AddChannelFlags(&command, &options.security);
  command.add_option("--timeout", options.timeout_seconds, "Seconds to wait for each answer")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command.add_flag("--json", options.json, "Print the reply message in proto3 JSON");
}

void PrintJson(const google::protobuf::Message& reply) { std::cout << rpc::ToJson(reply) << '\n'; }

void PrintJson(const google::protobuf::Message& reply, const google::protobuf::Message& list) {
  auto json = nlohmann::ordered_json::parse(rpc::ToJson(reply));
  json.update(nlohmann::ordered_json::parse(rpc::ToJson(list)));
  std::cout << json.dump() << '\n';
}

}  // namespace khotin::cli
