// Stopping in good order.
#ifndef KHOTIN_INGEST_STOP_H_
#define KHOTIN_INGEST_STOP_H_

namespace khotin::ingest {

// From now on the first SIGINT or SIGTERM only makes StopRequested() true; the second ends the
// program. SIGPIPE is ignored, so that writing reports it.
void InstallSignalHandlers();

// Thread-safe.
bool StopRequested();

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_STOP_H_
