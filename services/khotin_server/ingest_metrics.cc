#include "ingest_metrics.h"

namespace khotin::server {
namespace {

// Seconds. A page is analyzed in milliseconds, a commit of some hundreds takes up to seconds.
prometheus::Histogram::BucketBoundaries Buckets() {
  return {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
}

const char* NameOf(IngestStage stage) {
  switch (stage) {
    case IngestStage::kAnalyze:
      return "analyze";
    case IngestStage::kQueue:
      return "queue";
    case IngestStage::kCommit:
      break;
  }
  return "commit";
}

prometheus::Family<prometheus::Histogram>& Seconds(prometheus::Registry* registry) {
  return prometheus::BuildHistogram()
      .Name("khotin_ingest_stage_seconds")
      .Help("Time in a stage: analyze by document, queue by submission, commit by batch")
      .Register(*registry);
}

prometheus::Histogram& SecondsOf(IngestStage stage, prometheus::Registry* registry) {
  return Seconds(registry).Add({{"stage", NameOf(stage)}}, Buckets());
}

}  // namespace

IngestMetrics::IngestMetrics(prometheus::Registry* registry)
    : documents_(prometheus::BuildCounter()
                     .Name("khotin_ingest_stage_documents_total")
                     .Help("Documents that came out of a stage, by outcome")
                     .Register(*registry)),
      analyze_(SecondsOf(IngestStage::kAnalyze, registry)),
      queue_(SecondsOf(IngestStage::kQueue, registry)),
      commit_(SecondsOf(IngestStage::kCommit, registry)) {}

void IngestMetrics::Took(IngestStage stage, absl::Duration duration) {
  prometheus::Histogram& seconds = stage == IngestStage::kAnalyze ? analyze_
                                   : stage == IngestStage::kQueue ? queue_
                                                                  : commit_;
  seconds.Observe(absl::ToDoubleSeconds(duration));
}

void IngestMetrics::CameOut(IngestStage stage, absl::string_view outcome, size_t documents) {
  documents_.Add({{"stage", NameOf(stage)}, {"outcome", std::string(outcome)}})
      .Increment(static_cast<double>(documents));
}

}  // namespace khotin::server
