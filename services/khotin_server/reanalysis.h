// One run over the stored articles that analyzes them once more.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_REANALYSIS_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_REANALYSIS_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "commit_queue.h"
#include "khotin/v1/admin_service.pb.h"
#include "preparer.h"
#include "store/store.h"

namespace khotin::server {

// Not thread-safe. Everything pointed to must outlive it.
class Reanalysis {
 public:
  Reanalysis(const store::Store* store, std::string analyzer_version, Preparer* preparer,
             CommitQueue* commits, v1::ReanalyzeRequest request);

  // Goes through all articles. `ended` is asked before each document, on any thread, and returns an
  // error, which is the result, to break the run off. `tell` is called after each batch and returns
  // false, which is CANCELLED, when the caller is gone.
  absl::Status Run(const std::function<absl::Status()>& ended,
                   const std::function<bool(const v1::ReanalyzeResponse&)>& tell);

 private:
  bool IsWanted(const storage::v1::Article& record, const store::View& view) const;
  absl::Status Replace(const std::vector<store::StoredArticle>& articles, const store::View& view,
                       const std::function<absl::Status()>& ended);

  const store::Store* const store_;
  const std::string analyzer_version_;
  Preparer* const preparer_;
  CommitQueue* const commits_;
  const v1::ReanalyzeRequest request_;
  v1::ReanalyzeResponse progress_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_REANALYSIS_H_
