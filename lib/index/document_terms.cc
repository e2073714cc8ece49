#include "index/document_terms.h"

#include <map>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "text/key_phrases.h"
#include "text/normalize.h"

namespace khotin::index {
namespace {

class DocumentTermsBuilder {
 public:
  void AddPassage(const text::Passage& passage) {
    const auto field = static_cast<size_t>(
        passage.field == text::Field::kTitle ? IndexField::kTitle : IndexField::kText);
    const text::Normalized normalized = text::Normalize(passage.text);
    std::vector<uint32_t>& text = document_.text[field];
    if (started_[field]) text.push_back(kPassageBreak);
    started_[field] = true;
    for (const Unit& unit : SplitUnits(normalized.text)) {
      text.push_back(
          Look(absl::string_view(normalized.text).substr(unit.begin, unit.end - unit.begin)));
      ++document_.values.lengths[field];
    }
  }

  DocumentTerms Finish() { return std::move(document_); }

 private:
  // The number of a unit as it is written; other spellings of one exact key share it.
  uint32_t Look(absl::string_view written) {
    const auto seen = written_.find(written);
    if (seen != written_.end()) return seen->second;
    UnitKeys keys = MakeUnitKeys(written);
    const auto [it, added] =
        exact_.try_emplace(keys.exact, static_cast<uint32_t>(document_.units.size()));
    if (added) document_.units.push_back(std::move(keys));
    written_.emplace(written, it->second);
    return it->second;
  }

  DocumentTerms document_;
  std::array<bool, kFieldCount> started_{};
  absl::flat_hash_map<std::string, uint32_t> written_;
  absl::flat_hash_map<std::string, uint32_t> exact_;
};

}  // namespace

DocumentTerms CutIntoUnits(absl::Span<const text::Passage> passages) {
  DocumentTermsBuilder builder;
  for (const text::Passage& passage : passages) builder.AddPassage(passage);
  return builder.Finish();
}

DocumentTerms BuildDocumentTerms(absl::Span<const text::Passage> passages) {
  DocumentTerms document = CutIntoUnits(passages);
  document.key_phrases = text::FindKeyPhrases(passages);
  return document;
}

std::vector<DocumentTerm> ListTerms(const DocumentTerms& document) {
  std::map<std::string, DocumentTerm> terms;
  for (size_t i = 0; i < kFieldCount; ++i) {
    const auto field = static_cast<IndexField>(i);
    const UnitKeys* before = nullptr;
    const auto add = [&](uint32_t position, uint32_t unit) {
      const UnitKeys& keys = document.units[unit];
      if (keys.exact != keys.folded) {
        ++terms[MakeTerm(TermKind::kExact, field, keys.exact)].frequency;
      }
      DocumentTerm& folded = terms[MakeTerm(TermKind::kFolded, field, keys.folded)];
      ++folded.frequency;
      folded.positions.push_back(position);
      folded.spellings.push_back(keys.exact);
      if (before != nullptr) {
        ++terms[MakeTerm(TermKind::kPair, field, PairKey(before->folded, keys.folded))].frequency;
      }
      before = &keys;
    };
    ForEachUnit(document.text[i], add, [&] { before = nullptr; });
  }
  for (size_t i = 0; i < kValueFieldCount; ++i) {
    for (const std::string& label : document.labels[i]) {
      const std::string key = ValueKey(label);
      if (!key.empty()) terms[MakeValueTerm(static_cast<ValueField>(i), key)].frequency = 1;
    }
  }
  for (const std::string& phrase : document.key_phrases) {
    terms[MakePhraseTerm(phrase)].frequency = 1;
  }
  std::vector<DocumentTerm> list;
  for (auto& [text, term] : terms) {
    term.text = text;
    list.push_back(std::move(term));
  }
  return list;
}

}  // namespace khotin::index
