// Analyzes and prepares incoming documents on all cores.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_PREPARER_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_PREPARER_H_

#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/analyzer.h"
#include "base/mutex.h"
#include "ingest_metrics.h"
#include "khotin/v1/ingest_service.pb.h"
#include "store/prepared_document.h"
#include "store/store.h"

namespace khotin::server {

// Thread-safe.
class Preparer {
 public:
  // `threads` 0 is one per core. `analyzer`, `store`, which knows the sites' chrome, and `metrics`
  // must outlive the preparer.
  Preparer(const analysis::Analyzer* analyzer, const store::Store* store, IngestMetrics* metrics,
           int threads);
  ~Preparer();
  Preparer(const Preparer&) = delete;
  Preparer& operator=(const Preparer&) = delete;

  // One result per document, in their order; returns when all are done. What cannot be read is a
  // store::PreparedRefusal; an error means that the message itself was wrong. With a position in a
  // file, such a document is a refusal as well, so that it counts and the file goes on behind it.
  // `cancelled`, where there is one, is asked before each document, on any thread: once it is true,
  // those left are CANCELLED.
  std::vector<absl::StatusOr<store::PreparedDocument>> PrepareAll(
      std::vector<v1::IngestDocument> documents, const std::function<bool()>& cancelled = {});

 private:
  void Work();
  absl::StatusOr<store::PreparedDocument> PrepareCounted(
      v1::IngestDocument document, const extract::ChromeSnapshot& chrome) const;
  absl::StatusOr<store::PreparedDocument> Prepare(v1::IngestDocument document,
                                                  const extract::ChromeSnapshot& chrome) const;
  absl::StatusOr<store::PreparedDocument> PreparePayload(
      v1::IngestDocument document, const extract::ChromeSnapshot& chrome) const;

  const analysis::Analyzer* const analyzer_;
  const store::Store* const store_;
  IngestMetrics* const metrics_;
  base::Mutex mutex_;
  base::CondVar has_work_;
  std::deque<std::function<void()>> tasks_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_PREPARER_H_
