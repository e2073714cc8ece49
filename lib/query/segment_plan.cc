#include "query/segment_plan.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/match.h"
#include "base/status.h"
#include "index/term.h"
#include "query/time_iterator.h"

namespace khotin::query {
namespace {

using index::IndexField;
using index::MakeTerm;
using index::TermKind;

constexpr IndexField kBothFields[] = {IndexField::kTitle, IndexField::kText};
// Of a beginning: to open their postings takes far longer than to ask.
constexpr size_t kWordsBetweenPolls = 256;

constexpr IndexField kTitleOnly[] = {IndexField::kTitle};

absl::Span<const IndexField> FieldsOf(const Node& node) {
  if (node.in_title) return kTitleOnly;
  return kBothFields;
}

// Matches nothing.
std::unique_ptr<DocIterator> Nothing() { return std::make_unique<AllIterator>(0); }

std::unique_ptr<DocIterator> AnyOf(DocIterators children) {
  if (children.empty()) return Nothing();
  if (children.size() == 1) return std::move(children[0]);
  return std::make_unique<OrIterator>(std::move(children));
}

// Lists that a match of a node must be in one of.
class CoverFinder {
 public:
  explicit CoverFinder(const ScoredTerms& terms) : terms_(terms) {}

  // Each of a group's required children has a cover; few optional ones are required too.
  // True when they say all that the group asks for.
  bool OfGroup(const Node& group, size_t all_words_up_to,
               std::vector<std::vector<size_t>>* covers) {
    const size_t optional = CountOptional(group);
    bool decide = true;
    for (const Node& child : group.children) {
      const bool required = child.occur == Occur::kRequired ||
                            (child.occur == Occur::kOptional && optional <= all_words_up_to);
      if (required && child.kind == NodeKind::kGroup) {
        decide = OfGroup(child, all_words_up_to, covers) && decide;
        continue;
      }
      std::vector<size_t> cover;
      const bool has_cover = required && Of(child, &cover) && !cover.empty();
      decide = decide && has_cover && IsOfWords(child);
      if (has_cover) covers->push_back(std::move(cover));
    }
    return decide;
  }

 private:
  static bool IsOfWords(const Node& node) {
    if (node.kind == NodeKind::kWord) return true;
    return node.kind == NodeKind::kOr &&
           std::all_of(node.children.begin(), node.children.end(), IsOfWords);
  }

  // Adds a cover of `node`; false when it has none.
  bool Of(const Node& node, std::vector<size_t>* cover) const {
    switch (node.kind) {
      case NodeKind::kWord:
        Add(TermKind::kFolded, node.terms[0].folded_key, node.in_title, cover);
        return true;
      case NodeKind::kPhrase:
        Add(TermKind::kPair, index::PairKey(node.terms[0].folded_key, node.terms[1].folded_key),
            node.in_title, cover);
        return true;
      case NodeKind::kNear:
        return Of(node.children[0], cover);
      case NodeKind::kOr:
        return std::all_of(node.children.begin(), node.children.end(),
                           [&](const Node& child) { return Of(child, cover); });
      default:
        return false;
    }
  }

  void Add(TermKind kind, const std::string& key, bool in_title, std::vector<size_t>* cover) const {
    const size_t found = terms_.Find(kind, key);
    for (size_t i = 0; i < terms_.lists.size(); ++i) {
      const ScoredTerm& list = terms_.lists[i];
      if (list.postings == found && (!in_title || list.field == IndexField::kTitle)) {
        cover->push_back(i);
      }
    }
  }

  const ScoredTerms& terms_;
};

class Planner {
 public:
  Planner(const index::SegmentView& view, const Ranking& ranking, const ScoredTerms& terms,
          const ScoredPostings& opened, const Statistics& statistics,
          const std::function<bool()>& cancelled, std::vector<AsTypedBonus>* bonuses)
      : segment_(*view.segment),
        published_(view.published),
        ranking_(ranking),
        terms_(terms),
        opened_(opened),
        statistics_(statistics),
        cancelled_(cancelled),
        bonuses_(bonuses) {}

  // Of the filters among the children of `root`.
  absl::StatusOr<DocIterators> OpenFilters(const Node& root) {
    DocIterators filters;
    for (const Node& child : root.children) {
      if (child.occur != Occur::kRequired || !IsFilter(child)) continue;
      KHOTIN_ASSIGN_OR_RETURN(auto opened, Open(child));
      filters.push_back(std::move(opened));
    }
    return filters;
  }

