#include "store/info_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdarg>
#include <cstddef>
#include <cstdio>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "base/folder.h"
#include "base/mutex.h"

namespace khotin::store {
namespace {

constexpr size_t kMaxFileBytes = size_t{16} << 20;
constexpr size_t kMaxLineBytes = size_t{4} << 10;
constexpr int kNone = -1;

class InfoLog : public rocksdb::Logger {
 public:
  explicit InfoLog(std::string path) : path_(std::move(path)) {
    base::MutexLock lock(&mutex_);
    Begin();
  }
  ~InfoLog() override {
    if (descriptor_ != kNone) close(descriptor_);
  }

  using rocksdb::Logger::Logv;
  void Logv(const char* format, va_list arguments) override {
    char text[kMaxLineBytes];
    const int wanted = std::vsnprintf(text, sizeof(text), format, arguments);
    if (wanted <= 0) return;
    const size_t size = std::min(static_cast<size_t>(wanted), sizeof(text) - 1);
    absl::string_view line(text, size);
    while (!line.empty() && line.back() == '\n') line.remove_suffix(1);
    Write(absl::StrCat(absl::FormatTime(absl::RFC3339_full, absl::Now(), absl::UTCTimeZone()), " ",
                       line, "\n"));
  }

  size_t GetLogFileSize() const override {
    base::MutexLock lock(&mutex_);
    return bytes_;
  }

 private:
  // Half a line, or none, where there is no room.
  void Write(const std::string& line) {
    base::MutexLock lock(&mutex_);
    if (bytes_ >= kMaxFileBytes) Begin();
    if (descriptor_ == kNone) return;
    const ssize_t written = write(descriptor_, line.data(), line.size());
    if (written > 0) bytes_ += static_cast<size_t>(written);
  }

  void Begin() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    constexpr mode_t kMode = 0644;
    if (descriptor_ != kNone) close(descriptor_);
    (void)std::rename(path_.c_str(), (path_ + ".old").c_str());
    descriptor_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, kMode);
    bytes_ = 0;
  }

  const std::string path_;
  mutable base::Mutex mutex_;
  int descriptor_ ABSL_GUARDED_BY(mutex_) = kNone;
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
};

class SilentLog : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char* /*format*/, va_list /*arguments*/) override {}
};

}  // namespace

std::shared_ptr<rocksdb::Logger> NewInfoLog(const std::string& folder) {
  // Whoever opens the store there says why it cannot be made.
  base::MakeFolder(folder).IgnoreError();
  return std::make_shared<InfoLog>(base::JoinPath(folder, "LOG"));
}

std::shared_ptr<rocksdb::Logger> NewSilentLog() { return std::make_shared<SilentLog>(); }

}  // namespace khotin::store
