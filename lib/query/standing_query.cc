#include "query/standing_query.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "base/hash.h"
#include "base/status.h"
#include "index/term.h"
#include "query/segment_plan.h"

namespace khotin::query {
namespace {

using index::TermKind;

bool IsWordOrPair(absl::string_view term) {
  const auto kind = static_cast<TermKind>(term.front());
  return kind == TermKind::kFolded || kind == TermKind::kPair;
}

// True of what no document matches without a word or pair that the query scores by.
bool IsOfWords(const Node& node) {
  if (!node.terms.empty()) return node.kind != NodeKind::kPrefix;
  return !node.children.empty() &&
         std::all_of(node.children.begin(), node.children.end(), [](const Node& child) {
           return child.occur == Occur::kOptional && IsOfWords(child);
         });
}

// True when every match has a word or pair that the query scores by, though it can do without any
// one of them.
bool NeedsSomeWord(const Node& root, const Ranking& ranking) {
  return CountOptional(root) > ranking.all_words_up_to() &&
         std::all_of(root.children.begin(), root.children.end(), [](const Node& child) {
           return child.occur != Occur::kOptional || IsOfWords(child);
         });
}

absl::StatusOr<absl::flat_hash_set<uint64_t>> HashWords(const index::Segment& segment) {
  absl::flat_hash_set<uint64_t> words;
  const std::unique_ptr<index::TermCursor> cursor = segment.Terms();
  while (cursor->Next()) {
    if (IsWordOrPair(cursor->term())) words.insert(base::Hash64(cursor->term()));
  }
  KHOTIN_RETURN_IF_ERROR(cursor->status());
  return words;
}

}  // namespace

absl::StatusOr<DocumentBatch> DocumentBatch::Make(
    absl::Span<const index::DocumentTerms> documents) {
  const auto blocks = std::make_shared<index::MemoryBlocks>(/*verified=*/true);
  KHOTIN_RETURN_IF_ERROR(index::WriteSegment(documents, blocks.get()));
  DocumentBatch batch;
  KHOTIN_ASSIGN_OR_RETURN(batch.segment_.segment, index::Segment::Open(blocks));
  KHOTIN_ASSIGN_OR_RETURN(batch.words_, HashWords(*batch.segment_.segment));
  return batch;
}

StandingQuery::StandingQuery(QueryTree query)
    : query_(std::move(query)),
      terms_(CollectScoredTerms(query_.root, ranking_)),
      needs_weights_(NeedsWeights(query_.root, ranking_)) {
  std::vector<uint64_t> hashes;  // of each list
  for (const ScoredTerm& list : terms_.lists) {
    const KeyStatistic& key = terms_.keys[list.postings];
    hashes.push_back(base::Hash64(index::MakeTerm(key.kind, list.field, key.key)));
  }
  for (const std::vector<size_t>& cover : FindCovers(query_.root, terms_, ranking_).lists) {
    std::vector<uint64_t>& needed = needed_.emplace_back();
    for (const size_t i : cover) needed.push_back(hashes[i]);
  }
  if (NeedsSomeWord(query_.root, ranking_)) needed_.push_back(std::move(hashes));
}

bool StandingQuery::MayMatch(const DocumentBatch& batch) const {
  return std::all_of(needed_.begin(), needed_.end(), [&](const std::vector<uint64_t>& hashes) {
    return std::any_of(hashes.begin(), hashes.end(),
                       [&](uint64_t hash) { return batch.words_.contains(hash); });
  });
}

absl::StatusOr<Statistics> StandingQuery::Weigh(const index::IndexSnapshot& archive) const {
  std::vector<uint64_t> frequencies(terms_.lists.size());
  Statistics statistics;
  if (needs_weights_) {
    for (const index::SegmentView& view : archive.segments) {
      statistics.documents += view.segment->stats().documents;
      for (size_t i = 0; i < frequencies.size(); ++i) {
        const ScoredTerm& list = terms_.lists[i];
        const KeyStatistic& key = terms_.keys[list.postings];
        if (key.kind == TermKind::kExact) continue;  // only scores depend on it
        KHOTIN_ASSIGN_OR_RETURN(
            const uint32_t documents,
            view.segment->DocumentFrequency(index::MakeTerm(key.kind, list.field, key.key)));
        frequencies[i] += documents;
      }
    }
  }
  statistics.frequencies = KeyFrequencies(terms_, frequencies);
  return statistics;
}

absl::StatusOr<std::vector<uint32_t>> StandingQuery::Match(
    const DocumentBatch& batch, const index::IndexSnapshot& archive) const {
  std::vector<uint32_t> matches;
  if (!MayMatch(batch)) return matches;
  KHOTIN_ASSIGN_OR_RETURN(const Statistics statistics, Weigh(archive));
  KHOTIN_ASSIGN_OR_RETURN(const ScoredPostings opened,
                          OpenScoredPostings(*batch.segment_.segment, terms_));
  KHOTIN_ASSIGN_OR_RETURN(MatchPlan plan, MakeMatchPlan(batch.segment_, query_, ranking_, terms_,
                                                        opened, statistics, nullptr));
  DocIterator& match = *plan.match;
  for (; match.doc() != index::kNoDoc; match.SkipTo(match.doc() + 1)) {
    if (match.Matches()) matches.push_back(match.doc());
  }
  KHOTIN_RETURN_IF_ERROR(match.status());
  return matches;
}

}  // namespace khotin::query
