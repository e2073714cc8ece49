#include "entity/rules/abbreviation.h"

#include <algorithm>
#include <string>

#include "absl/types/optional.h"
#include "text/syllable.h"
#include "text/tokenize.h"
#include "text/utf8.h"

namespace khotin::entity::rules {
namespace {

constexpr size_t kMaxAbbreviationBytes = 24;
constexpr size_t kMinLetters = 2;
constexpr size_t kMaxLetters = 10;
constexpr size_t kLookBackBytes = 200;

// The letter of `c` without tone and quality marks, but with đ kept apart from d.
std::string Initial(absl::string_view word) {
  size_t pos = 0;
  text::DecodeUtf8(word, &pos);
  const absl::string_view letter = word.substr(0, pos);
  const std::string lower = text::ToLower(letter);
  return lower == "đ" ? lower : text::FoldedKey(letter);
}

// The letters of an abbreviation, or nothing when `token` is no abbreviation.
std::vector<std::string> Letters(absl::string_view token) {
  std::vector<std::string> letters;
  size_t pos = 0;
  while (pos < token.size()) {
    const size_t begin = pos;
    const char32_t c = text::DecodeUtf8(token, &pos);
    if (c == U'.' || c == U'-' || c == U'&' || c == U' ') continue;
    const absl::string_view letter = token.substr(begin, pos - begin);
    if (c < U'A' || text::ToLower(letter) == letter || letters.size() == kMaxLetters) return {};
    letters.push_back(Initial(letter));
  }
  if (letters.size() < kMinLetters) letters.clear();
  return letters;
}

bool MayBeSkipped(const text::Token& token, absl::string_view text) {
  if (token.kind == text::TokenKind::kPunctuation) {
    const absl::string_view mark = token.In(text);
    return mark == "-" || mark == "–" || mark == "," || mark == "&";
  }
  const absl::string_view word = token.In(text);
  return word == "và" || word == "của" || word == "các" || word == "về";
}

// The token at which the words that spell `letters` begin, reading back from the last.
absl::optional<size_t> MatchBack(absl::string_view text, const std::vector<text::Token>& tokens,
                                 const std::vector<std::string>& letters) {
  size_t token = tokens.size();
  size_t letter = letters.size();
  while (letter > 0) {
    if (token == 0) return absl::nullopt;
    --token;
    if (tokens[token].IsWord() && Initial(tokens[token].In(text)) == letters[letter - 1]) {
      --letter;
    } else if (!MayBeSkipped(tokens[token], text) || letter == letters.size()) {
      return absl::nullopt;
    }
  }
  return token;
}

absl::optional<Definition> DefinitionAt(absl::string_view text, size_t open) {
  const size_t close = text.substr(open, kMaxAbbreviationBytes).find(')');
  if (close == absl::string_view::npos) return absl::nullopt;
  const absl::string_view inside = text.substr(open + 1, close - 1);
  const std::vector<std::string> letters = Letters(inside);
  if (letters.empty()) return absl::nullopt;
  size_t from = open > kLookBackBytes ? open - kLookBackBytes : 0;
  while (from > 0 && text[from - 1] != ' ' && from < open) ++from;
  const absl::string_view before = text.substr(from, open - from);
  const std::vector<text::Token> tokens = text::Tokenize(before);
  const absl::optional<size_t> first = MatchBack(before, tokens, letters);
  if (!first.has_value()) return absl::nullopt;
  return Definition{static_cast<uint32_t>(from + tokens[*first].begin),
                    static_cast<uint32_t>(from + tokens.back().end),
                    static_cast<uint32_t>(open + 1), static_cast<uint32_t>(open + close)};
}

}  // namespace

std::vector<Definition> FindDefinitions(absl::string_view text) {
  std::vector<Definition> definitions;
  for (size_t open = text.find('('); open != absl::string_view::npos;
       open = text.find('(', open + 1)) {
    const absl::optional<Definition> definition = DefinitionAt(text, open);
    if (definition.has_value()) definitions.push_back(*definition);
  }
  return definitions;
}

}  // namespace khotin::entity::rules
