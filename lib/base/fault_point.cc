#include "base/fault_point.h"

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/mutex.h"

namespace khotin::base {
namespace {

struct Fault {
  bool kill = false;
  int passages_left = 1;
};

class Faults {
 public:
  static Faults& Get() {
    static Faults* const faults = new Faults;
    return *faults;
  }

  bool armed() const { return armed_.load(std::memory_order_relaxed); }

  absl::Status Set(absl::string_view spec) {
    std::map<std::string, Fault, std::less<>> parsed;
    for (absl::string_view entry : absl::StrSplit(spec, ',', absl::SkipEmpty())) {
      const std::pair<absl::string_view, absl::string_view> name_action =
          absl::StrSplit(entry, absl::MaxSplits('=', 1));
      const std::pair<absl::string_view, absl::string_view> action_count =
          absl::StrSplit(name_action.second, absl::MaxSplits('@', 1));
      Fault fault;
      fault.kill = action_count.first == "kill";
      const bool count_ok = action_count.second.empty() ||
                            absl::SimpleAtoi(action_count.second, &fault.passages_left);
      if ((!fault.kill && action_count.first != "error") || !count_ok || fault.passages_left < 1) {
        return absl::InvalidArgumentError(
            absl::StrCat(entry, ": a fault is name=kill|error with an optional @n"));
      }
      parsed.emplace(std::string(name_action.first), fault);
    }
    MutexLock lock(&mutex_);
    faults_ = std::move(parsed);
    armed_.store(!faults_.empty(), std::memory_order_relaxed);
    return absl::OkStatus();
  }

  absl::Status Pass(absl::string_view name) {
    MutexLock lock(&mutex_);
    const auto it = faults_.find(std::string(name));
    if (it == faults_.end() || --it->second.passages_left > 0) return absl::OkStatus();
    if (it->second.kill) kill(getpid(), SIGKILL);
    faults_.erase(it);
    return absl::UnavailableError(absl::StrCat("fault injected at ", name));
  }

 private:
  Faults() {
    const char* spec = std::getenv("KHOTIN_FAULT");
    if (spec == nullptr) return;
    const absl::Status status = Set(spec);
    if (!status.ok()) {
      std::fprintf(stderr, "KHOTIN_FAULT: %s\n", std::string(status.message()).c_str());
    }
  }

  std::atomic<bool> armed_{false};
  Mutex mutex_;
  std::map<std::string, Fault, std::less<>> faults_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

absl::Status FaultPoint(absl::string_view name) {
  Faults& faults = Faults::Get();
  return faults.armed() ? faults.Pass(name) : absl::OkStatus();
}

absl::Status SetFaults(absl::string_view spec) { return Faults::Get().Set(spec); }

}  // namespace khotin::base
