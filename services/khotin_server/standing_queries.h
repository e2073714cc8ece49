// The queries that wait for articles: those saved, and those of single calls.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_STANDING_QUERIES_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_STANDING_QUERIES_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "base/mutex.h"
#include "query/abbreviation_table.h"
#include "query/query_node.h"
#include "query/standing_query.h"
#include "store/view.h"

namespace khotin::server {

// Immutable and thread-safe.
class NamedQuery {
 public:
  // `name` is the saved query's; empty for a call's own. `typed` is as ReadStandingQuery gives it.
  // `abbreviations` must outlive this.
  NamedQuery(std::string name, int64_t revision, query::QueryTree typed,
             const query::AbbreviationTable* abbreviations);

  const std::string& name() const { return name_; }
  int64_t revision() const { return revision_; }  // of the saved query

  // Made ready for one view: names of entities mean those that it has.
  absl::StatusOr<std::shared_ptr<const query::StandingQuery>> At(const store::View& view) const;

 private:
  std::string name_;
  int64_t revision_;
  query::QueryTree typed_;
  const query::AbbreviationTable* abbreviations_;
  // For every view alike; null when the query names entities.
  std::shared_ptr<const query::StandingQuery> ready_;
};

using NamedQueries = std::vector<std::shared_ptr<const NamedQuery>>;

// All saved queries, read anew when one has changed. Thread-safe.
class SavedQueries {
 public:
  // `abbreviations` must outlive this.
  explicit SavedQueries(const query::AbbreviationTable* abbreviations);

  // In the order of ids. A query that an older program took and this one cannot read is left out.
  absl::StatusOr<std::shared_ptr<const NamedQueries>> At(const store::View& view);

 private:
  absl::StatusOr<std::shared_ptr<const NamedQueries>> Read(const store::View& view,
                                                           const NamedQueries& known) const;

  const query::AbbreviationTable* const abbreviations_;
  base::Mutex mutex_;
  int64_t revision_ ABSL_GUARDED_BY(mutex_) = -1;
  std::shared_ptr<const NamedQueries> queries_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_STANDING_QUERIES_H_
