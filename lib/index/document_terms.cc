#include "index/document_terms.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/node_hash_map.h"
#include "index/term.h"
#include "text/normalize.h"

namespace khotin::index {
namespace {

// Distinct strings of one document, numbered as they come, then ranked in their order.
class KeyTable {
 public:
  uint32_t Number(std::string key) {
    const auto [it, added] = numbers_.try_emplace(std::move(key), size());
    if (added) keys_.push_back(&it->first);
    return it->second;
  }

  // Ranks of the numbers given out so far; key(rank) is in rising order.
  std::vector<uint32_t> Rank() {
    std::vector<uint32_t> order(keys_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [this](uint32_t a, uint32_t b) { return *keys_[a] < *keys_[b]; });
    std::vector<uint32_t> ranks(order.size());
    std::vector<const std::string*> sorted(order.size());
    for (uint32_t rank = 0; rank < order.size(); ++rank) {
      ranks[order[rank]] = rank;
      sorted[rank] = keys_[order[rank]];
    }
    keys_ = std::move(sorted);
    return ranks;
  }

  absl::string_view key(uint32_t rank) const { return *keys_[rank]; }
  uint32_t size() const { return static_cast<uint32_t>(keys_.size()); }

 private:
  absl::node_hash_map<std::string, uint32_t> numbers_;
  std::vector<const std::string*> keys_;
};

struct Occurrence {
  uint32_t key;  // a number, later a rank
  uint32_t position;
};

struct FieldOccurrences {
  std::vector<Occurrence> exact;
  std::vector<Occurrence> folded;
  std::vector<std::pair<uint32_t, uint32_t>> pairs;  // of folded keys
};

class DocumentTermsBuilder {
 public:
  void AddPassage(const text::Passage& passage) {
    const auto field = static_cast<size_t>(
        passage.field == text::Field::kTitle ? IndexField::kTitle : IndexField::kText);
    const text::Normalized normalized = text::Normalize(passage.text);
    FieldOccurrences& found = fields_[field];
    uint32_t position = next_position_[field];
    bool first = true;
    for (const Unit& unit : SplitUnits(normalized.text)) {
      const Numbers numbers =
          Look(absl::string_view(normalized.text).substr(unit.begin, unit.end - unit.begin));
      if (!first) found.pairs.emplace_back(found.folded.back().key, numbers.folded);
      found.folded.push_back({numbers.folded, position});
      if (numbers.has_exact) found.exact.push_back({numbers.exact, position});
      ++position;
      first = false;
    }
    lengths_[field] += position - next_position_[field];
    next_position_[field] = position + kPassageGap;
  }

  DocumentTerms Finish() {
    DocumentTerms document;
    document.values.lengths = lengths_;
    const std::vector<uint32_t> exact_ranks = exact_.Rank();
    const std::vector<uint32_t> folded_ranks = folded_.Rank();
    for (size_t field = 0; field < kFieldCount; ++field) {
      AddKind(TermKind::kExact, field, exact_, exact_ranks, &fields_[field].exact, &document.terms);
    }
    for (size_t field = 0; field < kFieldCount; ++field) {
      AddKind(TermKind::kFolded, field, folded_, folded_ranks, &fields_[field].folded,
              &document.terms);
    }
    for (size_t field = 0; field < kFieldCount; ++field) {
      AddPairs(field, folded_ranks, &fields_[field].pairs, &document.terms);
    }
    return document;
  }

 private:
  struct Numbers {
    uint32_t folded = 0;
    uint32_t exact = 0;
    bool has_exact = false;
  };

  Numbers Look(absl::string_view unit) {
    const auto it = seen_.find(unit);
    if (it != seen_.end()) return it->second;
    UnitKeys keys = MakeUnitKeys(unit);
    Numbers numbers;
    numbers.has_exact = keys.exact != keys.folded;
    if (numbers.has_exact) numbers.exact = exact_.Number(std::move(keys.exact));
    numbers.folded = folded_.Number(std::move(keys.folded));
    seen_.emplace(unit, numbers);
    return numbers;
  }

  static void AddKind(TermKind kind, size_t field, const KeyTable& table,
                      const std::vector<uint32_t>& ranks, std::vector<Occurrence>* occurrences,
                      TermList* terms) {
    for (Occurrence& occurrence : *occurrences) occurrence.key = ranks[occurrence.key];
    std::stable_sort(occurrences->begin(), occurrences->end(),
                     [](const Occurrence& a, const Occurrence& b) { return a.key < b.key; });
    std::vector<uint32_t> positions;
    for (size_t i = 0; i < occurrences->size();) {
      const uint32_t key = (*occurrences)[i].key;
      positions.clear();
      for (; i < occurrences->size() && (*occurrences)[i].key == key; ++i) {
        positions.push_back((*occurrences)[i].position);
      }
      terms->Add(MakeTerm(kind, static_cast<IndexField>(field), table.key(key)),
                 static_cast<uint32_t>(positions.size()), positions);
    }
  }

  // A space sorts before every character of a key, so pairs sort as their ranks do.
  void AddPairs(size_t field, const std::vector<uint32_t>& ranks,
                std::vector<std::pair<uint32_t, uint32_t>>* pairs, TermList* terms) {
    for (auto& pair : *pairs) pair = {ranks[pair.first], ranks[pair.second]};
    std::sort(pairs->begin(), pairs->end());
    for (size_t i = 0; i < pairs->size();) {
      const auto pair = (*pairs)[i];
      const size_t begin = i;
      while (i < pairs->size() && (*pairs)[i] == pair) ++i;
      const std::string key = PairKey(folded_.key(pair.first), folded_.key(pair.second));
      terms->Add(MakeTerm(TermKind::kPair, static_cast<IndexField>(field), key),
                 static_cast<uint32_t>(i - begin), {});
    }
  }

  absl::flat_hash_map<std::string, Numbers> seen_;
  KeyTable exact_;
  KeyTable folded_;
  std::array<FieldOccurrences, kFieldCount> fields_;
  std::array<uint32_t, kFieldCount> next_position_{};
  std::array<uint32_t, kFieldCount> lengths_{};
};

}  // namespace

void TermList::Add(absl::string_view text, uint32_t frequency,
                   absl::Span<const uint32_t> positions) {
  text_.append(text.data(), text.size());
  positions_.insert(positions_.end(), positions.begin(), positions.end());
  entries_.push_back(
      {static_cast<uint32_t>(text_.size()), static_cast<uint32_t>(positions_.size()), frequency});
}

DocumentTerm TermList::operator[](size_t i) const {
  const Entry begin = i == 0 ? Entry{0, 0, 0} : entries_[i - 1];
  const Entry& end = entries_[i];
  return {absl::string_view(text_).substr(begin.text_end, end.text_end - begin.text_end),
          end.frequency,
          absl::MakeConstSpan(positions_)
              .subspan(begin.positions_end, end.positions_end - begin.positions_end)};
}

DocumentTerms BuildDocumentTerms(absl::Span<const text::Passage> passages) {
  DocumentTermsBuilder builder;
  for (const text::Passage& passage : passages) builder.AddPassage(passage);
  return builder.Finish();
}

}  // namespace khotin::index
