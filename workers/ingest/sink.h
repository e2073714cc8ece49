// Where documents go.
#ifndef KHOTIN_INGEST_SINK_H_
#define KHOTIN_INGEST_SINK_H_

#include "absl/status/status.h"
#include "ingest/document_source.h"
#include "ingest/pipeline.h"

namespace khotin::ingest {

class Sink {
 public:
  virtual ~Sink() = default;

  // Thread-safe: all work that needs no order. The Delivery, to be called in input order by one
  // thread, fails when the run cannot go on; what is refused is no failure.
  virtual Delivery Prepare(SourceItem item) = 0;

  // Brings what was delivered to its end. Call once, also when a delivery has failed: then, too,
  // every document delivered gets its line. `run` is how the run ended; the first error is
  // returned.
  virtual absl::Status Finish(absl::Status run) = 0;
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_SINK_H_
