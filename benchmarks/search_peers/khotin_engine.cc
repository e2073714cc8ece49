#include "khotin_engine.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "base/status.h"
#include "news_corpus.h"
#include "query/query_parser.h"
#include "query/search.h"
#include "store/index_rebuild.h"
#include "store/keys.h"
#include "store/merge_policy.h"
#include "text/normalize.h"
#include "text/syllable.h"

namespace khotin::benchmarks {
namespace {

query::SearchOptions TopHits() {
  query::SearchOptions options;
  options.limit = kPeerHits;
  return options;
}

absl::StatusOr<query::QueryTree> Parse(const PeerQuery& query) {
  const bool any = query.query_class == "or" || query.query_class == "title";
  std::string text = absl::StrJoin(query.terms, any ? " OR " : " ");
  if (query.query_class == "phrase") text = absl::StrCat("\"", text, "\"");
  KHOTIN_ASSIGN_OR_RETURN(query::QueryTree tree, query::ParseQueryTree(text));
  if (!query.source.empty()) {
    KHOTIN_RETURN_IF_ERROR(query::AddFilter(index::ValueField::kSource, {query.source}, &tree));
  }
  if (query.has_dates()) {
    KHOTIN_RETURN_IF_ERROR(query::AddTimeRange({query.date_begin, query.date_end}, &tree));
  }
  return tree;
}

std::vector<PeerHit> ToPeerHits(const query::SearchResult& result) {
  std::vector<PeerHit> hits;
  for (const query::Hit& hit : result.hits) {
    uint64_t number = 0;
    if (absl::SimpleAtoi(hit.values.article_id, &number)) hits.push_back({number, hit.score});
  }
  return hits;
}

// `text` without the marks that mean something to the query language.
std::string AsQuery(absl::string_view text) {
  std::string query = text::ToLower(text::Normalize(text).text);
  for (const absl::string_view mark : {"\"", "“", "”", "„", "(", ")", ":", "*", " -", " –"}) {
    absl::StrReplaceAll({{mark, " "}}, &query);
  }
  return absl::StrCat(absl::StripPrefix(query, "-"));
}

}  // namespace

absl::Status KhotinEngine::OpenDatabase() {
  if (database_ != nullptr) return absl::OkStatus();
  store::StoreOptions options;
  options.path = folder_;
  options.sync_commits = false;
  options.segment_cache_bytes = size_t{320} << 20;  // as khotin-server has it
  KHOTIN_ASSIGN_OR_RETURN(database_, store::Database::Open(options));
  return absl::OkStatus();
}

absl::Status KhotinEngine::Add(uint64_t number, const PeerDocument& document) {
  const double start = ThreadSeconds();
  const text::Passage passages[] = {{text::Field::kTitle, 0, document.title},
                                    {text::Field::kBody, 0, document.text}};
  index::DocumentTerms terms = index::BuildDocumentTerms(passages);
  terms.values.article_id = absl::StrFormat("%08d", number);
  terms.values.publish_seconds = document.date;
  if (!document.source.empty()) {
    terms.labels[static_cast<size_t>(index::ValueField::kSource)] = {document.source};
  }
  analysis_seconds_ += ThreadSeconds() - start;
  if (blocks_ == nullptr) {
    KHOTIN_RETURN_IF_ERROR(OpenDatabase());
    blocks_ = std::make_unique<store::SegmentBlocksWriter>(database_.get(), next_segment_);
    writer_.Start(blocks_.get());
  }
  KHOTIN_RETURN_IF_ERROR(writer_.Add(terms));
  return writer_.documents() < store::kArticlesPerRebuiltSegment ? absl::OkStatus() : Flush();
}

absl::Status KhotinEngine::Flush() {
  if (blocks_ == nullptr) return absl::OkStatus();
  KHOTIN_RETURN_IF_ERROR(writer_.Finish());
  KHOTIN_RETURN_IF_ERROR(blocks_->Finish());
  blocks_ = nullptr;
  segments_.push_back({next_segment_++, 0});
  return merge_all_ ? absl::OkStatus() : MergeDue();
}

absl::Status KhotinEngine::MergeDue() {
  for (;;) {
    const int tier = segments_.back().tier;
    size_t first = segments_.size();
    while (first > 0 && segments_[first - 1].tier == tier) --first;
    if (segments_.size() - first < store::kMergeFanIn) return absl::OkStatus();
    KHOTIN_RETURN_IF_ERROR(Merge(first));
  }
}

absl::Status KhotinEngine::Merge(size_t first) {
  StoredSegment merged{next_segment_++, 0};
  std::vector<index::MergeInput> inputs;
  for (size_t i = first; i < segments_.size(); ++i) {
    merged.tier = std::max(merged.tier, segments_[i].tier + 1);
    const auto blocks = std::make_shared<store::SegmentBlocks>(database_, segments_[i].id);
    KHOTIN_ASSIGN_OR_RETURN(std::shared_ptr<const index::Segment> segment,
                            index::Segment::Open(blocks));
    blocks->MarkObsolete();
    inputs.push_back({std::move(segment), nullptr});
  }
  store::SegmentBlocksWriter writer(database_.get(), merged.id);
  KHOTIN_RETURN_IF_ERROR(index::MergeSegments(inputs, &writer));
  KHOTIN_RETURN_IF_ERROR(writer.Finish());
  segments_.resize(first);
  segments_.push_back(merged);
  return absl::OkStatus();
}

absl::Status KhotinEngine::Finish() {
  KHOTIN_RETURN_IF_ERROR(Flush());
  if (segments_.empty()) return absl::InvalidArgumentError("no documents");
  if (merge_all_ && segments_.size() > 1) KHOTIN_RETURN_IF_ERROR(Merge(0));
  return absl::OkStatus();
}

std::vector<PeerFigure> KhotinEngine::BuildFigures() {
  uint64_t bytes = 0;
  if (OpenSnapshot().ok()) {
    for (const index::SegmentView& view : snapshot_.segments) bytes += view.segment->stats().bytes;
  }
  return {{"index_bytes", absl::StrCat(bytes)},
          {"store_file_bytes", absl::StrCat(database_->FileBytes())},
          {"segments", absl::StrCat(snapshot_.segments.size())},
          {"analysis_cpu_seconds", absl::StrCat(analysis_seconds_)}};
}

absl::Status KhotinEngine::OpenSnapshot() {
  std::vector<uint64_t> ids;
  std::string next;
  for (bool more = true; more;) {
    more = false;
    KHOTIN_RETURN_IF_ERROR(database_->Scan(store::Family::kSegments, "", next, nullptr,
                                           [&](absl::string_view key, absl::string_view) {
                                             ids.push_back(store::ReadBigEndian64(key));
                                             next = store::BigEndian64(ids.back() + 1);
                                             more = true;
                                             return false;
                                           }));
  }
  snapshot_ = index::IndexSnapshot();
  for (const uint64_t id : ids) {
    KHOTIN_ASSIGN_OR_RETURN(
        std::shared_ptr<const index::Segment> segment,
        index::Segment::Open(std::make_shared<store::SegmentBlocks>(database_, id)));
    snapshot_.documents += segment->stats().documents;
    for (size_t field = 0; field < index::kFieldCount; ++field) {
      snapshot_.total_lengths[field] += segment->stats().total_lengths[field];
    }
    snapshot_.segments.push_back({std::move(segment), nullptr});
  }
  return absl::OkStatus();
}

absl::Status KhotinEngine::Open() {
  KHOTIN_RETURN_IF_ERROR(OpenDatabase());
  return OpenSnapshot();
}

absl::StatusOr<std::vector<PeerHit>> KhotinEngine::Search(const PeerQuery& query) {
  KHOTIN_ASSIGN_OR_RETURN(const query::QueryTree tree, Parse(query));
  KHOTIN_ASSIGN_OR_RETURN(const query::SearchResult result,
                          query::Search(snapshot_, tree, TopHits()));
  return ToPeerHits(result);
}

absl::StatusOr<uint64_t> KhotinEngine::Count(const PeerQuery& query) {
  KHOTIN_ASSIGN_OR_RETURN(const query::QueryTree tree, Parse(query));
  query::SearchOptions options = TopHits();
  options.total = query::TotalMode::kExact;
  KHOTIN_ASSIGN_OR_RETURN(const query::SearchResult result,
                          query::Search(snapshot_, tree, options));
  return result.total;
}

absl::StatusOr<std::vector<PeerHit>> KhotinEngine::SearchText(absl::string_view text) {
  KHOTIN_ASSIGN_OR_RETURN(const query::QueryTree tree, query::ParseQueryTree(AsQuery(text)));
  KHOTIN_ASSIGN_OR_RETURN(const query::SearchResult result,
                          query::Search(snapshot_, tree, TopHits()));
  return ToPeerHits(result);
}

}  // namespace khotin::benchmarks
