// Writes documents into a store that this process has opened.
#ifndef KHOTIN_INGEST_STORE_SINK_H_
#define KHOTIN_INGEST_STORE_SINK_H_

#include <memory>

#include "analysis/analyzer.h"
#include "base/clock.h"
#include "ingest/chrome_provider.h"
#include "ingest/report.h"
#include "ingest/sink.h"
#include "store/store.h"

namespace khotin::ingest {

// Commits after every `batch_size` documents, sooner when they are large, so that a batch stays
// small in memory. Everything pointed to outlives the sink. What is refused goes into the store's
// quarantine; inputs that are no document (a folder that may not be read) do not.
std::unique_ptr<Sink> NewStoreSink(const analysis::Analyzer* analyzer, ChromeProvider chrome,
                                   store::Store* store, const base::Clock* clock, size_t batch_size,
                                   Report* report);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_STORE_SINK_H_
