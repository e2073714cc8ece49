#include "entity/model/features.h"

#include <algorithm>
#include <array>
#include <string>

#include "absl/strings/ascii.h"
#include "base/hash.h"

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

constexpr uint32_t kRunSizes = 6;  // longer runs are like this one
constexpr uint32_t kFarWords = 3;  // of a run that are looked at

uint64_t Mix(uint64_t a, uint64_t b) {
  uint64_t x = (a ^ (b + 0x9e3779b97f4a7c15u + (a << 6) + (a >> 2))) * 0xff51afd7ed558ccdu;
  return x ^ (x >> 32);
}

uint64_t Feature(uint32_t kind, uint64_t a) { return Mix(Mix(kind, 0x51ed27), a); }
uint64_t Feature(uint32_t kind, uint64_t a, uint64_t b) { return Mix(Feature(kind, a), b); }
uint64_t Feature(uint32_t kind, uint64_t a, uint64_t b, uint64_t c) {
  return Mix(Feature(kind, a, b), c);
}

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

const LineFeatures::Word& LineFeatures::At(size_t i, int offset) const {
  static const Word kBefore = [] {
    Word word;
    word.key = word.form = 1;
    word.shape = 1;
    return word;
  }();
  static const Word kBehind = [] {
    Word word;
    word.key = word.form = 2;
    word.shape = 2;
    return word;
  }();
  const auto at = static_cast<ptrdiff_t>(i) + offset;
  if (at < 0) return kBefore;
  return at < static_cast<ptrdiff_t>(words_.size()) ? words_[static_cast<size_t>(at)] : kBehind;
}

void LineFeatures::Get(size_t i, TokenFeatures* features) const {
  features->Clear();
  AddWords(i, features);
  AddShapes(i, features);
  AddLists(i, features);
  if (line_.Capital(i)) AddRun(i, features);
  AddClusters(i, features);
}

void LineFeatures::AddWords(size_t i, TokenFeatures* features) const {
  const Word &b2 = At(i, -2), &b1 = At(i, -1), &w = At(i, 0), &a1 = At(i, 1), &a2 = At(i, 2);
  features->Add(Feature(1, w.key));
  features->Add(Feature(2, w.form));
  features->Add(Feature(3, b1.form));
  features->Add(Feature(4, a1.form));
  features->Add(Feature(5, b2.form));
  features->Add(Feature(6, a2.form));
  features->Add(Feature(7, b1.form, w.form));
  features->Add(Feature(8, w.form, a1.form));
  features->Add(Feature(9, b2.form, b1.form));
  features->Add(Feature(10, a1.form, a2.form));
  features->Add(Feature(11, b2.form, b1.form, w.form));
  features->Add(Feature(12, w.form, a1.form, a2.form));
  features->Add(Feature(13, b1.form, w.form, a1.form));
  features->Add(Feature(14, b1.key, w.shape));
  features->Add(Feature(15, w.shape, a1.key));
  features->Add(Feature(16, b2.key, b1.key, w.shape));
  features->Add(Feature(17, At(i, -3).form, w.shape));
  features->Add(Feature(18, w.prefix, w.shape));
  features->Add(Feature(19, w.suffix, w.shape));
}

void LineFeatures::AddShapes(size_t i, TokenFeatures* features) const {
  const Word &b2 = At(i, -2), &b1 = At(i, -1), &w = At(i, 0), &a1 = At(i, 1), &a2 = At(i, 2);
  features->Add(Feature(20, w.shape, w.state));
  features->Add(Feature(21, b1.shape, w.shape, a1.shape));
  features->Add(Feature(22, Mix(b2.shape, b1.shape), w.shape, Mix(a1.shape, a2.shape)));
  features->Add(Feature(23, w.form, w.state));
  features->Add(Feature(24, b1.shape, w.shape, w.state));
  features->Add(Feature(25, w.shape, a1.shape, a2.shape));
  if ((b1.date | w.date | a1.date) == 0) return;
  features->Add(Feature(26, w.date, w.form));
  features->Add(Feature(27, b1.date, w.date, a1.date));
  features->Add(Feature(28, w.date, b1.key));
}

