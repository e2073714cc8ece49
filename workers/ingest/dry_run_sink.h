// Prints each clean article and stores nothing.
#ifndef KHOTIN_INGEST_DRY_RUN_SINK_H_
#define KHOTIN_INGEST_DRY_RUN_SINK_H_

#include <memory>

#include "analysis/analyzer.h"
#include "ingest/chrome_provider.h"
#include "ingest/report.h"
#include "ingest/sink.h"

namespace khotin::ingest {

// `analyzer` and `report` outlive the sink.
std::unique_ptr<Sink> NewDryRunSink(const analysis::Analyzer* analyzer, ChromeProvider chrome,
                                    Report* report);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_DRY_RUN_SINK_H_
