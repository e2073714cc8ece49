#include "query/top_hits.h"

#include <algorithm>
#include <utility>

#include "base/status.h"

namespace khotin::query {

TopHits::TopHits(const index::IndexSnapshot* snapshot, const SearchOptions* options)
    : snapshot_(snapshot), options_(options) {}

absl::StatusOr<int64_t> TopHits::Published(const Match& match) const {
  KHOTIN_ASSIGN_OR_RETURN(const auto seconds, snapshot_->segments[match.segment].segment->Numbers(
                                                  index::NumberColumn::kPublishSeconds));
  return static_cast<int64_t>(seconds[match.doc]);
}

absl::Status TopHits::ReadTime(Entry* entry) const {
  if (entry->publish_seconds.has_value()) return absl::OkStatus();
  KHOTIN_ASSIGN_OR_RETURN(int64_t newest, Published(entry->match));
  for (const Match& match : entry->tied) {
    KHOTIN_ASSIGN_OR_RETURN(const int64_t published, Published(match));
    newest = std::max(newest, published);
  }
  entry->publish_seconds = newest;
  return absl::OkStatus();
}

absl::Status TopHits::ReadId(Entry* entry) const {
  if (!entry->article_id.empty()) return absl::OkStatus();
  KHOTIN_RETURN_IF_ERROR(ReadTime(entry));
  const Match only = entry->match;
  const auto candidates = entry->tied.empty() ? absl::MakeConstSpan(&only, 1) : entry->tied;
  for (const Match& match : candidates) {
    KHOTIN_ASSIGN_OR_RETURN(const int64_t published, Published(match));
    if (published != *entry->publish_seconds) continue;
    KHOTIN_ASSIGN_OR_RETURN(std::string id,
                            snapshot_->segments[match.segment].segment->ArticleId(match.doc));
    if (!entry->article_id.empty() && entry->article_id < id) continue;
    entry->article_id = std::move(id);
    entry->match = match;
  }
  return absl::OkStatus();
}

bool TopHits::Before(Entry* a, Entry* b) {
  if (a->match.score != b->match.score) return a->match.score > b->match.score;
  status_.Update(ReadTime(a));
  status_.Update(ReadTime(b));
  if (a->publish_seconds != b->publish_seconds) return a->publish_seconds > b->publish_seconds;
  status_.Update(ReadId(a));
  status_.Update(ReadId(b));
  return a->article_id < b->article_id;
}

absl::StatusOr<bool> TopHits::IsBehindCursor(Entry* entry) const {
  if (!options_->after.has_value()) return true;
  const Cursor& after = *options_->after;
  if (entry->match.score != after.score) return entry->match.score < after.score;
  KHOTIN_RETURN_IF_ERROR(ReadTime(entry));
  if (*entry->publish_seconds != after.publish_seconds) {
    return *entry->publish_seconds < after.publish_seconds;
  }
  KHOTIN_RETURN_IF_ERROR(ReadId(entry));
  return entry->article_id > after.article_id;
}

absl::Status TopHits::Offer(const Match& match) { return Offer(match, {}, 0); }

absl::Status TopHits::OfferFirstOf(absl::Span<const Match> tied, uint64_t collapsed) {
  return Offer(tied[0], tied.size() > 1 ? tied : absl::Span<const Match>(), collapsed);
}

absl::Status TopHits::Offer(const Match& match, absl::Span<const Match> tied, uint64_t collapsed) {
  ++offered_;
  const bool full = heap_.size() == static_cast<size_t>(std::max(options_->limit, 1));
  if (full && match.score < heap_[0].match.score) {
    ++behind_cursor_;
    return absl::OkStatus();
  }
  Entry entry{match, tied, collapsed};
  KHOTIN_ASSIGN_OR_RETURN(const bool behind, IsBehindCursor(&entry));
  if (!behind) return absl::OkStatus();
  ++behind_cursor_;
  if (!full) {
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

absl::StatusOr<Hit> TopHits::MakeHit(Entry* entry) const {
  if (!entry->tied.empty()) KHOTIN_RETURN_IF_ERROR(ReadId(entry));
  const Match& match = entry->match;
  Hit hit;
  KHOTIN_ASSIGN_OR_RETURN(hit.values,
                          snapshot_->segments[match.segment].segment->Values(match.doc));
  hit.sort_key = match.score;
  hit.collapsed = entry->collapsed;
  return hit;
}

absl::StatusOr<SearchResult> TopHits::Finish() {
  SearchResult result;
  result.total = offered_;
  result.more = behind_cursor_ > heap_.size();
  result.hits.resize(heap_.size());
  for (size_t i = heap_.size(); i-- > 0;) {
    KHOTIN_ASSIGN_OR_RETURN(result.hits[i], MakeHit(&heap_[0]));
    std::swap(heap_[0], heap_.back());
    heap_.pop_back();
    SiftDown(0);
  }
  KHOTIN_RETURN_IF_ERROR(status_);
  return result;
}

}  // namespace khotin::query
