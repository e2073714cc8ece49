#include "query/word_matcher.h"

#include <algorithm>
#include <utility>

#include "base/status.h"

namespace khotin::query {
namespace {

uint32_t FrequencyIn(index::Postings* postings, index::DocId doc) {
  if (postings == nullptr) return 0;
  postings->SkipTo(doc);
  return postings->doc() == doc ? postings->frequency() : 0;
}

}  // namespace

absl::StatusOr<FieldPostings> OpenFields(const index::Segment& segment, index::TermKind kind,
                                         absl::string_view key) {
  FieldPostings postings;
  for (size_t field = 0; field < postings.size(); ++field) {
    KHOTIN_ASSIGN_OR_RETURN(
        postings[field],
        segment.OpenPostings(index::MakeTerm(kind, static_cast<index::IndexField>(field), key)));
  }
  return postings;
}

ClauseCounts::FieldCounts CountsOf(const FieldPostings& postings) {
  ClauseCounts::FieldCounts counts{};
  for (size_t field = 0; field < postings.size(); ++field) {
    if (postings[field] != nullptr) counts[field] = postings[field]->document_frequency();
  }
  return counts;
}

absl::Status StatusOf(const FieldPostings& postings) {
  for (const auto& field : postings) {
    if (field != nullptr) KHOTIN_RETURN_IF_ERROR(field->status());
  }
  return absl::OkStatus();
}

WordMatcher::WordMatcher(FieldPostings folded, FieldPostings exact, bool has_exact)
    : folded_(std::move(folded)), exact_(std::move(exact)), has_exact_(has_exact) {
  counts_.folded.push_back(CountsOf(folded_));
  counts_.exact = CountsOf(exact_);
  UpdateDoc();
}

void WordMatcher::UpdateDoc() {
  doc_ = index::kNoDoc;
  for (const auto& postings : folded_) {
    if (postings != nullptr) doc_ = std::min(doc_, postings->doc());
  }
}

void WordMatcher::Skip(index::DocId target) {
  for (const auto& postings : folded_) {
    if (postings != nullptr) postings->SkipTo(target);
  }
  UpdateDoc();
}

bool WordMatcher::Match(ClauseMatch* match) {
  for (size_t field = 0; field < folded_.size(); ++field) {
    match->folded[field] = FrequencyIn(folded_[field].get(), doc_);
    match->exact[field] =
        has_exact_ ? FrequencyIn(exact_[field].get(), doc_) : match->folded[field];
  }
  return true;
}

absl::Status WordMatcher::status() const {
  KHOTIN_RETURN_IF_ERROR(StatusOf(folded_));
  return StatusOf(exact_);
}

}  // namespace khotin::query
