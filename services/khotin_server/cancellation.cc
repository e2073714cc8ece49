#include "cancellation.h"

#include <memory>
#include <utility>

namespace khotin::server {

Cancellation::Cancellation(std::function<bool()> asked) : asked_(std::move(asked)) {}

bool Cancellation::cancelled() {
  if (cancelled_.load(std::memory_order_acquire)) return true;
  if (asking_.test_and_set(std::memory_order_acquire)) return false;
  // Another thread may have got the answer since.
  const bool given_up = cancelled_.load(std::memory_order_acquire) || asked_();
  if (given_up) cancelled_.store(true, std::memory_order_release);
  asking_.clear(std::memory_order_release);
  return given_up;
}

std::function<bool()> WhenCancelled(const grpc::ServerContext* context) {
  const auto cancellation =
      std::make_shared<Cancellation>([context] { return context->IsCancelled(); });
  return [cancellation] { return cancellation->cancelled(); };
}

}  // namespace khotin::server
