#include "query/spelling_words.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace khotin::query {
namespace {

bool HasLetter(absl::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || absl::ascii_isalpha(byte);
  });
}

bool IsAlphanumeric(absl::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); });
}

void AddWord(const Node& node, const Term& term, bool may_split, std::vector<QueryWord>* words) {
  QueryWord word;
  word.begin = term.begin;
  word.end = term.end;
  word.term = term;
  word.may_split = node.quoted || (may_split && !node.in_title && node.occur == Occur::kOptional);
  words->push_back(std::move(word));
}

// Words under `node`. A token with inner marks is one word: TP.HCM, or keys of VNI (tie6ng).
void Collect(const Node& node, absl::string_view text, bool may_split,
             std::vector<QueryWord>* words) {
  if (node.occur == Occur::kExcluded) return;
  if (node.kind == NodeKind::kWord || (node.kind == NodeKind::kPhrase && node.quoted)) {
    for (const Term& term : node.terms) AddWord(node, term, may_split, words);
  } else if (node.kind == NodeKind::kPhrase && node.terms.front().end > 0) {
    Term whole = node.terms.front();
    whole.end = node.terms.back().end;
    AddWord(node, whole, may_split, words);
    words->back().fixed = !IsAlphanumeric(text.substr(whole.begin, whole.end - whole.begin));
  }
  for (const Node& child : node.children) {
    Collect(child, text, node.kind == NodeKind::kGroup, words);
  }
}

}  // namespace

std::vector<QueryWord> WordsToCheck(const QueryTree& tree, absl::string_view text) {
  std::vector<QueryWord> words;
  Collect(tree.root, text, /*may_split=*/true, &words);
  words.erase(std::remove_if(words.begin(), words.end(),
                             [&](const QueryWord& word) {
                               return word.end <= word.begin || word.end > text.size();
                             }),
              words.end());
  std::stable_sort(words.begin(), words.end(),
                   [](const QueryWord& a, const QueryWord& b) { return a.begin < b.begin; });
  for (size_t i = 0; i < words.size(); ++i) {
    QueryWord& word = words[i];
    const absl::string_view typed = text.substr(word.begin, word.end - word.begin);
    if (!HasLetter(typed) || !IsAlphanumeric(word.term.folded_key)) word.fixed = true;
    if (i == 0 || words[i - 1].end >= word.begin) continue;
    const absl::string_view between = text.substr(words[i - 1].end, word.begin - words[i - 1].end);
    word.follows = between.find_first_not_of(" \xC2\xA0") == between.npos;
  }
  return words;
}

}  // namespace khotin::query