void LineFeatures::AddLists(size_t i, TokenFeatures* features) const {
  const Word &b2 = At(i, -2), &b1 = At(i, -1), &w = At(i, 0), &a1 = At(i, 1), &a2 = At(i, 2);
  features->Add(Feature(30, b1.heads, w.shape));
  features->Add(Feature(31, w.heads, w.shape));
  features->Add(Feature(32, a1.heads, w.shape));
  features->Add(Feature(33, b2.heads, b1.heads, w.shape));
  features->Add(Feature(34, w.heads, a1.heads, a1.shape));
  features->Add(Feature(35, a2.heads, a1.shape, w.shape));
  features->Add(Feature(42, w.opened, w.opener, w.shape));
  features->Add(Feature(43, w.opened, w.form));
  features->Add(Feature(44, w.opened, w.shape, a1.shape));
  features->Add(Feature(45, b1.hints, w.hints, w.shape));
  features->Add(Feature(46, w.hints, a1.hints, w.shape));
  features->Add(Feature(47, w.hints, b1.shape, w.opened));
  if (names_ == ListedNames::kLeaveOut) return;
  features->Add(Feature(36, w.names, w.shape));
  features->Add(Feature(37, b1.names, w.shape, w.names));
  features->Add(Feature(38, w.names, a1.names, a1.shape));
  features->Add(Feature(39, w.names, b1.key));
  features->Add(Feature(40, w.names, b1.heads, w.shape));
  features->Add(Feature(41, w.names, a1.form));
}

// Names are runs of capitals: what stands before and behind the whole run tells its type at each
// of its words.
void LineFeatures::AddRun(size_t i, TokenFeatures* features) const {
  const Run& run = runs_[words_[i].run];
  const uint32_t length = std::min(run.end - run.begin, kRunSizes);
  const uint32_t place = std::min(static_cast<uint32_t>(i) - run.begin, kFarWords);
  const uint32_t rest = std::min(run.end - 1 - static_cast<uint32_t>(i), kFarWords);
  const Word& before = At(run.begin, -1);
  const Word& before2 = At(run.begin, -2);
  const Word& behind = At(run.end, 0);
  const Word& behind2 = At(run.end, 1);
  const Word& first = words_[run.begin];
  const Word& last = words_[run.end - 1];
  const uint64_t where = place * 8 + rest;
  features->Add(Feature(50, length, where, words_[run.begin].state & 4));
  features->Add(Feature(51, before.key, place));
  features->Add(Feature(52, behind.key, rest));
  features->Add(Feature(53, before2.key, before.key, place));
  features->Add(Feature(54, behind.key, behind2.key, rest));
  features->Add(Feature(55, first.form, place, length));
  features->Add(Feature(56, last.form, rest, length));
  features->Add(Feature(57, before.heads, where, length));
  features->Add(Feature(58, first.heads, where, length));
  features->Add(Feature(59, before.key, behind.key, place));
  if (run.list_begin == run.begin && run.list_end == run.end) return;
  const Word& governor = At(run.list_begin, -1);
  const bool is_first = run.list_begin == run.begin;
  features->Add(Feature(70, governor.key, place, is_first ? 1 : 0));
  features->Add(Feature(71, At(run.list_begin, -2).key, governor.key, place));
  features->Add(Feature(72, governor.heads, where, length));
  features->Add(Feature(73, At(run.list_end, 0).key, rest));
  features->Add(Feature(74, words_[run.list_begin].names, words_[run.list_end - 1].names, place));
}

void LineFeatures::AddClusters(size_t i, TokenFeatures* features) const {
  const Word &b2 = At(i, -2), &b1 = At(i, -1), &w = At(i, 0), &a1 = At(i, 1), &a2 = At(i, 2);
  features->Add(Feature(60, w.cluster));
  features->Add(Feature(61, b1.cluster, w.shape));
  features->Add(Feature(62, a1.cluster, w.shape));
  features->Add(Feature(63, b1.cluster, w.cluster));
  features->Add(Feature(64, w.cluster, a1.cluster));
  features->Add(Feature(65, b2.cluster, b1.cluster, w.shape));
  features->Add(Feature(66, w.shape, a1.cluster, a2.cluster));
  features->Add(Feature(67, w.cluster / 16));
  features->Add(Feature(68, b1.cluster / 16, w.cluster / 16, a1.cluster / 16));
}

}  // namespace khotin::entity::model
