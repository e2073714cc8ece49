// A search that looks at the words of every document, without an index: what tests compare with.
#ifndef KHOTIN_QUERY_EXHAUSTIVE_SEARCH_H_
#define KHOTIN_QUERY_EXHAUSTIVE_SEARCH_H_

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "index/document_terms.h"
#include "index/saturation.h"
#include "query/query_node.h"
#include "query/ranking.h"

namespace khotin::query {

class ExhaustiveSearch {
 public:
  explicit ExhaustiveSearch(std::vector<index::DocumentTerms> documents)
      : documents_(std::move(documents)) {
    for (const index::DocumentTerms& document : documents_) {
      auto& terms = terms_.emplace_back();
      for (index::DocumentTerm& term : index::ListTerms(document)) {
        terms[term.text] = term.frequency;
        ++frequencies_[term.text];
      }
    }
  }

  // The score of each document that matches, by article id.
  std::map<std::string, Score> Run(const QueryTree& query, const Ranking& ranking) {
    ranking_ = ranking;
    terms_of_query_ = CollectScoredTerms(query.root, ranking);
    statistics_ = {documents_.size(), {}};
    for (const KeyStatistic& key : terms_of_query_.keys) {
      statistics_.frequencies.push_back(std::max(Frequency(key, index::IndexField::kTitle),
                                                 Frequency(key, index::IndexField::kText)));
    }
    std::map<std::string, Score> scores = RunOnce(query);
    if (scores.size() < ranking.enough_hits && HasManyWords(query.root)) {
      ranking_.relaxed = true;
      scores = RunOnce(query);
    }
    return scores;
  }
  std::map<std::string, Score> Run(const QueryTree& query, const Ranking& ranking) const {
    return ExhaustiveSearch(documents_).Run(query, ranking);
  }

 private:
  using Text = std::vector<uint32_t>;

  std::map<std::string, Score> RunOnce(const QueryTree& query) const {
    std::map<std::string, Score> scores;
    for (size_t doc = 0; doc < documents_.size(); ++doc) {
      if (!Matches(query.root, doc)) continue;
      scores[documents_[doc].values.article_id] = ScoreOf(query, doc);
    }
    return scores;
  }

  uint64_t Frequency(const KeyStatistic& key, index::IndexField field) const {
    const bool in_title_only =
        field == index::IndexField::kText &&
        std::none_of(terms_of_query_.lists.begin(), terms_of_query_.lists.end(),
                     [&](const ScoredTerm& list) {
                       return list.field == field &&
                              terms_of_query_.keys[list.postings].key == key.key &&
                              terms_of_query_.keys[list.postings].kind == key.kind;
                     });
    const auto found = frequencies_.find(index::MakeTerm(key.kind, field, key.key));
    return in_title_only || found == frequencies_.end() ? 0 : found->second;
  }

  using Word = std::pair<std::string, bool>;  // folded, and whether only the title counts

  // An optional child, and no word that is among `words`, to which it is added.
  static bool IsCounted(const Node& child, std::set<Word>* words) {
    if (child.occur != Occur::kOptional) return false;
    return child.kind != NodeKind::kWord ||
           words->insert({child.terms[0].folded_key, child.in_title}).second;
  }

  bool HasManyWords(const Node& node) const {
    size_t optional = 0;
    std::set<Word> words;
    for (const Node& child : node.children) {
      if (child.occur == Occur::kExcluded) continue;
      if (HasManyWords(child)) return true;
      if (node.kind == NodeKind::kGroup && IsCounted(child, &words)) ++optional;
    }
    return optional > 3;
  }

  // Positions from which `terms` follow one another, by any spelling or as typed.
  std::vector<size_t> Starts(const std::vector<Term>& terms, size_t doc, size_t field,
                             bool as_typed) const {
    std::vector<size_t> starts;
    const index::DocumentTerms& document = documents_[doc];
    const Text& text = document.text[field];
    for (size_t at = 0; at + terms.size() <= text.size(); ++at) {
      bool all = true;
      for (size_t i = 0; all && i < terms.size(); ++i) {
        all = text[at + i] != index::kPassageBreak;
        if (!all) break;
        const index::UnitKeys& keys = document.units[text[at + i]];
        all = as_typed && terms[i].has_diacritics ? keys.exact == terms[i].exact_key
                                                  : keys.folded == terms[i].folded_key;
      }
      if (all) starts.push_back(at);
    }
    return starts;
  }

  static std::vector<size_t> FieldsOf(const Node& node) {
    return node.in_title ? std::vector<size_t>{0} : std::vector<size_t>{0, 1};
  }

