// What the exit code of `khotin` tells a script.
#ifndef KHOTIN_TOOLS_KHOTIN_EXIT_CODE_H_
#define KHOTIN_TOOLS_KHOTIN_EXIT_CODE_H_

#include "absl/status/status.h"

namespace khotin::cli {

enum class ExitCode {
  kOk = 0,
  // The answer is no: not found, refused, violations.
  kNo = 1,
  // The command line, a name or a query cannot be read.
  kUsage = 2,
  // No answer: no server, no file, a failure on the other side.
  kFailed = 3,
};

// NOT_FOUND is kNo, INVALID_ARGUMENT kUsage, OK kOk, everything else kFailed.
ExitCode ExitCodeOf(const absl::Status& status);

// The graver of two, for commands that do many things.
ExitCode Worse(ExitCode a, ExitCode b);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_EXIT_CODE_H_
