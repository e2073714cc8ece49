// One run of khotin-ingest.
#ifndef KHOTIN_INGEST_APP_H_
#define KHOTIN_INGEST_APP_H_

#include "ingest/options.h"

namespace khotin::ingest {

// Takes everything in, with progress and summary on stderr and lines for scripts on stdout. Returns
// the exit code. Call once in a process: it handles the process's signals.
int RunIngest(const Options& options);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_APP_H_
