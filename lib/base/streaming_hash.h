// HashBytes over bytes that come in pieces, such as those of a file.
//
//   base::StreamingHash hash;
//   for (absl::string_view piece : pieces) hash.Update(piece);
//   base::Hash128 all = hash.Get();  // as HashBytes of all pieces in a row
#ifndef KHOTIN_BASE_STREAMING_HASH_H_
#define KHOTIN_BASE_STREAMING_HASH_H_

#include <memory>

#include "absl/strings/string_view.h"
#include "base/hash.h"

namespace khotin::base {

// Not thread-safe.
class StreamingHash {
 public:
  StreamingHash();
  ~StreamingHash();
  StreamingHash(const StreamingHash&) = delete;
  StreamingHash& operator=(const StreamingHash&) = delete;

  void Update(absl::string_view bytes);
  // Of what has come so far.
  Hash128 Get() const;

 private:
  struct State;
  const std::unique_ptr<State> state_;
};

}  // namespace khotin::base

#endif  // KHOTIN_BASE_STREAMING_HASH_H_
