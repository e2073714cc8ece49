// A document as the rules see it: normalised, tokenised, split into sentences.
#ifndef KHOTIN_ENTITY_RULES_DOCUMENT_H_
#define KHOTIN_ENTITY_RULES_DOCUMENT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "entity/mention.h"
#include "entity/rules/lexicon.h"
#include "text/normalize.h"
#include "text/passage.h"
#include "text/tokenize.h"

namespace khotin::entity::rules {

// One passage. Token indices below are indices into `tokens`; `terms` and `starts` run beside it.
struct Line {
  text::Field field = text::Field::kBody;
  int32_t block = 0;
  text::Normalized norm;
  std::vector<text::Token> tokens;
  std::vector<Term> terms;
  std::vector<Kinds> starts;            // Lexicon::StartsWith of each token
  std::vector<uint8_t> sentence_start;  // 1 at a token that opens a sentence

  size_t size() const { return tokens.size(); }
  absl::string_view Text(size_t i) const { return tokens[i].In(norm.text); }
  absl::string_view Text(size_t begin, size_t end) const {
    return absl::string_view(norm.text).substr(tokens[begin].begin,
                                               tokens[end - 1].end - tokens[begin].begin);
  }
  bool IsMark(size_t i, absl::string_view mark) const {
    return i < size() && tokens[i].kind == text::TokenKind::kPunctuation && Text(i) == mark;
  }
  Shape ShapeAt(size_t i) const { return terms[i].shape; }
  // A capitalised word (not a date, number or URL).
  bool Capital(size_t i) const;
  // True when nothing, not even a space, lies between tokens i and i + 1.
  bool Tight(size_t i) const { return i + 1 < size() && tokens[i].end == tokens[i + 1].begin; }
  // True when token i exists and goes on with the sentence of the token before it.
  bool Continues(size_t i) const { return i < size() && !sentence_start[i]; }
  // The tokens from i to the end of the sentence, at most 32.
  absl::Span<const Term> From(size_t i) const;
};

// Lexicon::Longest at token i of `line`, within its sentence.
Match MatchAt(const Lexicon& lexicon, const Line& line, size_t i, Kinds kinds);

// Prepares every passage. Passages of 4 GiB and more are passed over.
std::vector<Line> MakeLines(const Lexicon& lexicon, absl::Span<const text::Passage> document);

// A mention by token indices [begin, end) of its line.
struct Found {
  EntityType type = EntityType::kUnspecified;
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string value;  // of a DATE
};

// A run of capitals, by token indices, that nothing in its line explains.
struct Unknown {
  uint32_t begin = 0;
  uint32_t end = 0;
};

struct LineResult {
  std::vector<Found> found;
  std::vector<Unknown> unknown;
  std::vector<Found> defined;  // full names of the document's own abbreviations
};

}  // namespace khotin::entity::rules

#endif  // KHOTIN_ENTITY_RULES_DOCUMENT_H_
