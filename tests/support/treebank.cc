#include "treebank.h"

#include <fstream>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "text/normalize.h"
#include "text/tokenize.h"

namespace khotin::testing {
namespace {

using Extents = std::set<std::pair<uint32_t, uint32_t>>;

void AddWord(absl::string_view form, MarkedSentence* sentence) {
  if (!sentence->text.empty()) sentence->text.push_back(' ');
  const auto begin = static_cast<uint32_t>(sentence->text.size());
  absl::StrAppend(&sentence->text, form);
  sentence->words.push_back({begin, static_cast<uint32_t>(sentence->text.size())});
}

bool IsPunctuation(absl::string_view word) {
  for (const text::Token& token : text::Tokenize(word)) {
    if (token.IsWord()) return false;
  }
  return true;
}

Extents Marked(const MarkedSentence& sentence, bool with_punctuation) {
  Extents extents;
  for (const MarkedWord& word : sentence.words) {
    const absl::string_view form =
        absl::string_view(sentence.text).substr(word.begin, word.end - word.begin);
    if (with_punctuation || !IsPunctuation(form)) extents.insert({word.begin, word.end});
  }
  return extents;
}

Extents Found(const text::WordSegmenter& segmenter, absl::string_view text, bool with_punctuation) {
  Extents extents;
  const std::vector<text::Token> tokens = text::Tokenize(text);
  for (const text::Word& word : segmenter.Segment(text, tokens)) {
    const uint32_t begin = tokens[word.first_token].begin;
    const uint32_t end = tokens[word.end_token - 1].end;
    if (!with_punctuation && IsPunctuation(text.substr(begin, end - begin))) continue;
    extents.insert({begin, end});
  }
  return extents;
}

}  // namespace

absl::StatusOr<std::vector<MarkedSentence>> ReadTreebank(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  std::vector<MarkedSentence> sentences;
  MarkedSentence sentence;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty()) {
      if (!sentence.words.empty()) sentences.push_back(std::move(sentence));
      sentence = {};
    } else if (!absl::StartsWith(line, "#")) {
      const std::vector<std::string> fields = absl::StrSplit(line, '\t');
      if (fields.size() != 10 || fields[1].empty()) {
        return absl::InvalidArgumentError(
            absl::StrCat(path, ": line ", number, ": not ten fields with a form"));
      }
      AddWord(text::Normalize(fields[1]).text, &sentence);
    }
  }
  if (!sentence.words.empty()) sentences.push_back(std::move(sentence));
  return sentences;
}

MarkedSentence WithBrackets(const MarkedSentence& sentence) {
  MarkedSentence result;
  for (const MarkedWord& word : sentence.words) {
    const absl::string_view form =
        absl::string_view(sentence.text).substr(word.begin, word.end - word.begin);
    AddWord(form == "LBKT" ? "(" : form == "RBKT" ? ")" : form, &result);
  }
  return result;
}

WordScore ScoreWords(const text::WordSegmenter& segmenter,
                     absl::Span<const MarkedSentence> sentences, bool with_punctuation) {
  WordScore score;
  for (const MarkedSentence& given : sentences) {
    const MarkedSentence sentence = WithBrackets(given);
    const Extents marked = Marked(sentence, with_punctuation);
    const Extents found = Found(segmenter, sentence.text, with_punctuation);
    score.marked += marked.size();
    score.found += found.size();
    for (const auto& extent : found) score.right += marked.count(extent);
  }
  return score;
}

}  // namespace khotin::testing