  absl::StatusOr<std::unique_ptr<DocIterator>> Open(const Node& node) {
    switch (node.kind) {
      case NodeKind::kWord:
        return OpenWord(node);
      case NodeKind::kPhrase:
        return OpenPhrase(node);
      case NodeKind::kPrefix:
        return OpenPrefix(node);
      case NodeKind::kNear:
        return OpenNear(node);
      case NodeKind::kGroup:
        return OpenGroup(node);
      case NodeKind::kOr:
        return OpenOr(node);
      case NodeKind::kFilter:
        return OpenFilter(node);
      case NodeKind::kTime:
        return OpenTime(node);
    }
    return absl::InternalError("a query node of no kind");
  }

 private:
  // Of the scored lists; their number when it is none of them.
  size_t FindList(TermKind kind, IndexField field, const std::string& key) const {
    const size_t postings = terms_.Find(kind, key);
    size_t i = 0;
    while (i < terms_.lists.size() &&
           (terms_.lists[i].postings != postings || terms_.lists[i].field != field)) {
      ++i;
    }
    return i;
  }

  // nullptr for a term that the segment does not have. Scored terms are open already.
  absl::StatusOr<std::unique_ptr<index::Postings>> OpenPostings(TermKind kind, IndexField field,
                                                                const std::string& key) const {
    const size_t list = FindList(kind, field, key);
    if (list == terms_.lists.size()) return segment_.OpenPostings(MakeTerm(kind, field, key));
    if (opened_[list] == nullptr) return std::unique_ptr<index::Postings>();
    return opened_[list]->Reopen();
  }

  absl::StatusOr<std::unique_ptr<PhraseIterator>> OpenPhraseIn(
      IndexField field, const std::vector<Term>& terms) const {
    return PhraseIterator::Open(
        [&](TermKind kind, const std::string& key) { return OpenPostings(kind, field, key); },
        terms);
  }

  absl::StatusOr<std::unique_ptr<DocIterator>> OpenWord(const Node& node) {
    std::vector<std::unique_ptr<index::Postings>> postings;
    for (const IndexField field : FieldsOf(node)) {
      KHOTIN_ASSIGN_OR_RETURN(auto each,
                              OpenPostings(TermKind::kFolded, field, node.terms[0].folded_key));
      postings.push_back(std::move(each));
    }
    return std::unique_ptr<DocIterator>(std::make_unique<TermIterator>(std::move(postings)));
  }

  absl::StatusOr<std::unique_ptr<DocIterator>> OpenPhrase(const Node& node) {
    DocIterators fields;
    for (const IndexField field : FieldsOf(node)) {
      KHOTIN_ASSIGN_OR_RETURN(auto phrase, OpenPhraseIn(field, node.terms));
      if (phrase == nullptr) continue;
      const Score bonus = BonusOf(node, field);
      if (bonus > 0) {
        bonuses_->push_back({phrase.get(), bonus, RarestPair(node, field), nullptr});
        if (depth_ > 1) {
          KHOTIN_ASSIGN_OR_RETURN(bonuses_->back().own, OpenPhraseIn(field, node.terms));
          bonuses_->back().phrase = bonuses_->back().own.get();
        }
      }
      fields.push_back(std::move(phrase));
    }
    return AnyOf(std::move(fields));
  }

  // Of the weight of the phrase's pairs in `field`; nothing for what has no diacritics.
  Score BonusOf(const Node& node, IndexField field) const {
    const bool has_diacritics = std::any_of(node.terms.begin(), node.terms.end(),
                                            [](const Term& term) { return term.has_diacritics; });
    if (!has_diacritics || in_exclusion_) return 0;
    const double weight = PairsWeight(node, terms_, statistics_);
    const double title = field == IndexField::kTitle ? ranking_.title_weight : 1;
    return static_cast<Score>(ranking_.as_typed_weight * title * weight * kScoreUnit);
  }

