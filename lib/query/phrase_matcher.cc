#include "query/phrase_matcher.h"

#include <algorithm>

#include "base/status.h"
#include "index/term.h"
#include "query/phrase.h"

namespace khotin::query {

using index::DocId;
using index::kNoDoc;
using index::MakeTerm;
using index::TermKind;

absl::StatusOr<std::unique_ptr<Matcher>> PhraseMatcher::Open(const index::Segment& segment,
                                                             const Clause& clause) {
  std::unique_ptr<PhraseMatcher> matcher(new PhraseMatcher(&clause));
  for (const Word& word : clause.words) matcher->has_diacritics_ |= word.has_diacritics;
  matcher->counts_.folded.resize(clause.words.size() - 1);
  for (size_t i = 0; i < matcher->fields_.size(); ++i) {
    KHOTIN_RETURN_IF_ERROR(
        matcher->OpenField(segment, static_cast<index::IndexField>(i), &matcher->fields_[i]));
  }
  matcher->UpdateDoc();
  return std::unique_ptr<Matcher>(std::move(matcher));
}

absl::Status PhraseMatcher::OpenField(const index::Segment& segment, index::IndexField id,
                                      Field* field) {
  const auto& words = clause_->words;
  bool complete = true;
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string key = index::PairKey(words[i].folded_key, words[i + 1].folded_key);
    KHOTIN_ASSIGN_OR_RETURN(auto pair, segment.OpenPostings(MakeTerm(TermKind::kPair, id, key)));
    if (pair != nullptr) {
      counts_.folded[i][static_cast<size_t>(id)] = pair->document_frequency();
    }
    complete = complete && pair != nullptr;
    field->pairs.push_back(std::move(pair));
  }
  if (!complete) {
    field->pairs.clear();
    return absl::OkStatus();
  }
  for (const Word& word : words) {
    if (words.size() > 2 || has_diacritics_) {
      KHOTIN_ASSIGN_OR_RETURN(
          auto folded, segment.OpenPostings(MakeTerm(TermKind::kFolded, id, word.folded_key)));
      field->words.push_back(std::move(folded));
    }
    if (!has_diacritics_) continue;
    field->exact.emplace_back();
    if (!word.has_diacritics) continue;
    KHOTIN_ASSIGN_OR_RETURN(field->exact.back(),
                            segment.OpenPostings(MakeTerm(TermKind::kExact, id, word.exact_key)));
  }
  SkipField(0, field);
  return absl::OkStatus();
}

void PhraseMatcher::SkipField(DocId target, Field* field) {
  if (field->pairs.empty()) return;
  size_t agreed = 0;
  for (size_t i = 0; agreed < field->pairs.size() && target != kNoDoc;
       i = (i + 1) % field->pairs.size()) {
    index::Postings* const pair = field->pairs[i].get();
    pair->SkipTo(target);
    agreed = pair->doc() == target ? agreed + 1 : 1;
    target = pair->doc();
  }
  field->doc = target;
}

void PhraseMatcher::UpdateDoc() {
  doc_ = kNoDoc;
  for (const Field& field : fields_) doc_ = std::min(doc_, field.doc);
}

void PhraseMatcher::Skip(DocId target) {
  for (Field& field : fields_) {
    if (field.doc < target) SkipField(target, &field);
  }
  UpdateDoc();
}

uint32_t PhraseMatcher::CountWords(Field* field, bool exact) const {
  std::vector<absl::Span<const uint32_t>> lists;
  for (size_t i = 0; i < clause_->words.size(); ++i) {
    const bool as_typed = exact && clause_->words[i].has_diacritics;
    index::Postings* const postings = as_typed ? field->exact[i].get() : field->words[i].get();
    if (postings == nullptr) return 0;
    postings->SkipTo(field->doc);
    if (postings->doc() != field->doc) return 0;
    lists.push_back(postings->positions());
  }
  return CountPhrase(lists);
}

uint32_t PhraseMatcher::CountFolded(Field* field) const {
  if (clause_->words.size() == 2) return field->pairs[0]->frequency();
  return CountWords(field, /*exact=*/false);
}

uint32_t PhraseMatcher::CountExact(Field* field) const { return CountWords(field, /*exact=*/true); }

bool PhraseMatcher::Match(ClauseMatch* match) {
  bool found = false;
  for (size_t i = 0; i < fields_.size(); ++i) {
    const bool here = fields_[i].doc == doc_;
    match->folded[i] = here ? CountFolded(&fields_[i]) : 0;
    match->exact[i] = match->folded[i];
    if (match->folded[i] > 0 && has_diacritics_) match->exact[i] = CountExact(&fields_[i]);
    found = found || match->folded[i] > 0;
  }
  return found;
}

absl::Status PhraseMatcher::status() const {
  for (const Field& field : fields_) {
    for (const PostingsList* list : {&field.pairs, &field.words, &field.exact}) {
      for (const auto& postings : *list) {
        if (postings != nullptr) KHOTIN_RETURN_IF_ERROR(postings->status());
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace khotin::query
