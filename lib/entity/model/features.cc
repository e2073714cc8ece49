#include "entity/model/features.h"

#include <algorithm>
#include <array>
#include <string>

#include "absl/strings/ascii.h"
#include "base/hash.h"
#include "entity/model/feature_hash.h"
#include "text/word_segment.h"

namespace khotin::entity::model {
namespace {

using rules::Kinds;
using rules::Shape;

// Of the types that a listed name can have.
constexpr Kinds kNameKinds = rules::kAnyName | rules::kNotName;
// What stands before, in or behind names.
constexpr Kinds kHeadKinds =
    rules::kAnyTitle | rules::kTitleModifier | rules::kTitleRole | rules::kPortfolio |
    rules::kHonorific | rules::kProfession | rules::kOrgHead | rules::kOrgLocal |
    rules::kPlaceHead | rules::kPlaceOutside | rules::kPlaceCue | rules::kSurname |
    rules::kSurnameCommon | rules::kDocumentHead | rules::kEventHead | rules::kPeopleHead |
    rules::kActorCue | rules::kNameCue | rules::kSourceCue | rules::kAmbiguous;

// Words that look like names or heads and are none, and pairs that go on with a name.
constexpr Kinds kHintKinds =
    rules::kOpener | rules::kCompound | rules::kContinues | rules::kPlaceUnit;

uint32_t ShapeOf(const text::Token& token, Shape shape, absl::string_view text) {
  constexpr uint32_t kLongest = 5;
  const auto kind = static_cast<uint32_t>(token.kind);
  uint32_t length = 0;
  if (shape == Shape::kUpper || shape == Shape::kNumber) {
    length = std::min(kLongest, static_cast<uint32_t>(text.size()));
  }
  const uint32_t mark = shape == Shape::kMark ? static_cast<uint8_t>(text.front()) : 0;
  return (((kind * 8 + static_cast<uint32_t>(shape)) * 8 + length) << 8) | mark;
}

uint32_t BytesHash(absl::string_view bytes) { return static_cast<uint32_t>(base::Hash64(bytes)); }

absl::string_view Tail(absl::string_view text, size_t bytes) {
  return text.substr(text.size() - std::min(text.size(), bytes));
}

// A number by what it can be, so that all days, months and years look alike: "d/m" for 14/6, "Y"
// for 2017, "n" for 35824.
uint64_t NumberPattern(absl::string_view text) {
  std::string pattern;
  for (size_t i = 0; i < text.size();) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(text[i]))) {
      pattern += text[i++];
      continue;
    }
    size_t end = i;
    uint32_t value = 0;
    for (; end < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[end])); ++end) {
      value = std::min<uint32_t>(value * 10 + static_cast<uint32_t>(text[end] - '0'), 100000);
    }
    const size_t digits = end - i;
    pattern += digits == 4 && value >= 1900 && value < 2100 ? 'Y'
               : digits > 2                                 ? 'n'
               : value == 0 || value > 31                   ? 't'
               : value > 12                                 ? 'd'
                                                            : 'm';
    i = end;
  }
  return base::Hash64(pattern);
}

bool IsOpeningQuote(absl::string_view text) { return text == "“" || text == "«" || text == "‘"; }
bool IsClosingQuote(absl::string_view text) { return text == "”" || text == "»" || text == "’"; }

}  // namespace

uint64_t WordForm(const rules::Term& term) {
  return Mix(term.key, static_cast<uint64_t>(term.shape) + 1) | 1;
}

LineFeatures::LineFeatures(const rules::Lexicon& lexicon, const WordClusters& clusters,
                           const rules::Line& line, absl::Span<const rules::Found> dates,
                           ListedNames names)
    : line_(line), names_(names), words_(line.size()) {
  ReadWords();
  MarkPhrases(lexicon);
  MarkDates(dates);
  MarkOpeners();
  MarkRuns();
  MarkCohesion();
  for (size_t i = 0; i < words_.size(); ++i) {
    words_[i].cluster = clusters.Of(WordForm(line_.terms[i]));
  }
}

void LineFeatures::ReadWords() {
  size_t lower = 0;
  size_t upper = 0;
  bool quoted = false;
  bool bracketed = false;
  for (size_t i = 0; i < words_.size(); ++i) {
    const absl::string_view text = line_.Text(i);
    const Shape shape = line_.ShapeAt(i);
    lower += shape == Shape::kLower ? 1 : 0;
    upper += shape == Shape::kUpper ? 1 : 0;
    Word& word = words_[i];
    word.key = line_.terms[i].key;
    word.shape = ShapeOf(line_.tokens[i], shape, text);
    word.form = WordForm(line_.terms[i]);
    if (shape == Shape::kNumber) word.key = word.form = NumberPattern(text);
    word.prefix = BytesHash(text.substr(0, std::min<size_t>(text.size(), 2)));
    word.suffix = BytesHash(Tail(text, 3));
    if (shape == Shape::kMark) {
      quoted = text == "\"" ? !quoted : (quoted && !IsClosingQuote(text)) || IsOpeningQuote(text);
      bracketed = (bracketed && text != ")") || text == "(";
    }
    word.state = static_cast<uint8_t>((quoted ? 1 : 0) | (bracketed ? 2 : 0) |
                                      (line_.sentence_start[i] != 0 ? 4 : 0));
  }
  const bool capitals = upper > 2 && upper > 2 * lower;
  for (Word& word : words_) word.state = static_cast<uint8_t>(word.state | (capitals ? 8 : 0));
}