  // Of the scored lists. REQUIRES: the segment's `field` has all pairs of the phrase.
  size_t RarestPair(const Node& phrase, IndexField field) const {
    size_t rarest = 0;
    uint32_t least = std::numeric_limits<uint32_t>::max();
    for (size_t i = 0; i + 1 < phrase.terms.size(); ++i) {
      const std::string key =
          index::PairKey(phrase.terms[i].folded_key, phrase.terms[i + 1].folded_key);
      const size_t list = FindList(TermKind::kPair, field, key);
      const uint32_t frequency = opened_[list]->document_frequency();
      if (frequency >= least) continue;
      least = frequency;
      rarest = list;
    }
    return rarest;
  }

  absl::StatusOr<std::unique_ptr<DocIterator>> OpenPrefix(const Node& node) {
    const Term& term = node.terms[0];
    std::vector<uint64_t> bits((segment_.stats().documents + 63) / 64);
    for (const IndexField field : FieldsOf(node)) {
      const std::string prefix = term.has_diacritics
                                     ? MakeTerm(TermKind::kExact, field, term.exact_key)
                                     : MakeTerm(TermKind::kFolded, field, term.folded_key);
      KHOTIN_RETURN_IF_ERROR(AddPrefix(prefix, &bits));
    }
    return std::unique_ptr<DocIterator>(std::make_unique<SetIterator>(std::move(bits)));
  }

  absl::Status AddPrefix(const std::string& prefix, std::vector<uint64_t>* bits) {
    const auto cursor = segment_.TermsFrom(prefix);
    for (size_t words = 1; cursor->Next() && absl::StartsWith(cursor->term(), prefix); ++words) {
      if (words % kWordsBetweenPolls == 0 && cancelled_ && cancelled_()) {
        return absl::CancelledError("the search was cancelled");
      }
      KHOTIN_ASSIGN_OR_RETURN(const auto postings, cursor->OpenPostings());
      for (; postings->doc() != index::kNoDoc; postings->Next()) {
        (*bits)[postings->doc() / 64] |= uint64_t{1} << (postings->doc() % 64);
      }
      KHOTIN_RETURN_IF_ERROR(postings->status());
    }
    return cursor->status();
  }

  absl::StatusOr<std::unique_ptr<DocIterator>> OpenNear(const Node& node) {
    DocIterators fields;
    for (const IndexField field : FieldsOf(node.children[0])) {
      std::vector<std::unique_ptr<PhraseIterator>> phrases;
      for (const Node& child : node.children) {
        KHOTIN_ASSIGN_OR_RETURN(auto phrase, OpenPhraseIn(field, child.terms));
        if (phrase == nullptr) break;
        phrases.push_back(std::move(phrase));
      }
      if (phrases.size() < node.children.size()) continue;
      fields.push_back(std::make_unique<NearIterator>(std::move(phrases), node.distance));
    }
    return AnyOf(std::move(fields));
  }

  absl::StatusOr<std::unique_ptr<DocIterator>> OpenOr(const Node& node) {
    DocIterators children;
    for (const Node& child : node.children) {
      KHOTIN_ASSIGN_OR_RETURN(auto opened, Open(child));
      children.push_back(std::move(opened));
    }
    return AnyOf(std::move(children));
  }

  absl::StatusOr<std::unique_ptr<DocIterator>> OpenFilter(const Node& node) {
    std::vector<std::unique_ptr<index::Postings>> postings(1);
    KHOTIN_ASSIGN_OR_RETURN(postings[0],
                            segment_.OpenPostings(index::MakeValueTerm(node.field, node.value)));
    return std::unique_ptr<DocIterator>(std::make_unique<TermIterator>(std::move(postings)));
  }

  absl::StatusOr<std::unique_ptr<DocIterator>> OpenTime(const Node& node) {
    if (!published_.MayMeet(node.time.begin, node.time.end)) return Nothing();
    KHOTIN_ASSIGN_OR_RETURN(const auto seconds,
                            segment_.Numbers(index::NumberColumn::kPublishSeconds));
    KHOTIN_ASSIGN_OR_RETURN(const auto zones, segment_.PublishZones());
    return std::unique_ptr<DocIterator>(std::make_unique<TimeIterator>(seconds, zones, node.time));
  }

