#include "base/stream_hash.h"

#include <xxhash.h>

namespace khotin::base {

struct StreamHash128::State {
  XXH3_state_t* const xxh3 = XXH3_createState();
};

StreamHash128::StreamHash128() : state_(std::make_unique<State>()) {
  XXH3_128bits_reset(state_->xxh3);
}

StreamHash128::~StreamHash128() { XXH3_freeState(state_->xxh3); }

void StreamHash128::Add(absl::string_view bytes) {
  XXH3_128bits_update(state_->xxh3, bytes.data(), bytes.size());
}

Hash128 StreamHash128::Get() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(state_->xxh3);
  return {hash.high64, hash.low64};
}

}  // namespace khotin::base
