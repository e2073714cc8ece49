#include "rpc/channel_flags.h"

#include <string>

namespace khotin::rpc {
namespace {

// An empty value would turn off what the flag is given for, such as when the variable that a script
// puts in its place is not set.
CLI::Validator NamesFile() {
  return {[](const std::string& name) {
            return name.empty() ? std::string("names no file; leave the flag out to go without")
                                : std::string();
          },
          ""};
}

}  // namespace

void AddChannelFlags(CLI::App* app, ChannelSecurity* security) {
  constexpr char kGroup[] = "TLS";
  app->add_flag("--tls", security->tls, "Talk TLS, and trust the system's root certificates")
      ->envname("KHOTIN_TLS")
      ->group(kGroup);
  app->add_option("--tls-ca", security->ca_file, "Trust the root certificates of this file instead")
      ->envname("KHOTIN_TLS_CA")
      ->check(NamesFile())
      ->type_name("FILE")
      ->group(kGroup);
  CLI::Option* const cert =
      app->add_option("--tls-cert", security->cert_file, "The client's own certificate")
          ->envname("KHOTIN_TLS_CERT")
          ->check(NamesFile())
          ->type_name("FILE")
          ->group(kGroup);
  CLI::Option* const key = app->add_option("--tls-key", security->key_file, "The key to it")
                               ->envname("KHOTIN_TLS_KEY")
                               ->check(NamesFile())
                               ->type_name("FILE")
                               ->group(kGroup);
  cert->needs(key);
  key->needs(cert);
  app->add_option("--tls-server-name", security->server_name,
                  "Name that the server's certificate is for, where it is not that of --server")
      ->envname("KHOTIN_TLS_SERVER_NAME")
      ->type_name("NAME")
      ->group(kGroup);
}

}  // namespace khotin::rpc