  absl::StatusOr<std::unique_ptr<DocIterator>> OpenGroup(const Node& node) {
    GroupParts parts;
    ++depth_;
    for (size_t i = 0; i < node.children.size(); ++i) {
      const Node& child = node.children[i];
      if (IsRepeated(node, i)) continue;
      KHOTIN_ASSIGN_OR_RETURN(auto opened, OpenChild(child));
      if (child.occur == Occur::kExcluded) {
        parts.excluded.push_back(std::move(opened));
      } else if (child.occur == Occur::kRequired) {
        parts.required.push_back(std::move(opened));
      } else {
        parts.optional.push_back({std::move(opened), NodeWeight(child, terms_, statistics_)});
      }
    }
    --depth_;
    Require(&parts);
    if (parts.required.empty() && parts.optional.empty()) {
      parts.required.push_back(std::make_unique<AllIterator>(segment_.stats().documents));
    }
    if (parts.required.size() == 1 && parts.optional.empty() && parts.excluded.empty()) {
      return std::move(parts.required[0]);
    }
    return std::unique_ptr<DocIterator>(std::make_unique<GroupIterator>(std::move(parts)));
  }

  absl::StatusOr<std::unique_ptr<DocIterator>> OpenChild(const Node& child) {
    const bool outside = in_exclusion_;
    in_exclusion_ = in_exclusion_ || child.occur == Occur::kExcluded;
    absl::StatusOr<std::unique_ptr<DocIterator>> opened = Open(child);
    in_exclusion_ = outside;
    return opened;
  }

  // Few optional children are all required, and so are all of what is excluded: what is thrown out
  // is what was asked for, and its words weigh nothing. Of many, a word that no document holds asks
  // for nothing: it is likely a slip of the keyboard.
  void Require(GroupParts* parts) const {
    if (in_exclusion_ || parts->optional.size() <= ranking_.all_words_up_to()) {
      for (auto& each : parts->optional) parts->required.push_back(std::move(each.iterator));
      parts->optional.clear();
      return;
    }
    double all = 0;
    for (const auto& each : parts->optional) all += each.weight;
    parts->needed_weight = ranking_.NeededShare(parts->optional.size()) * all;
    if (all > 0) return;
    parts->optional.clear();
    parts->required.push_back(Nothing());
  }

  static bool IsFilter(const Node& node) {
    if (node.kind == NodeKind::kFilter || node.kind == NodeKind::kTime) return true;
    return node.kind == NodeKind::kOr &&
           std::all_of(node.children.begin(), node.children.end(), IsFilter);
  }

  const index::Segment& segment_;
  const index::PublishRange published_;
  const Ranking& ranking_;
  const ScoredTerms& terms_;
  const ScoredPostings& opened_;
  const Statistics& statistics_;
  const std::function<bool()>& cancelled_;
  std::vector<AsTypedBonus>* const bonuses_;
  int depth_ = 0;              // of groups
  bool in_exclusion_ = false;  // opening a part of what is excluded
};

}  // namespace

absl::StatusOr<ScoredPostings> OpenScoredPostings(const index::Segment& segment,
                                                  const ScoredTerms& terms) {
  ScoredPostings postings;
  postings.reserve(terms.lists.size());
  for (const ScoredTerm& list : terms.lists) {
    const KeyStatistic& key = terms.keys[list.postings];
    KHOTIN_ASSIGN_OR_RETURN(auto opened,
                            segment.OpenPostings(index::MakeTerm(key.kind, list.field, key.key)));
    postings.push_back(std::move(opened));
  }
  return postings;
}

Covers FindCovers(const Node& root, const ScoredTerms& terms, const Ranking& ranking) {
  Covers covers;
  covers.decide = CoverFinder(terms).OfGroup(root, ranking.all_words_up_to(), &covers.lists);
  return covers;
}

absl::StatusOr<MatchPlan> MakeMatchPlan(const index::SegmentView& view, const QueryTree& tree,
                                        const Ranking& ranking, const ScoredTerms& terms,
                                        const ScoredPostings& opened, const Statistics& statistics,
                                        const std::function<bool()>& cancelled) {
  MatchPlan plan;
  Planner planner(view, ranking, terms, opened, statistics, cancelled, &plan.bonuses);
  KHOTIN_ASSIGN_OR_RETURN(plan.match, planner.Open(tree.root));
  KHOTIN_ASSIGN_OR_RETURN(plan.filters, planner.OpenFilters(tree.root));
  plan.covers = FindCovers(tree.root, terms, ranking);
  return plan;
}

}  // namespace khotin::query
