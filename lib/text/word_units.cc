#include "text/word_units.h"

#include <cstddef>
#include <string>
#include <utility>

#include "base/hash.h"
#include "base/text_memo.h"
#include "text/scan.h"
#include "text/syllable.h"

namespace khotin::text {
namespace {

// One key for the two spellings that ExactKey tells apart, as they do not sound alike elsewhere.
absl::string_view WithY(absl::string_view key) {
  constexpr std::pair<absl::string_view, absl::string_view> kSpellings[] = {
      {"qui", "quy"}, {"quí", "quý"}, {"quì", "quỳ"},
      {"quỉ", "quỷ"}, {"quĩ", "quỹ"}, {"quị", "quỵ"}};
  for (const auto& [with_i, with_y] : kSpellings) {
    if (key == with_i) return with_y;
  }
  return key;
}

uint64_t KeyOf(absl::string_view written) {
  const std::string key = ExactKey(written);
  return base::Hash64(key.size() <= 5 && key[0] == 'q' ? WithY(key) : absl::string_view(key));
}

WordShape ShapeOfLetters(absl::string_view written) {
  const Run run = RunAt(written, 0);
  if (!run.starts_upper) return WordShape::kLower;
  if (run.letters == 1) return WordShape::kLetter;
  return run.AllUpper() ? WordShape::kUpper : WordShape::kCapital;
}

// A syllable by itself.
struct Syllable {
  uint64_t key = 0;
  WordShape shape = WordShape::kLower;
};

Syllable SyllableOf(absl::string_view written) {
  constexpr size_t kPlaces = 8192;
  thread_local base::TextMemo<Syllable, kPlaces> memo;
  return memo.Get(written, [](absl::string_view text) {
    return Syllable{KeyOf(text), ShapeOfLetters(text)};
  });
}

WordShape ShapeOfSyllable(absl::string_view written) { return SyllableOf(written).shape; }

WordShape ShapeOf(TokenKind kind, absl::string_view written) {
  switch (kind) {
    case TokenKind::kSyllable:
      return ShapeOfSyllable(written);
    case TokenKind::kNumber:
      return WordShape::kNumber;
    case TokenKind::kDate:
    case TokenKind::kTime:
      return WordShape::kDate;
    case TokenKind::kAbbreviation:
      return WordShape::kAbbreviation;
    case TokenKind::kCode:
      return WordShape::kCode;
    case TokenKind::kUrl:
      return WordShape::kUrl;
    case TokenKind::kPunctuation:
      break;
  }
  return WordShape::kPunctuation;
}

// Dates and links are alike; of a long number only its length matters.
uint64_t KeyOf(WordShape shape, absl::string_view written) {
  switch (shape) {
    case WordShape::kDate:
    case WordShape::kUrl:
      return static_cast<uint64_t>(shape);
    case WordShape::kNumber:
      return written.size() > 2 ? 1000 + written.size() : base::Hash64(written);
    case WordShape::kPunctuation:
      return base::Hash64(written);
    default:
      return SyllableOf(written).key;
  }
}

bool StandsAlone(WordShape shape) {
  return shape == WordShape::kPunctuation || shape == WordShape::kNumber ||
         shape == WordShape::kDate || shape == WordShape::kUrl;
}

bool IsJoiner(absl::string_view mark) {
  return mark == "-" || mark == "–" || mark == "/" || mark == "’" || mark == "&";
}

bool OpensSentence(absl::string_view mark) {
  return mark == "." || mark == "!" || mark == "?" || mark == "…" || mark == "..." || mark == ":" ||
         mark == "\"" || mark == "“" || mark == "”";
}

bool IsDash(absl::string_view mark) { return mark == "-" || mark == "–"; }

class UnitMaker {
 public:
  UnitMaker(absl::string_view text, const std::vector<Token>& tokens)
      : text_(text), tokens_(tokens) {}

  std::vector<WordUnit> Make() {
    units_.reserve(tokens_.size());
    for (size_t i = 0; i < tokens_.size();) i = AddUnit(i);
    return std::move(units_);
  }

 private:
  absl::string_view Written(size_t i) const { return tokens_[i].In(text_); }

  bool IsGlued(size_t i) const {
    return i + 1 < tokens_.size() && tokens_[i].end == tokens_[i + 1].begin;
  }

  bool IsCapitalised(size_t i) const {
    return tokens_[i].kind == TokenKind::kSyllable &&
           ShapeOfSyllable(Written(i)) == WordShape::kCapital;
  }

  // Behind the last token that is written as one with the token `i`.
  size_t EndOfUnit(size_t i) const {
    while (IsGlued(i) && tokens_[i + 1].kind == TokenKind::kPunctuation) {
      const absl::string_view mark = Written(i + 1);
      if (mark == "%" && tokens_[i].kind == TokenKind::kNumber) return i + 2;
      if (mark == "." && tokens_[i].kind == TokenKind::kSyllable &&
          IsKnownAbbreviation(Written(i))) {
        return i + 2;
      }
      if (!IsJoiner(mark) || !IsGlued(i + 1) || !tokens_[i + 2].IsWord()) break;
      if (IsCapitalised(i) && IsCapitalised(i + 2)) break;
      i += 2;
    }
    return i + 1;
  }

  bool IsBreak(size_t i) const {
    if (i == 0) return true;
    const size_t from = tokens_[i - 1].end;
    return text_.substr(from, tokens_[i].begin - from).find('\n') != absl::string_view::npos;
  }

  size_t AddUnit(size_t i) {
    const Token& token = tokens_[i];
    const size_t end = token.IsWord() ? EndOfUnit(i) : i + 1;
    const absl::string_view written = text_.substr(token.begin, tokens_[end - 1].end - token.begin);
    WordUnit unit;
    unit.first_token = static_cast<uint32_t>(i);
    unit.end_token = static_cast<uint32_t>(end);
    unit.shape = ShapeOf(token.kind, Written(i));
    unit.key = KeyOf(unit.shape, written);
    unit.breaks = IsBreak(i);
    unit.may_join = !unit.breaks && !StandsAlone(unit.shape) && !StandsAlone(units_.back().shape);
    NoteOpening(&unit, written);
    units_.push_back(unit);
    return end;
  }

  void NoteOpening(WordUnit* unit, absl::string_view written) {
    if (unit->breaks) opening_ = true;
    if (opening_ && unit->shape == WordShape::kCapital &&
        !(unit->end_token < tokens_.size() && IsCapitalised(unit->end_token)))
      unit->shape = WordShape::kOpening;
    if (unit->shape != WordShape::kPunctuation) {
      opening_ = false;
    } else if (!IsDash(written)) {
      opening_ = OpensSentence(written);
    }
  }

  const absl::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<WordUnit> units_;
  bool opening_ = true;
};

}  // namespace

std::vector<WordUnit> WordUnits(absl::string_view text, const std::vector<Token>& tokens) {
  return UnitMaker(text, tokens).Make();
}

}  // namespace khotin::text
