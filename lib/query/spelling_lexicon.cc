#include "query/spelling_lexicon.h"

#include <algorithm>
#include <memory>

#include "absl/strings/match.h"

namespace khotin::query {
namespace {

using index::IndexField;
using index::MakeTerm;
using index::TermKind;

constexpr double kScreenedShare = .9;
constexpr int kSampledDocuments = 100;

// The exact key at the `place`-th of the positions that `postings` has read.
std::string KeyAt(index::Postings* postings, size_t place, const std::string& folded) {
  const auto codes = postings->spellings();
  const uint32_t code = codes.empty() ? 0 : codes[place];
  if (code == 0 || code > postings->spelling_keys().size()) return folded;
  return std::string(postings->spelling_keys()[code - 1]);
}

}  // namespace

SpellingLexicon::SpellingLexicon(const index::IndexSnapshot& snapshot)
    : documents_(std::max(1.0, static_cast<double>(snapshot.documents))) {
  double all = 0;
  for (const index::SegmentView& view : snapshot.segments) {
    segments_.push_back(view.segment.get());
    all += view.segment->stats().documents;
  }
  std::stable_sort(segments_.begin(), segments_.end(), [](const auto* a, const auto* b) {
    return a->stats().documents > b->stats().documents;
  });
  for (double held = 0; screens_ < segments_.size() && held < kScreenedShare * all; ++screens_) {
    held += segments_[screens_]->stats().documents;
  }
}

bool SpellingLexicon::MayLook() { return status_.ok() && ++lookups_ <= kMaxLookups; }

uint64_t SpellingLexicon::Look(const index::Segment& segment, const std::string& term) {
  if (!MayLook()) return 0;
  const auto frequency = segment.DocumentFrequency(term);
  if (frequency.ok()) return *frequency;
  status_ = frequency.status();
  return 0;
}

uint64_t SpellingLexicon::Count(TermKind kind, absl::string_view key) {
  std::string text_term = MakeTerm(kind, IndexField::kText, key);
  const auto known = counts_.find(text_term);
  if (known != counts_.end()) return known->second;
  const std::string title_term = MakeTerm(kind, IndexField::kTitle, key);
  uint64_t count = 0;
  for (const index::Segment* segment : segments_) {
    count += Look(*segment, text_term) + Look(*segment, title_term);
  }
  counts_.emplace(std::move(text_term), count);
  return count;
}

uint64_t SpellingLexicon::Pair(absl::string_view first, absl::string_view second) {
  return Count(TermKind::kPair, index::PairKey(first, second));
}

bool SpellingLexicon::MayKnow(absl::string_view folded) {
  const std::string term = MakeTerm(TermKind::kFolded, IndexField::kText, folded);
  for (size_t i = 0; i < screens_; ++i) {
    if (Look(*segments_[i], term) > 0) return true;
  }
  return false;
}

std::vector<std::string> SpellingLexicon::Spellings(absl::string_view folded) {
  std::vector<std::string> keys;
  for (size_t i = 0; i < segments_.size() && keys.empty(); ++i) {
    if (!MayLook()) break;
    const auto postings =
        segments_[i]->OpenPostings(MakeTerm(TermKind::kFolded, IndexField::kText, folded));
    if (!postings.ok()) {
      status_ = postings.status();
      break;
    }
    if (*postings == nullptr) continue;
    for (const absl::string_view key : (*postings)->spelling_keys()) keys.emplace_back(key);
  }
  return keys;
}

SpellingLexicon::PairSpellings SpellingLexicon::SamplePair(const std::string& first,
                                                           const std::string& second) {
  PairSpellings found;
  int documents = 0;
  for (const index::Segment* segment : segments_) {
    const auto open = [&](TermKind kind, const std::string& key) {
      return segment->OpenPostings(MakeTerm(kind, IndexField::kText, key));
    };
    if (!MayLook()) break;
    const auto pair = open(TermKind::kPair, index::PairKey(first, second));
    const auto one = open(TermKind::kFolded, first);
    const auto two = open(TermKind::kFolded, second);
    for (const auto* each : {&pair, &one, &two}) status_.Update(each->status());
    if (!status_.ok()) break;
    if (*pair == nullptr || *one == nullptr || *two == nullptr) continue;
    for (; (*pair)->doc() != index::kNoDoc && documents < kSampledDocuments; (*pair)->Next()) {
      ++documents;
      (*one)->SkipTo((*pair)->doc());
      (*two)->SkipTo((*pair)->doc());
      if ((*one)->doc() != (*two)->doc()) continue;
      const auto firsts = (*one)->positions();
      const auto seconds = (*two)->positions();
      for (size_t i = 0; i < firsts.size(); ++i) {
        const auto at = std::lower_bound(seconds.begin(), seconds.end(), firsts[i] + 1);
        if (at == seconds.end() || *at != firsts[i] + 1) continue;
        const auto place = static_cast<size_t>(at - seconds.begin());
        ++found[{KeyAt(one->get(), i, first), KeyAt(two->get(), place, second)}];
      }
    }
  }
  return found;
}

std::vector<std::string> SpellingLexicon::Beginning(absl::string_view prefix, size_t limit) {
  std::vector<std::string> keys;
  if (segments_.empty() || !MayLook()) return keys;
  const std::string first = MakeTerm(TermKind::kFolded, IndexField::kText, prefix);
  const auto cursor = segments_[0]->TermsFrom(first);
  while (keys.size() < limit && cursor->Next() && absl::StartsWith(cursor->term(), first)) {
    keys.push_back(cursor->term().substr(2));
  }
  status_.Update(cursor->status());
  return keys;
}

}  // namespace khotin::query
