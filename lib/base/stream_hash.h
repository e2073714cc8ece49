// The hash of bytes that come piece by piece.
#ifndef KHOTIN_BASE_STREAM_HASH_H_
#define KHOTIN_BASE_STREAM_HASH_H_

#include <memory>

#include "absl/strings/string_view.h"
#include "base/hash.h"

namespace khotin::base {

// Gives what HashBytes gives of all bytes together. Not thread-safe.
class StreamHash128 {
 public:
  StreamHash128();
  ~StreamHash128();
  StreamHash128(const StreamHash128&) = delete;
  StreamHash128& operator=(const StreamHash128&) = delete;

  void Add(absl::string_view bytes);
  // Of all that was added.
  Hash128 Get() const;

 private:
  struct State;
  const std::unique_ptr<State> state_;
};

}  // namespace khotin::base

#endif  // KHOTIN_BASE_STREAM_HASH_H_
