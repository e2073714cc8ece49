// The one place where absl::Status becomes a gRPC status, and back.
#ifndef KHOTIN_RPC_ERROR_H_
#define KHOTIN_RPC_ERROR_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "grpcpp/support/status.h"

namespace khotin::rpc {

// Marks `status` as the fault of one request field ("page_size"): sent as google.rpc.BadRequest.
absl::Status WithField(absl::Status status, absl::string_view field);

// Of a status that is marked with a field of a message inside the request: that message's own name
// goes before it ("saved_query"). Leaves others alone.
absl::Status WithinField(absl::Status status, absl::string_view outer);

// INVALID_ARGUMENT for `field`.
absl::Status InvalidField(absl::string_view field, absl::string_view reason);

// Tells the caller when to try again: sent as google.rpc.RetryInfo.
absl::Status WithRetry(absl::Status status, absl::Duration delay);

// Codes map one to one; details carry ErrorInfo (domain "khotin"), BadRequest and RetryInfo as far
// as the status has them. Of a message of more than 1 KiB the rest is cut off.
grpc::Status ToGrpc(const absl::Status& status);

// For clients: the code and message; details are left out.
absl::Status FromGrpc(const grpc::Status& status);

}  // namespace khotin::rpc

#endif  // KHOTIN_RPC_ERROR_H_
