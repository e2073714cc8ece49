// A value that is made when it is first asked for.
#ifndef KHOTIN_INDEX_LAZY_VALUE_H_
#define KHOTIN_INDEX_LAZY_VALUE_H_

#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "base/mutex.h"
#include "base/status.h"

namespace khotin::index {

// Thread-safe. Keeps what it made as long as it lives.
template <typename T>
class LazyValue {
 public:
  // The value. `make` returns an absl::StatusOr<T>; it runs at the first call, while other calls
  // wait, and again at the next one when it has failed.
  template <typename Make>
  absl::StatusOr<const T*> Get(const Make& make) const {
    base::MutexLock lock(&mutex_);
    if (value_ == nullptr) {
      KHOTIN_ASSIGN_OR_RETURN(T value, make());
      value_ = std::make_unique<const T>(std::move(value));
    }
    return value_.get();
  }

 private:
  mutable base::Mutex mutex_;
  mutable std::unique_ptr<const T> value_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_LAZY_VALUE_H_