  bool Matches(const Node& node, size_t doc, bool excluded = false) const {
    switch (node.kind) {
      case NodeKind::kWord:
      case NodeKind::kPhrase: {
        const auto fields = FieldsOf(node);
        return std::any_of(fields.begin(), fields.end(), [&](size_t field) {
          return !Starts(node.terms, doc, field, false).empty();
        });
      }
      case NodeKind::kNear:
        return MatchesNear(node, doc);
      case NodeKind::kOr:
        return std::any_of(node.children.begin(), node.children.end(),
                           [&](const Node& child) { return Matches(child, doc, excluded); });
      case NodeKind::kGroup:
        return MatchesGroup(node, doc, excluded);
      case NodeKind::kFilter: {
        const auto& labels = documents_[doc].labels[static_cast<size_t>(node.field)];
        return std::any_of(labels.begin(), labels.end(), [&](const std::string& label) {
          return index::ValueKey(label) == node.value;
        });
      }
      default:
        return false;
    }
  }

  // Every choice of one start for each child.
  bool MatchesNear(const Node& node, size_t doc) const {
    const auto fields = FieldsOf(node.children[0]);
    return std::any_of(fields.begin(), fields.end(),
                       [&](size_t field) { return NearIn(node, doc, field, 0, SIZE_MAX, 0, 0); });
  }

  bool NearIn(const Node& node, size_t doc, size_t field, size_t child, size_t first, size_t end,
              size_t words) const {
    if (child == node.children.size()) {
      return end - first <= words + static_cast<size_t>(node.distance);
    }
    const std::vector<Term>& terms = node.children[child].terms;
    for (const size_t start : Starts(terms, doc, field, false)) {
      if (NearIn(node, doc, field, child + 1, std::min(first, start),
                 std::max(end, start + terms.size()), words + terms.size())) {
        return true;
      }
    }
    return false;
  }

  // Of a group in what is excluded, every word.
  bool MatchesGroup(const Node& node, size_t doc, bool excluded) const {
    double all = 0;
    double held = 0;
    size_t optional = 0;
    bool all_held = true;
    std::set<Word> words;
    for (const Node& child : node.children) {
      const bool matches = Matches(child, doc, excluded || child.occur == Occur::kExcluded);
      if (child.occur == Occur::kExcluded && matches) return false;
      if (child.occur == Occur::kRequired && !matches) return false;
      if (!IsCounted(child, &words)) continue;
      ++optional;
      const double weight = NodeWeight(child, terms_of_query_, statistics_);
      all += weight;
      if (matches) held += weight;
      all_held = all_held && matches;
    }
    if (excluded || optional <= 3) return all_held;
    return all > 0 && held + 1e-9 >= ranking_.NeededShare(optional) * all;
  }

  Score ScoreOf(const QueryTree& query, size_t doc) const {
    Score score = 0;
    for (const ScoredTerm& list : terms_of_query_.lists) {
      const KeyStatistic& key = terms_of_query_.keys[list.postings];
      const auto found = terms_[doc].find(index::MakeTerm(key.kind, list.field, key.key));
      if (found == terms_[doc].end()) continue;
      const auto weight = static_cast<float>(
          list.factor * kScoreUnit *
          InverseFrequency(statistics_.documents, statistics_.frequencies[list.statistic]));
      const auto& parameters = index::SaturationOf(key.kind, list.field);
      const auto length =
          index::ClassOfLength(documents_[doc].values.lengths[static_cast<size_t>(list.field)]);
      score += static_cast<Score>(weight * index::Saturation(parameters)(found->second, length));
    }
    return score + Bonus(query.root, doc);
  }

  // Of phrases that stand as they were typed.
  Score Bonus(const Node& node, size_t doc) const {
    Score bonus = 0;
    for (const Node& child : node.children) {
      if (child.occur != Occur::kExcluded && node.kind != NodeKind::kNear)
        bonus += Bonus(child, doc);
    }
    const bool has_diacritics = std::any_of(node.terms.begin(), node.terms.end(),
                                            [](const Term& term) { return term.has_diacritics; });
    if (node.kind != NodeKind::kPhrase || !has_diacritics) return bonus;
    double weight = 0;
    for (size_t i = 0; i + 1 < node.terms.size(); ++i) {
      const std::string pair =
          index::PairKey(node.terms[i].folded_key, node.terms[i + 1].folded_key);
      const size_t key = terms_of_query_.Find(index::TermKind::kPair, pair);
      weight += InverseFrequency(statistics_.documents, statistics_.frequencies[key]);
    }
    for (const size_t field : FieldsOf(node)) {
      if (Starts(node.terms, doc, field, true).empty()) continue;
      const double title = field == 0 ? ranking_.title_weight : 1;
      bonus += static_cast<Score>(ranking_.as_typed_weight * title * weight * kScoreUnit);
    }
    return bonus;
  }

  std::vector<index::DocumentTerms> documents_;
  std::vector<std::map<std::string, uint32_t>> terms_;  // of each document
  std::map<std::string, uint64_t> frequencies_;
  Ranking ranking_;
  ScoredTerms terms_of_query_;
  Statistics statistics_;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_EXHAUSTIVE_SEARCH_H_
