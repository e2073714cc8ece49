#include "entity/rules/document.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "text/sentence.h"

namespace khotin::entity::rules {
namespace {

constexpr size_t kLookAhead = 32;

// Words repeat: the lists are asked once a document for each.
class StartsCache {
 public:
  explicit StartsCache(const Lexicon& lexicon) : lexicon_(lexicon) {}

  Kinds Get(uint64_t key) {
    const auto [it, fresh] = known_.try_emplace(key, 0);
    if (fresh) it->second = lexicon_.StartsWith(key);
    return it->second;
  }

 private:
  const Lexicon& lexicon_;
  absl::flat_hash_map<uint64_t, Kinds> known_;
};

void MarkSentences(Line* line) {
  line->sentence_start.assign(line->size(), 0);
  size_t token = 0;
  for (const text::Sentence& sentence : text::SplitSentences(line->norm.text, line->tokens)) {
    while (token < line->size() && line->tokens[token].begin < sentence.begin) ++token;
    if (token < line->size()) line->sentence_start[token] = 1;
  }
}

Line MakeLine(const text::Passage& passage, StartsCache* starts) {
  Line line;
  line.field = passage.field;
  line.block = passage.block;
  line.norm = text::Normalize(passage.text);
  line.tokens = text::Tokenize(line.norm.text);
  line.terms.reserve(line.size());
  line.starts.reserve(line.size());
  for (const text::Token& token : line.tokens) {
    const Term term = MakeTerm(token.In(line.norm.text));
    line.terms.push_back(term);
    line.starts.push_back(starts->Get(term.key));
  }
  MarkSentences(&line);
  return line;
}

}  // namespace

bool Line::Capital(size_t i) const {
  using text::TokenKind;
  const TokenKind kind = tokens[i].kind;
  return IsCapitalised(terms[i].shape) && kind != TokenKind::kUrl && kind != TokenKind::kDate &&
         kind != TokenKind::kTime && kind != TokenKind::kPunctuation;
}

absl::Span<const Term> Line::From(size_t i) const {
  size_t end = i + 1;
  const size_t limit = std::min(size(), i + kLookAhead);
  while (end < limit && !sentence_start[end]) ++end;
  return absl::MakeConstSpan(terms).subspan(i, end - i);
}

Match MatchAt(const Lexicon& lexicon, const Line& line, size_t i, Kinds kinds) {
  if (i >= line.size() || (line.starts[i] & kinds) == 0) return Match{};
  return lexicon.Longest(line.From(i), kinds);
}

std::vector<Line> MakeLines(const Lexicon& lexicon, absl::Span<const text::Passage> document) {
  StartsCache starts(lexicon);
  std::vector<Line> lines;
  lines.reserve(document.size());
  for (const text::Passage& passage : document) {
    if (passage.text.size() >= std::numeric_limits<uint32_t>::max()) continue;
    lines.push_back(MakeLine(passage, &starts));
  }
  return lines;
}

}  // namespace khotin::entity::rules
