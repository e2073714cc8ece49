// Measures how long something takes.
#ifndef KHOTIN_BASE_STOPWATCH_H_
#define KHOTIN_BASE_STOPWATCH_H_

#include <chrono>

#include "absl/time/time.h"

namespace khotin::base {

// Runs from its making on. Setting the time of day does not touch it.
class Stopwatch {
 public:
  absl::Duration elapsed() const { return absl::FromChrono(Clock::now() - begin_); }

 private:
  using Clock = std::chrono::steady_clock;

  Clock::time_point begin_ = Clock::now();
};

}  // namespace khotin::base

#endif  // KHOTIN_BASE_STOPWATCH_H_
