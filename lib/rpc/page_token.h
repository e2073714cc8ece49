// Page tokens: opaque to callers, tied to the request they came from, proof against tampering.
#ifndef KHOTIN_RPC_PAGE_TOKEN_H_
#define KHOTIN_RPC_PAGE_TOKEN_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace khotin::rpc {

// Seals and opens cursors with a checksum keyed by `seed`. Immutable and thread-safe.
class PageTokens {
 public:
  explicit PageTokens(uint64_t seed) : seed_(seed) {}

  // A token that carries `cursor`, for the request it continues. Fields of the request that do not
  // say which items there are may change from page to page: page_token, page_size, min_revision,
  // total_mode, facets, histogram_interval.
  std::string Seal(const google::protobuf::Message& request, absl::string_view cursor) const;

  // The cursor; INVALID_ARGUMENT for field "page_token" when the token is damaged, made up, or of
  // another request. REQUIRES: !token.empty().
  absl::StatusOr<std::string> Open(const google::protobuf::Message& request,
                                   absl::string_view token) const;

 private:
  uint64_t Checksum(const google::protobuf::Message& request, absl::string_view cursor) const;

  const uint64_t seed_;
};

// 0 gives the default, too much the maximum of base/limits.h; below 0 is INVALID_ARGUMENT for field
// "page_size".
absl::StatusOr<int> PageSize(int32_t requested);

}  // namespace khotin::rpc

#endif  // KHOTIN_RPC_PAGE_TOKEN_H_
