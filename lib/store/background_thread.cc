#include "store/background_thread.h"

#include <utility>

namespace khotin::store {

BackgroundThread::BackgroundThread(std::function<bool()> step)
    : step_(std::move(step)), thread_([this] { Work(); }) {}

BackgroundThread::~BackgroundThread() {
  {
    base::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  changed_.NotifyAll();
  thread_.join();
}

void BackgroundThread::Wake() {
  {
    base::MutexLock lock(&mutex_);
    woken_ = true;
  }
  changed_.NotifyAll();
}

void BackgroundThread::Work() {
  while (true) {
    {
      base::MutexLock lock(&mutex_);
      while (!woken_ && !stopping_) changed_.Wait(&mutex_);
      if (stopping_) return;
      woken_ = false;
    }
    if (step_()) Wake();
  }
}

}  // namespace khotin::store
