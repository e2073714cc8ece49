#include "tools/khotin/exit_code.h"

namespace khotin::cli {

ExitCode ExitCodeOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return ExitCode::kOk;
    case absl::StatusCode::kNotFound:
      return ExitCode::kNo;
    case absl::StatusCode::kInvalidArgument:
      return ExitCode::kUsage;
    default:
      return ExitCode::kFailed;
  }
}

ExitCode Worse(ExitCode a, ExitCode b) { return static_cast<int>(a) > static_cast<int>(b) ? a : b; }

}  // namespace khotin::cli