void LineFeatures::MarkPhrases(const rules::Lexicon& lexicon) {
  const bool use_names = names_ == ListedNames::kUse;
  const std::array<Kinds, 3> kinds = {kHeadKinds, kHintKinds, use_names ? kNameKinds : 0};
  const Kinds any = kinds[0] | kinds[1] | kinds[2];
  std::array<rules::Match, kinds.size()> matches;
  size_t named = 0;  // words before belong to a listed name
  for (size_t i = 0; i < words_.size(); ++i) {
    if ((line_.starts[i] & any) == 0) continue;
    lexicon.Longest(line_.From(i), kinds, absl::MakeSpan(matches));
    MarkPhrase(i, matches[0], kinds[0], &Word::heads);
    MarkPhrase(i, matches[1], kinds[1], &Word::hints);
    if (i < named || matches[2].length == 0) continue;
    MarkName(i, matches[2]);
    named = i + matches[2].length;
  }
}

void LineFeatures::MarkName(size_t i, const rules::Match& match) {
  const auto kinds = static_cast<uint32_t>((match.kinds & rules::kAnyName) |
                                           ((match.kinds & rules::kNotName) != 0 ? 16 : 0));
  const size_t end = i + match.length;
  for (size_t k = i; k < end; ++k) {
    const uint32_t place = match.length == 1 ? 3 : k == i ? 0 : k + 1 == end ? 2 : 1;
    words_[k].names = ((kinds * 4 + place) << 1) | 1;
  }
}

void LineFeatures::MarkPhrase(size_t i, const rules::Match& match, Kinds kinds,
                              uint32_t Word::*mark) {
  for (size_t k = i; k < i + match.length; ++k) {
    if (k > i && words_[k].*mark != 0) continue;
    const uint64_t place = match.length == 1 ? 3 : k == i ? 0 : k + 1 == i + match.length ? 2 : 1;
    words_[k].*mark = static_cast<uint32_t>(Mix(match.kinds & kinds, place)) | 1;
  }
}

void LineFeatures::MarkDates(absl::Span<const rules::Found> dates) {
  for (const rules::Found& date : dates) {
    for (uint32_t i = date.begin; i < date.end; ++i) {
      words_[i].date = static_cast<uint8_t>(date.end - date.begin == 1 ? 4
                                            : i == date.begin          ? 1
                                            : i + 1 == date.end        ? 3
                                                                       : 2);
    }
  }
}

// Names of bodies and offices go on over many words in lower case: what opened one tells of words
// far behind it.
void LineFeatures::MarkOpeners() {
  constexpr Kinds kOpeners =
      rules::kOrgHead | rules::kAnyTitle | rules::kDocumentHead | rules::kEventHead;
  constexpr uint8_t kReach = 12;
  uint8_t since = 0;
  uint64_t opened = 0;
  for (size_t i = 0; i < words_.size(); ++i) {
    const bool ends = line_.ShapeAt(i) == Shape::kMark || line_.sentence_start[i] != 0;
    since = ends || since == 0 || since >= kReach ? 0 : static_cast<uint8_t>(since + 1);
    if (since == 0) opened = 0;
    words_[i].opener = since;
    words_[i].opened = opened;
    if ((line_.starts[i] & kOpeners) == 0 || words_[i].heads == 0) continue;
    since = 1;
    opened = words_[i].heads;
  }
}

void LineFeatures::MarkCohesion() {
  const text::WordSegmenter& segmenter = text::WordSegmenter::BuiltIn();
  for (size_t i = 0; i + 1 < words_.size(); ++i) {
    if (!line_.Continues(i + 1)) continue;
    words_[i].cohesion =
        static_cast<uint8_t>(segmenter.CohesionOf(line_.terms[i].key, line_.terms[i + 1].key));
  }
}

void LineFeatures::MarkRuns() {
  for (size_t i = 0; i < words_.size();) {
    size_t end = i + 1;
    if (line_.Capital(i)) {
      while (end < words_.size() && line_.Capital(end) && line_.Continues(end)) ++end;
    }
    for (size_t k = i; k < end; ++k) words_[k].run = static_cast<uint32_t>(runs_.size());
    const auto first = static_cast<uint32_t>(i);
    const auto behind = static_cast<uint32_t>(end);
    runs_.push_back({first, behind, line_.Capital(i), first, behind});
    i = end;
  }
  MarkNameLists();
}

// What governs the first name of a list governs all of them.
void LineFeatures::MarkNameLists() {
  const auto joins = [this](size_t run) {
    const uint32_t at = runs_[run].begin;
    if (line_.sentence_start[at] != 0) return false;
    const absl::string_view text = line_.Text(at);
    return text == "," || text == "và" || text == ";" || text == "/" || text == "hay" ||
           text == "hoặc" || text == "cùng" || text == "với";
  };
  const auto follows = [&](size_t run) {
    return run >= 2 && runs_[run].is_capital && runs_[run - 2].is_capital && joins(run - 1);
  };
  for (size_t run = 0; run < runs_.size(); ++run) {
    if (follows(run)) runs_[run].list_begin = runs_[run - 2].list_begin;
  }
  for (size_t run = runs_.size(); run-- > 2;) {
    if (follows(run)) runs_[run - 2].list_end = runs_[run].list_end;
  }
}

}  // namespace khotin::entity::model
