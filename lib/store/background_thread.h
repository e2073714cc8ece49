// A thread that works off what is due and sleeps in between.
#ifndef KHOTIN_STORE_BACKGROUND_THREAD_H_
#define KHOTIN_STORE_BACKGROUND_THREAD_H_

#include <functional>
#include <thread>

#include "base/mutex.h"

namespace khotin::store {

// Thread-safe.
class BackgroundThread {
 public:
  // `step` runs on the thread until it returns false, and again after each Wake.
  explicit BackgroundThread(std::function<bool()> step);
  // Waits for the step that runs; none follows.
  ~BackgroundThread();
  BackgroundThread(const BackgroundThread&) = delete;
  BackgroundThread& operator=(const BackgroundThread&) = delete;

  void Wake();

 private:
  void Work();

  const std::function<bool()> step_;
  base::Mutex mutex_;
  base::CondVar changed_;
  bool woken_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_BACKGROUND_THREAD_H_
