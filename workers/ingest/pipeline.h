// Reading, analysis and delivery side by side, with memory that does not grow with the input.
//
// One thread reads, `jobs` threads prepare, and the calling thread delivers in input order:
//
//   KHOTIN_RETURN_IF_ERROR(RunPipeline({.jobs = 4}, [&] { return source.Next(); },
//                                      [&](SourceItem item) { return sink.Prepare(...); }));
#ifndef KHOTIN_INGEST_PIPELINE_H_
#define KHOTIN_INGEST_PIPELINE_H_

#include <cstddef>
#include <functional>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/types/optional.h"
#include "base/limits.h"
#include "ingest/document_source.h"

namespace khotin::ingest {

// What is left to do of one document when its turn comes. An error ends the run.
using Delivery = absl::AnyInvocable<absl::Status()>;

using NextItem = std::function<absl::optional<SourceItem>()>;
// Called by `jobs` threads at a time; gives a Delivery that is not empty.
using PrepareItem = std::function<Delivery(SourceItem)>;

struct PipelineOptions {
  int jobs = 1;
  // Documents read but not delivered: their number, and their bytes. A document that alone is over
  // the bytes goes by itself.
  size_t max_documents = 1024;
  size_t max_bytes = base::kMaxDocumentBytes;
};

// Returns when `next` has given nullopt and everything is delivered, or with the first error of a
// delivery; after that no delivery is called. Neither function is called once this has returned.
absl::Status RunPipeline(const PipelineOptions& options, NextItem next, PrepareItem prepare);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_PIPELINE_H_
