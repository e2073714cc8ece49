#include "rpc/channel_flags.h"

namespace khotin::rpc {

void AddChannelFlags(CLI::App* app, ChannelSecurity* security) {
  constexpr char kGroup[] = "TLS";
  app->add_flag("--tls", security->tls, "Talk TLS, and trust the system's root certificates")
      ->envname("KHOTIN_TLS")
      ->group(kGroup);
  app->add_option("--tls-ca", security->ca_file, "Trust the root certificates of this file instead")
      ->envname("KHOTIN_TLS_CA")
      ->type_name("FILE")
      ->group(kGroup);
  CLI::Option* const cert =
      app->add_option("--tls-cert", security->cert_file, "The client's own certificate")
          ->envname("KHOTIN_TLS_CERT")
          ->type_name("FILE")
          ->group(kGroup);
  CLI::Option* const key = app->add_option("--tls-key", security->key_file, "The key to it")
                               ->envname("KHOTIN_TLS_KEY")
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
