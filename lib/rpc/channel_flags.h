// The flags by which all of the project's programs are told how to secure a connection.
#ifndef KHOTIN_RPC_CHANNEL_FLAGS_H_
#define KHOTIN_RPC_CHANNEL_FLAGS_H_

#include "CLI/App.hpp"
#include "rpc/channel.h"

namespace khotin::rpc {

// Declares --tls, --tls-ca, --tls-cert, --tls-key and --tls-server-name on `app`, each with its
// variable KHOTIN_TLS…. Parsing fills in `security`, which must outlive `app`, and refuses a
// file whose name is empty; an empty variable is as one that is not set.
void AddChannelFlags(CLI::App* app, ChannelSecurity* security);

}  // namespace khotin::rpc

#endif  // KHOTIN_RPC_CHANNEL_FLAGS_H_
