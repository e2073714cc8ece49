#include "cancellation.h"

#include <memory>
#include <utility>

namespace khotin::server {
namespace {

constexpr std::chrono::milliseconds kInterval(5);

}  // namespace

Cancellation::Cancellation(std::function<bool()> asked, std::chrono::nanoseconds interval)
    : asked_(std::move(asked)), interval_(interval), next_(Clock::now() + interval) {}

bool Cancellation::cancelled() {
  if (cancelled_.load(std::memory_order_acquire)) return true;
  if (Clock::now() < next_.load(std::memory_order_relaxed)) return false;
  if (asking_.test_and_set(std::memory_order_acquire)) return false;
  // Another thread may have got the answer since.
  const bool given_up = cancelled_.load(std::memory_order_acquire) || asked_();
  if (given_up) cancelled_.store(true, std::memory_order_release);
  next_.store(Clock::now() + interval_, std::memory_order_relaxed);
  asking_.clear(std::memory_order_release);
  return given_up;
}

std::function<bool()> WhenCancelled(const grpc::ServerContext* context) {
  const auto cancellation =
      std::make_shared<Cancellation>([context] { return context->IsCancelled(); }, kInterval);
  return [cancellation] { return cancellation->cancelled(); };
}

}  // namespace khotin::server
