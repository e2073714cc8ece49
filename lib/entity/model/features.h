// What the sequence model sees of each token.
#ifndef KHOTIN_ENTITY_MODEL_FEATURES_H_
#define KHOTIN_ENTITY_MODEL_FEATURES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "entity/model/word_clusters.h"
#include "entity/rules/document.h"
#include "entity/rules/lexicon.h"

namespace khotin::entity::model {

// Hashes of the features of one token, in an order of their own.
class TokenFeatures {
 public:
  static constexpr size_t kMax = 80;

  void Clear() { size_ = 0; }
  void Add(uint64_t hash) { hashes_[size_++] = hash; }
  const uint64_t* begin() const { return hashes_.data(); }
  const uint64_t* end() const { return hashes_.data() + size_; }
  size_t size() const { return size_; }

 private:
  std::array<uint64_t, kMax> hashes_;
  size_t size_ = 0;
};

// A word as it is written: what word clusters go by. Never 0.
uint64_t WordForm(const rules::Term& term);

// Whether features tell what the lists say of names; their words that open names always count.
enum class ListedNames { kUse, kLeaveOut };

// The features of the tokens of one line: a function of what it is made from. Immutable after
// construction and thread-safe.
class LineFeatures {
 public:
  // `dates` are what rules found in the line. `line` must outlive this.
  LineFeatures(const rules::Lexicon& lexicon, const WordClusters& clusters, const rules::Line& line,
               absl::Span<const rules::Found> dates, ListedNames names = ListedNames::kUse);

  size_t size() const { return line_.size(); }
  // True for the first token of the line, too.
  bool OpensSentence(size_t i) const { return i == 0 || line_.sentence_start[i] != 0; }
  // Of token i.
  void Get(size_t i, TokenFeatures* features) const;

 private:
  // What is known of a token by itself.
  struct Word {
    uint64_t key = 0;      // its exact key, whatever its case
    uint64_t form = 0;     // the key and the shape
    uint32_t shape = 0;    // shape, kind, length of capitals and digits
    uint32_t names = 0;    // of a listed name it belongs to: types, and its place in it
    uint32_t heads = 0;    // what listed words that open or close names say
    uint32_t hints = 0;    // what listed words that are part of no name, or go on with one, say
    uint32_t prefix = 0;   // the first two bytes
    uint32_t suffix = 0;   // the last three bytes
    uint16_t cluster = 0;  // of its form
    uint8_t date = 0;      // of a date that rules found: its place in it
    uint8_t opener = 0;    // tokens since a word that opens names of several words; 0: none is near
    uint64_t opened = 0;   // that word
    uint8_t cohesion = 0;  // with the word behind it (WordSegmenter::CohesionOf)
    uint8_t state = 0;     // inside quotes, brackets, a line in capitals; opens a sentence
    uint32_t run = 0;      // the run of capitals it is in
  };
  // A stretch of capitalised words, or a single other token.
  struct Run {
    uint32_t begin = 0;
    uint32_t end = 0;
    bool is_capital = false;
    uint32_t list_begin = 0;  // of the list of names it is in ("ở A, B và C"); its own when alone
    uint32_t list_end = 0;
  };

  void ReadWords();
  void MarkPhrases(const rules::Lexicon& lexicon);
  void MarkName(size_t i, const rules::Match& match);
  void MarkPhrase(size_t i, const rules::Match& match, rules::Kinds kinds, uint32_t Word::*mark);
  void MarkDates(absl::Span<const rules::Found> dates);
  void MarkOpeners();
  void MarkCohesion();
  void MarkRuns();
  void MarkNameLists();
  const Word& At(size_t i, int offset) const;

  void AddWords(size_t i, TokenFeatures* features) const;
  void AddShapes(size_t i, TokenFeatures* features) const;
  void AddLists(size_t i, TokenFeatures* features) const;
  void AddRun(size_t i, TokenFeatures* features) const;
  void AddClusters(size_t i, TokenFeatures* features) const;
  void AddCohesion(size_t i, TokenFeatures* features) const;

  const rules::Line& line_;
  const ListedNames names_;
  std::vector<Word> words_;
  std::vector<Run> runs_;
};

}  // namespace khotin::entity::model

#endif  // KHOTIN_ENTITY_MODEL_FEATURES_H_
