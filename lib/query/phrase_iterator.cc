#include "query/phrase_iterator.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "base/status.h"
#include "index/term.h"

namespace khotin::query {
namespace {

using index::DocId;
using index::kNoDoc;

// Moves all to the first document from `target` on that each of them has. The accessor gives what
// an element points at.
template <typename List>
DocId AlignAll(List& list, DocId target) {
  size_t agreed = 0;
  for (size_t i = 0; agreed < list.size() && target != kNoDoc; i = (i + 1) % list.size()) {
    list[i]->SkipTo(target);
    agreed = list[i]->doc() == target ? agreed + 1 : 1;
    target = list[i]->doc();
  }
  return target;
}

}  // namespace

absl::StatusOr<std::unique_ptr<PhraseIterator>> PhraseIterator::Open(
    const Opener& open, const std::vector<Term>& terms) {
  std::unique_ptr<PhraseIterator> phrase(new PhraseIterator(&terms));
  for (size_t i = 0; i + 1 < terms.size(); ++i) {
    const std::string key = index::PairKey(terms[i].folded_key, terms[i + 1].folded_key);
    KHOTIN_ASSIGN_OR_RETURN(auto pair, open(index::TermKind::kPair, key));
    if (pair == nullptr) return std::unique_ptr<PhraseIterator>();
    phrase->pairs_.push_back(std::move(pair));
  }
  for (const Term& term : terms) {
    KHOTIN_ASSIGN_OR_RETURN(auto word, open(index::TermKind::kFolded, term.folded_key));
    if (word == nullptr) return std::unique_ptr<PhraseIterator>();
    phrase->words_.push_back(std::move(word));
  }
  auto& leads = phrase->pairs_.empty() ? phrase->words_ : phrase->pairs_;
  std::stable_sort(leads.begin(), leads.end(), [](const auto& a, const auto& b) {
    return a->document_frequency() < b->document_frequency();
  });
  phrase->cost_ = leads[0]->document_frequency();
  phrase->doc_ = AlignAll(leads, 0);
  phrase->positions_.resize(terms.size());
  phrase->ChooseOrder();
  return phrase;
}

void PhraseIterator::Skip(DocId target) {
  doc_ = AlignAll(pairs_.empty() ? words_ : pairs_, target);
}

// A document of all pairs most often lacks the phrase all the same. Pairs tell that neighbours
// stand side by side somewhere: two words that are no neighbours tell more, and may spare the rest.
void PhraseIterator::ChooseOrder() {
  const auto frequency = [this](size_t i) { return words_[i]->document_frequency(); };
  order_.resize(words_.size());
  std::iota(order_.begin(), order_.end(), size_t{0});
  std::stable_sort(order_.begin(), order_.end(),
                   [&](size_t a, size_t b) { return frequency(a) < frequency(b); });
  size_t first = 0;
  size_t second = 0;
  uint64_t least = std::numeric_limits<uint64_t>::max();
  for (size_t i = 0; i < words_.size(); ++i) {
    for (size_t j = i + 2; j < words_.size(); ++j) {
      const uint64_t both = uint64_t{frequency(i)} + frequency(j);
      if (both >= least) continue;
      least = both;
      first = i;
      second = j;
    }
  }
  if (first == second) return;
  std::stable_partition(order_.begin(), order_.end(),
                        [&](size_t i) { return i == first || i == second; });
}

void PhraseIterator::FindStarts() {
  if (starts_doc_ == doc_) return;
  starts_doc_ = doc_;
  starts_.clear();
  for (const size_t i : order_) {
    index::Postings& word = *words_[i];
    word.SkipTo(doc_);
    positions_[i] = word.doc() == doc_ ? word.positions() : absl::Span<const uint32_t>();
    KeepStarts(i, i == order_[0]);
    if (starts_.empty()) return;
  }
}

void PhraseIterator::KeepStarts(size_t word, bool is_first) {
  const absl::Span<const uint32_t> positions = positions_[word];
  if (!is_first) {
    const auto lacks = [&](uint32_t start) {
      return !std::binary_search(positions.begin(), positions.end(), start + word);
    };
    starts_.erase(std::remove_if(starts_.begin(), starts_.end(), lacks), starts_.end());
    return;
  }
  for (const uint32_t position : positions) {
    if (position >= word) starts_.push_back(position - static_cast<uint32_t>(word));
  }
}

bool PhraseIterator::Matches() {
  if (words_.size() <= 2) return true;
  FindStarts();
  return !starts_.empty();
}

absl::Span<const uint32_t> PhraseIterator::Starts() {
  FindStarts();
  return starts_;
}

bool PhraseIterator::MatchesAsTyped() {
  FindStarts();
  return std::any_of(starts_.begin(), starts_.end(), [this](uint32_t start) {
    for (size_t i = 0; i < words_.size(); ++i) {
      const Term& term = (*terms_)[i];
      if (!term.has_diacritics) continue;
      const auto place = static_cast<size_t>(
          std::lower_bound(positions_[i].begin(), positions_[i].end(), start + i) -
          positions_[i].begin());
      const auto codes = words_[i]->spellings();
      const uint32_t code = codes.empty() ? 0 : codes[place];
      if (code != words_[i]->SpellingCode(term.exact_key, term.folded_key)) return false;
    }
    return true;
  });
}

absl::Status PhraseIterator::status() const {
  absl::Status status;
  for (const auto& each : pairs_) status.Update(each->status());
  for (const auto& each : words_) status.Update(each->status());
  return status;
}

NearIterator::NearIterator(std::vector<std::unique_ptr<PhraseIterator>> phrases, int distance)
    : phrases_(std::move(phrases)), distance_(static_cast<uint64_t>(std::max(distance, 0))) {
  cost_ = phrases_[0]->cost();
  for (const auto& each : phrases_) cost_ = std::min(cost_, each->cost());
  doc_ = AlignAll(phrases_, 0);
}

void NearIterator::Skip(DocId target) { doc_ = AlignAll(phrases_, target); }

// Sweeps over the starts of all phrases: the window always holds one of each, and the one that
// begins it moves on.
bool NearIterator::Matches() {
  uint64_t words = 0;
  std::vector<absl::Span<const uint32_t>> starts;
  for (const auto& each : phrases_) {
    starts.push_back(each->Starts());
    if (starts.back().empty()) return false;
    words += each->length();
  }
  for (;;) {
    size_t first = 0;
    uint64_t end = 0;
    for (size_t i = 0; i < starts.size(); ++i) {
      if (starts[i][0] < starts[first][0]) first = i;
      end = std::max(end, uint64_t{starts[i][0]} + phrases_[i]->length());
    }
    // Phrases that overlap leave no room between them.
    if (end - starts[first][0] <= words + distance_) return true;
    starts[first].remove_prefix(1);
    if (starts[first].empty()) return false;
  }
}

absl::Status NearIterator::status() const {
  absl::Status status;
  for (const auto& each : phrases_) status.Update(each->status());
  return status;
}

}  // namespace khotin::query
