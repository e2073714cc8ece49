// Documents in which words follow one another, or stand near one another, in one field.
#ifndef KHOTIN_QUERY_PHRASE_ITERATOR_H_
#define KHOTIN_QUERY_PHRASE_ITERATOR_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "index/segment.h"
#include "query/doc_iterator.h"
#include "query/query_node.h"

namespace khotin::query {

// Documents are found by the terms of the phrase's pairs, which are rare; positions are read only
// in those. A phrase of two words needs none at all, unless it is asked for as typed. A phrase of
// one word is that word. Any spelling of a word matches.
class PhraseIterator : public DocIterator {
 public:
  // Opens the postings of a key in the field that the phrase is looked for in; nullptr when the
  // segment has none.
  using Opener = std::function<absl::StatusOr<std::unique_ptr<index::Postings>>(
      index::TermKind kind, const std::string& key)>;

  // nullptr when the field cannot hold the phrase. `terms`, not empty, must outlive the iterator.
  static absl::StatusOr<std::unique_ptr<PhraseIterator>> Open(const Opener& open,
                                                              const std::vector<Term>& terms);

  bool Matches() override;
  // The words stand in a row as they were typed, those with diacritics in that spelling.
  // REQUIRES: Matches().
  bool MatchesAsTyped();
  // Positions of the first words of the phrase in doc(), rising. Valid until the next call.
  absl::Span<const uint32_t> Starts();
  size_t length() const { return terms_->size(); }

  uint64_t cost() const override { return cost_; }
  absl::Status status() const override;

 protected:
  void Skip(index::DocId target) override;

 private:
  explicit PhraseIterator(const std::vector<Term>* terms) : terms_(terms) {}
  void ChooseOrder();
  void FindStarts();
  // Drops starts of phrases without `word` in its place; the first word sets them.
  void KeepStarts(size_t word, bool is_first);

  const std::vector<Term>* const terms_;
  std::vector<std::unique_ptr<index::Postings>> pairs_;
  std::vector<std::unique_ptr<index::Postings>> words_;
  std::vector<size_t> order_;                          // in which words are looked at
  std::vector<absl::Span<const uint32_t>> positions_;  // of each word in doc(), if there are starts
  std::vector<uint32_t> starts_;
  index::DocId starts_doc_ = index::kNoDoc;  // whose starts_ are
  uint64_t cost_ = 0;
};

// Documents in which each of several phrases stands, any two of them so close that at most
// `distance` words of none of them lie between the first and the last, in any order. Phrases may
// stand on the same words.
class NearIterator : public DocIterator {
 public:
  // REQUIRES: at least two phrases, none null.
  NearIterator(std::vector<std::unique_ptr<PhraseIterator>> phrases, int distance);

  bool Matches() override;
  uint64_t cost() const override { return cost_; }
  absl::Status status() const override;

 protected:
  void Skip(index::DocId target) override;

 private:
  const std::vector<std::unique_ptr<PhraseIterator>> phrases_;
  const uint64_t distance_;
  uint64_t cost_ = 0;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_PHRASE_ITERATOR_H_
