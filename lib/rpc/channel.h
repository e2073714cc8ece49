// Channels as all of the project's own clients open them.
#ifndef KHOTIN_RPC_CHANNEL_H_
#define KHOTIN_RPC_CHANNEL_H_

#include <memory>
#include <string>

#include "grpcpp/channel.h"

namespace khotin::rpc {

// A channel to "host:port" with the project's message limits, without TLS. Connects on first use.
std::shared_ptr<grpc::Channel> NewChannel(const std::string& address);

}  // namespace khotin::rpc

#endif  // KHOTIN_RPC_CHANNEL_H_
