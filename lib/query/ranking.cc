#include "query/ranking.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/limits.h"

namespace khotin::query {
namespace {

using index::IndexField;
using index::TermKind;

class Collector {
 public:
  explicit Collector(const Ranking& ranking) : ranking_(ranking) {}

  void Visit(const Node& node) {
    switch (node.kind) {
      case NodeKind::kWord:
      case NodeKind::kPhrase:
        VisitWords(node);
        break;
      case NodeKind::kGroup:
      case NodeKind::kOr:
      case NodeKind::kNear:
        VisitChildren(node);
        break;
      case NodeKind::kPrefix:
      case NodeKind::kFilter:
      case NodeKind::kTime:
        break;
    }
  }

  ScoredTerms Take() { return std::move(terms_); }

 private:
  static bool HasWords(const Node& node) {
    return (node.kind == NodeKind::kWord || node.kind == NodeKind::kPhrase) &&
           node.occur != Occur::kExcluded;
  }

  void VisitChildren(const Node& node) {
    const Node* before = nullptr;
    for (const Node& child : node.children) {
      if (child.occur == Occur::kExcluded) continue;
      const bool in_row = node.kind == NodeKind::kGroup && before != nullptr && HasWords(child) &&
                          before->in_title == child.in_title;
      if (in_row) {
        AddPair(before->terms.back(), child.terms.front(), ranking_.pair_weight, child.in_title);
      }
      Visit(child);
      before = HasWords(child) ? &child : nullptr;
    }
  }

  void VisitWords(const Node& node) {
    const bool by_pairs = node.quoted && node.terms.size() > 1;
    for (size_t i = 0; i < node.terms.size(); ++i) {
      if (!by_pairs) AddWord(node.terms[i], node.in_title);
      if (i == 0) continue;
      AddPair(node.terms[i - 1], node.terms[i], by_pairs ? 1 : ranking_.pair_weight, node.in_title);
    }
  }

  void AddWord(const Term& term, bool in_title) {
    const size_t folded = Key(TermKind::kFolded, term.folded_key);
    if (!term.has_diacritics) {
      AddLists(folded, folded, 1, in_title);
      return;
    }
    const size_t exact = Key(TermKind::kExact, term.exact_key);
    AddLists(exact, exact, ranking_.typed_share, in_title);
    AddLists(folded, folded, 1 - ranking_.typed_share, in_title);
  }

  void AddPair(const Term& first, const Term& second, double weight, bool in_title) {
    const size_t pair = Key(TermKind::kPair, index::PairKey(first.folded_key, second.folded_key));
    AddLists(pair, pair, weight, in_title);
  }

  size_t Key(TermKind kind, const std::string& key) {
    const size_t found = terms_.Find(kind, key);
    if (found == terms_.keys.size()) terms_.keys.push_back({kind, key});
    return found;
  }

  void AddLists(size_t postings, size_t statistic, double factor, bool in_title) {
    if (!in_title) AddList({postings, statistic, IndexField::kText, factor});
    AddList({postings, statistic, IndexField::kTitle, factor * ranking_.title_weight});
  }

  // A word that is there twice counts once; of two uses of one list the heavier one.
  void AddList(const ScoredTerm& list) {
    for (ScoredTerm& known : terms_.lists) {
      if (known.postings != list.postings || known.field != list.field) continue;
      if (known.factor < list.factor) known = list;
      return;
    }
    terms_.lists.push_back(list);
  }

