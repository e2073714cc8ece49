#include "query/text_terms.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "text/normalize.h"

namespace khotin::query {
namespace {

class TermCounter {
 public:
  void AddPassage(const text::Passage& passage) {
    const auto field =
        static_cast<size_t>(passage.field == text::Field::kTitle ? index::IndexField::kTitle
                                                                 : index::IndexField::kText);
    const text::Normalized normalized = text::Normalize(passage.text);
    const absl::string_view text = normalized.text;
    absl::optional<Term> before;
    uint32_t begin_before = 0;
    for (const index::Unit& unit : index::SplitUnits(text)) {
      index::UnitKeys keys = index::MakeUnitKeys(text.substr(unit.begin, unit.end - unit.begin));
      const bool marked = keys.exact != keys.folded;
      Term word{std::move(keys.exact), std::move(keys.folded), marked};
      Count(index::TermKind::kFolded, word.folded_key, {word},
            text.substr(unit.begin, unit.end - unit.begin), field);
      if (before.has_value()) {
        Count(index::TermKind::kPair, index::PairKey(before->folded_key, word.folded_key),
              {*before, word}, text.substr(begin_before, unit.end - begin_before), field);
      }
      before = std::move(word);
      begin_before = unit.begin;
      ++terms_.lengths[field];
    }
  }

  TextTerms Take() { return std::move(terms_); }

 private:
  void Count(index::TermKind kind, const std::string& key, std::vector<Term> words,
             absl::string_view shown, size_t field) {
    const auto [it, added] = places_.try_emplace(key, terms_.terms.size());
    if (added) {
      terms_.terms.push_back({kind, key, std::move(words), std::string(shown), {}});
    }
    ++terms_.terms[it->second].frequencies[field];
  }

  TextTerms terms_;
  absl::flat_hash_map<std::string, size_t> places_;  // a pair's key has a space, a word's none
};

}  // namespace

TextTerms CountTextTerms(absl::Span<const text::Passage> passages) {
  TermCounter counter;
  for (const text::Passage& passage : passages) counter.AddPassage(passage);
  return counter.Take();
}

}  // namespace khotin::query
