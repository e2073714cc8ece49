#include "query/top_hits.h"

#include <algorithm>
#include <utility>

#include "base/status.h"

namespace khotin::query {

TopHits::TopHits(const index::IndexSnapshot* snapshot, const SearchOptions* options)
    : snapshot_(snapshot), options_(options) {}

absl::Status TopHits::ReadId(Entry* entry) {
  if (!entry->article_id.empty()) return absl::OkStatus();
  KHOTIN_ASSIGN_OR_RETURN(index::DocumentValues values,
                          snapshot_->segments[entry->segment].segment->Values(entry->doc));
  entry->article_id = std::move(values.article_id);
  return absl::OkStatus();
}

bool TopHits::Before(Entry* a, Entry* b) {
  if (a->score != b->score) return a->score > b->score;
  status_.Update(ReadId(a));
  status_.Update(ReadId(b));
  return a->article_id < b->article_id;
}

absl::StatusOr<bool> TopHits::IsBehindCursor(Entry* entry) {
  if (!options_->after.has_value()) return true;
  const Cursor& after = *options_->after;
  if (entry->score != after.score) return entry->score < after.score;
  KHOTIN_RETURN_IF_ERROR(ReadId(entry));
  return entry->article_id > after.article_id;
}

absl::Status TopHits::Offer(double score, uint32_t segment, index::DocId doc) {
  Entry entry{score, segment, doc, {}};
  KHOTIN_ASSIGN_OR_RETURN(const bool behind, IsBehindCursor(&entry));
  if (!behind) return absl::OkStatus();
  ++offered_;
  if (heap_.size() < static_cast<size_t>(std::max(options_->limit, 1))) {
    heap_.push_back(std::move(entry));
    SiftUp(heap_.size() - 1);
  } else if (Before(&entry, &heap_[0])) {
    heap_[0] = std::move(entry);
    SiftDown(0);
  }
  return status_;
}

void TopHits::SiftUp(size_t i) {
  while (i > 0) {
    const size_t parent = (i - 1) / 2;
    if (!Before(&heap_[parent], &heap_[i])) return;
    std::swap(heap_[parent], heap_[i]);
    i = parent;
  }
}

void TopHits::SiftDown(size_t i) {
  for (;;) {
    size_t worst = i;
    for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < heap_.size(); ++child) {
      if (Before(&heap_[worst], &heap_[child])) worst = child;
    }
    if (worst == i) return;
    std::swap(heap_[i], heap_[worst]);
    i = worst;
  }
}

absl::StatusOr<std::vector<Hit>> TopHits::Finish() {
  std::vector<Hit> hits(heap_.size());
  for (size_t i = hits.size(); i-- > 0;) {
    const Entry& worst = heap_[0];
    KHOTIN_ASSIGN_OR_RETURN(hits[i].values,
                            snapshot_->segments[worst.segment].segment->Values(worst.doc));
    hits[i].score = worst.score;
    std::swap(heap_[0], heap_.back());
    heap_.pop_back();
    SiftDown(0);
  }
  KHOTIN_RETURN_IF_ERROR(status_);
  return hits;
}

}  // namespace khotin::query
