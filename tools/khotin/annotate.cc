#include "tools/khotin/annotate.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "nlohmann/json.hpp"
#include "text/normalize.h"
#include "text/sentence.h"
#include "text/tokenize.h"
#include "text/utf8.h"
#include "text/word_segment.h"

namespace khotin::cli {
namespace {

using Json = nlohmann::ordered_json;

// What text::Normalize takes out; at the ends of a stretch it belongs to no word.
constexpr absl::string_view kInvisible[] = {"\u200b", "\u200c", "\u200d",
                                            "\u2060", "\u00ad", "\ufeff"};

struct Stretch {
  size_t begin;
  size_t end;
};

bool TrimFront(absl::string_view line, Stretch* stretch) {
  for (const absl::string_view mark : kInvisible) {
    if (absl::StartsWith(line.substr(stretch->begin, stretch->end - stretch->begin), mark)) {
      stretch->begin += mark.size();
      return true;
    }
  }
  return false;
}

bool TrimBack(absl::string_view line, Stretch* stretch) {
  for (const absl::string_view mark : kInvisible) {
    if (absl::EndsWith(line.substr(stretch->begin, stretch->end - stretch->begin), mark)) {
      stretch->end -= mark.size();
      return true;
    }
  }
  return false;
}

Json OriginalRange(absl::string_view line, const text::OffsetMap& offsets, size_t begin,
                   size_t end) {
  Stretch stretch{offsets.ToOriginal(begin), offsets.ToOriginal(end)};
  while (TrimFront(line, &stretch)) {
  }
  while (TrimBack(line, &stretch)) {
  }
  return Json::array({stretch.begin, stretch.end});
}

bool IsMark(const std::vector<text::Token>& tokens, const text::Word& word) {
  return word.end_token == word.first_token + 1 && !tokens[word.first_token].IsWord();
}

Json MentionJson(absl::string_view line, const entity::Mention& mention) {
  const absl::string_view text =
      line.substr(mention.span.begin, mention.span.end - mention.span.begin);
  return {{"type", std::string(entity::EntityTypeName(mention.type))},
          {"begin", mention.span.begin},
          {"end", mention.span.end},
          {"text", std::string(text)}};
}

absl::Status CheckLine(absl::string_view line) {
  if (line.size() > base::kMaxDocumentBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("longer than ", base::kMaxDocumentBytes >> 20, " MiB"));
  }
  return text::ValidateUtf8(line);
}

}  // namespace

absl::StatusOr<std::string> AnnotateLine(const analysis::Analyzer& analyzer, absl::string_view line,
                                         const text::WordDictionary* dictionary) {
  KHOTIN_RETURN_IF_ERROR(CheckLine(line));
  const text::Normalized normal = text::Normalize(line);
  const std::vector<text::Token> tokens = text::Tokenize(normal.text);
  Json sentences = Json::array();
  for (const text::Sentence& sentence : text::SplitSentences(normal.text, tokens)) {
    sentences.push_back(OriginalRange(line, normal.offsets, sentence.begin, sentence.end));
  }
  Json words = Json::array();
  for (const text::Word& word :
       text::WordSegmenter::BuiltIn().Segment(normal.text, tokens, dictionary)) {
    if (IsMark(tokens, word)) continue;
    words.push_back(OriginalRange(line, normal.offsets, tokens[word.first_token].begin,
                                  tokens[word.end_token - 1].end));
  }
  Json mentions = Json::array();
  for (const entity::Mention& mention : analyzer.Recognize(line)) {
    mentions.push_back(MentionJson(line, mention));
  }
  const Json annotated = {{"text", std::string(line)},
                          {"sentences", std::move(sentences)},
                          {"words", std::move(words)},
                          {"mentions", std::move(mentions)}};
  return annotated.dump();
}

absl::StatusOr<std::vector<MarkedSpan>> MarkLine(const analysis::Analyzer& analyzer,
                                                 absl::string_view line) {
  KHOTIN_RETURN_IF_ERROR(CheckLine(line));
  std::vector<MarkedSpan> spans;
  for (entity::Mention& mention : analyzer.Recognize(line)) {
    spans.push_back({mention.type, mention.span.begin, mention.span.end, std::move(mention.value)});
  }
  return spans;
}

}  // namespace khotin::cli
