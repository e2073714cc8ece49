// Writes documents into a store that this process has opened.
#ifndef KHOTIN_INGEST_STORE_SINK_H_
#define KHOTIN_INGEST_STORE_SINK_H_

#include <memory>

#include "analysis/analyzer.h"
#include "base/clock.h"
#include "ingest/report.h"
#include "ingest/sink.h"
#include "store/store.h"

namespace khotin::ingest {

// Commits after every `batch_size` documents, sooner when they are large, so that a batch stays
// small in memory. Everything pointed to outlives the sink.
std::unique_ptr<Sink> NewStoreSink(const analysis::Analyzer* analyzer, store::Store* store,
                                   const base::Clock* clock, size_t batch_size, Report* report);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_STORE_SINK_H_