  const Ranking& ranking_;
  ScoredTerms terms_;
};

double WordsWeight(const Node& node, const ScoredTerms& terms, const Statistics& statistics) {
  if (node.quoted && node.terms.size() > 1) return PairsWeight(node, terms, statistics);
  double weight = 0;
  for (const Term& term : node.terms) {
    const size_t key = terms.Find(TermKind::kFolded, term.folded_key);
    if (key == terms.keys.size() || statistics.frequencies[key] == 0) continue;
    weight = std::max(weight, InverseFrequency(statistics.documents, statistics.frequencies[key]));
  }
  return weight;
}

// Every child must be there: the rarest tells most. Nothing when no document holds one of them.
double WeightOfAll(const Node& node, const ScoredTerms& terms, const Statistics& statistics) {
  double weight = 0;
  for (const Node& child : node.children) {
    if (child.occur == Occur::kExcluded) continue;
    const double each = NodeWeight(child, terms, statistics);
    if (each == 0) return 0;
    weight = std::max(weight, each);
  }
  return weight;
}

// Each child is enough: the commonest of those that a document holds.
double WeightOfAny(const Node& node, const ScoredTerms& terms, const Statistics& statistics) {
  double weight = 0;
  for (const Node& child : node.children) {
    const double each = NodeWeight(child, terms, statistics);
    if (each > 0 && (weight == 0 || each < weight)) weight = each;
  }
  return weight;
}

}  // namespace

double Ranking::NeededShare(size_t words) const {
  const double share = share_base + share_words / static_cast<double>(std::max<size_t>(words, 1));
  if (share >= 1) return 1;
  return relaxed ? std::min(share, least_share) : share;
}

size_t Ranking::all_words_up_to() const {
  size_t words = 1;
  while (words < base::kMaxQueryTerms && NeededShare(words + 1) >= 1) ++words;
  return words;
}

double PairsWeight(const Node& node, const ScoredTerms& terms, const Statistics& statistics) {
  double weight = 0;
  for (size_t i = 0; i + 1 < node.terms.size(); ++i) {
    const size_t key = terms.Find(
        TermKind::kPair, index::PairKey(node.terms[i].folded_key, node.terms[i + 1].folded_key));
    if (key == terms.keys.size()) continue;
    weight += InverseFrequency(statistics.documents, statistics.frequencies[key]);
  }
  return weight;
}

size_t ScoredTerms::Find(TermKind kind, const std::string& key) const {
  size_t i = 0;
  while (i < keys.size() && (keys[i].kind != kind || keys[i].key != key)) ++i;
  return i;
}

ScoredTerms CollectScoredTerms(const Node& root, const Ranking& ranking) {
  Collector collector(ranking);
  collector.Visit(root);
  return collector.Take();
}

std::vector<uint64_t> KeyFrequencies(const ScoredTerms& terms,
                                     absl::Span<const uint64_t> list_frequencies) {
  std::vector<uint64_t> frequencies(terms.keys.size());
  for (size_t i = 0; i < list_frequencies.size(); ++i) {
    uint64_t& frequency = frequencies[terms.lists[i].postings];
    frequency = std::max(frequency, list_frequencies[i]);
  }
  return frequencies;
}

bool IsRepeated(const Node& group, size_t i) {
  const Node& word = group.children[i];
  const auto is_same = [&](const Node& other) {
    return other.kind == NodeKind::kWord && other.occur == Occur::kOptional &&
           other.in_title == word.in_title && other.terms[0].folded_key == word.terms[0].folded_key;
  };
  const auto begin = group.children.begin();
  return word.kind == NodeKind::kWord && word.occur == Occur::kOptional &&
         std::any_of(begin, begin + static_cast<ptrdiff_t>(i), is_same);
}

size_t CountOptional(const Node& group) {
  size_t count = 0;
  for (size_t i = 0; i < group.children.size(); ++i) {
    if (group.children[i].occur == Occur::kOptional && !IsRepeated(group, i)) ++count;
  }
  return count;
}

bool NeedsWeights(const Node& node, const Ranking& ranking) {
  for (const Node& child : node.children) {
    if (child.occur != Occur::kExcluded && NeedsWeights(child, ranking)) return true;
  }
  return node.kind == NodeKind::kGroup && CountOptional(node) > ranking.all_words_up_to();
}

double InverseFrequency(uint64_t documents, uint64_t document_frequency) {
  const auto df = static_cast<double>(document_frequency);
  const auto n = std::max(static_cast<double>(documents), df);
  return std::log(1 + (n - df + 0.5) / (df + 0.5));
}

double NodeWeight(const Node& node, const ScoredTerms& terms, const Statistics& statistics) {
  switch (node.kind) {
    case NodeKind::kWord:
    case NodeKind::kPhrase:
      return WordsWeight(node, terms, statistics);
    case NodeKind::kGroup:
    case NodeKind::kNear:
      return WeightOfAll(node, terms, statistics);
    case NodeKind::kOr:
      return WeightOfAny(node, terms, statistics);
    case NodeKind::kPrefix:
    case NodeKind::kFilter:
    case NodeKind::kTime:
      return 1;
  }
  return 0;
}

}  // namespace khotin::query
