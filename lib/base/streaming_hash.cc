#include "base/streaming_hash.h"

#include <xxhash.h>

namespace khotin::base {

struct StreamingHash::State {
  State() : xxh3(XXH3_createState()) { XXH3_128bits_reset(xxh3); }
  ~State() { XXH3_freeState(xxh3); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  XXH3_state_t* const xxh3;
};

StreamingHash::StreamingHash() : state_(std::make_unique<State>()) {}

StreamingHash::~StreamingHash() = default;

void StreamingHash::Update(absl::string_view bytes) {
  XXH3_128bits_update(state_->xxh3, bytes.data(), bytes.size());
}

Hash128 StreamingHash::Get() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(state_->xxh3);
  return {hash.high64, hash.low64};
}

}  // namespace khotin::base
