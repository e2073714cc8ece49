// Figures about documents on their way into the store, by stage, as Prometheus reads them.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_INGEST_METRICS_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_INGEST_METRICS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "prometheus/counter.h"
#include "prometheus/family.h"
#include "prometheus/histogram.h"
#include "prometheus/registry.h"

namespace khotin::server {

// What a document goes through in the server. Reading files is the work of those that send them.
enum class IngestStage {
  kAnalyze,  // cleaning, entities, index terms: one document on one thread
  kQueue,    // waiting for the commit before: what was submitted together
  kCommit,   // duplicates, links, the write to disk: one batch
};

// Thread-safe.
class IngestMetrics {
 public:
  // `registry` must outlive it.
  explicit IngestMetrics(prometheus::Registry* registry);

  // `duration` as above.
  void Took(IngestStage stage, absl::Duration duration);

  // Documents that came out of a stage. `outcome` is one of a few words, in lower case.
  void CameOut(IngestStage stage, absl::string_view outcome, size_t documents = 1);

 private:
  prometheus::Family<prometheus::Counter>& documents_;
  prometheus::Histogram& analyze_;
  prometheus::Histogram& queue_;
  prometheus::Histogram& commit_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_INGEST_METRICS_H_
