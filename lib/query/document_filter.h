// Which documents of a segment a search may find, whatever their words.
#ifndef KHOTIN_QUERY_DOCUMENT_FILTER_H_
#define KHOTIN_QUERY_DOCUMENT_FILTER_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "base/status.h"
#include "index/snapshot.h"

namespace khotin::query {

struct DocumentLimits {
  // Leaves out what was stored by a later commit; 0 for no limit.
  int64_t max_revision = 0;
};

// Live documents of one segment within limits.
class DocumentFilter {
 public:
  // DATA_LOSS when revisions are asked for and cannot be read.
  // `view` must outlive the filter.
  static absl::StatusOr<DocumentFilter> Make(const index::SegmentView& view,
                                             const DocumentLimits& limits) {
    DocumentFilter filter;
    filter.view_ = &view;
    filter.max_revision_ = limits.max_revision;
    if (limits.max_revision != 0) {
      KHOTIN_ASSIGN_OR_RETURN(filter.revisions_,
                              view.segment->Numbers(index::NumberColumn::kRevision));
    }
    return filter;
  }
  // True where Contains is for every document.
  bool TakesAll() const { return view_->deleted == nullptr && revisions_.empty(); }
  bool Contains(index::DocId doc) const {
    if (view_->IsDeleted(doc)) return false;
    return revisions_.empty() || static_cast<int64_t>(revisions_[doc]) <= max_revision_;
  }

 private:
  const index::SegmentView* view_ = nullptr;
  absl::Span<const uint64_t> revisions_;
  int64_t max_revision_ = 0;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_DOCUMENT_FILTER_H_
