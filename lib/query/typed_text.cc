#include "query/typed_text.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "text/normalize.h"
#include "text/syllable.h"
#include "text/utf8.h"

namespace khotin::query {
namespace {

Term TermOf(absl::string_view unit) {
  index::UnitKeys keys = index::MakeUnitKeys(unit);
  const bool has_diacritics = keys.exact != keys.folded;
  return {std::move(keys.exact), std::move(keys.folded), has_diacritics};
}

// A text's units, with how the words of a typed text meet them.
class Matcher {
 public:
  Matcher(absl::string_view text, const TypedText& typed)
      : normalized_(text::Normalize(text)),
        units_(index::SplitUnits(normalized_.text)),
        typed_(typed) {}

  size_t size() const { return units_.size(); }

  bool Meets(size_t unit, size_t word) const {
    const std::string folded = text::FoldedKey(In(unit));
    const std::string& wanted = typed_.words[word].folded_key;
    return IsPrefix(word) ? absl::StartsWith(folded, wanted) : folded == wanted;
  }

  bool MeetsAsTyped(size_t unit, size_t word) const {
    const Term& term = typed_.words[word];
    if (!term.has_diacritics) return true;
    const std::string exact = text::ExactKey(In(unit));
    return IsPrefix(word) ? absl::StartsWith(exact, term.exact_key) : exact == term.exact_key;
  }

  void AddRange(size_t unit, size_t word, TypedMatch* match) const {
    size_t end = units_[unit].end;
    if (IsPrefix(word)) {
      size_t typed_end = units_[unit].begin;
      for (size_t i = 0; i < typed_.words[word].folded_key.size() && typed_end < end; ++i) {
        text::DecodeUtf8(normalized_.text, &typed_end);
      }
      end = typed_end;
    }
    const auto begin_byte =
        static_cast<uint32_t>(normalized_.offsets.ToOriginal(units_[unit].begin));
    const auto end_byte = static_cast<uint32_t>(normalized_.offsets.ToOriginal(end));
    const bool joins =
        unit > 0 && !match->ranges.empty() &&
        match->ranges.back().second == normalized_.offsets.ToOriginal(units_[unit - 1].end);
    if (joins) {
      match->ranges.back().second = end_byte;
    } else {
      match->ranges.emplace_back(begin_byte, end_byte);
    }
  }

 private:
  bool IsPrefix(size_t word) const {
    return typed_.last_is_prefix && word + 1 == typed_.words.size();
  }
  absl::string_view In(size_t unit) const {
    return absl::string_view(normalized_.text)
        .substr(units_[unit].begin, units_[unit].end - units_[unit].begin);
  }

  const text::Normalized normalized_;
  const std::vector<index::Unit> units_;
  const TypedText& typed_;
};

}  // namespace

std::string TypedText::FoldedKey() const {
  return absl::StrJoin(words, " ",
                       [](std::string* out, const Term& word) { out->append(word.folded_key); });
}

bool TypedText::HasDiacritics() const {
  return std::any_of(words.begin(), words.end(),
                     [](const Term& word) { return word.has_diacritics; });
}

TypedText ReadTypedText(absl::string_view text) {
  const text::Normalized normalized = text::Normalize(text);
  TypedText typed;
  for (const index::Unit& unit : index::SplitUnits(normalized.text)) {
    typed.words.push_back(
        TermOf(absl::string_view(normalized.text).substr(unit.begin, unit.end - unit.begin)));
    typed.last_is_prefix = unit.end == normalized.text.size();
  }
  return typed;
}

TypedMatch MatchBeginning(absl::string_view text, const TypedText& typed) {
  const Matcher matcher(text, typed);
  TypedMatch match;
  if (matcher.size() < typed.words.size()) return match;
  match.as_typed = true;
  for (size_t i = 0; i < typed.words.size(); ++i) {
    if (!matcher.Meets(i, i)) return {};
    match.as_typed &= matcher.MeetsAsTyped(i, i);
    matcher.AddRange(i, i, &match);
  }
  match.matches = true;
  return match;
}

TypedMatch MatchAnywhere(absl::string_view text, const TypedText& typed) {
  const Matcher matcher(text, typed);
  TypedMatch match;
  std::vector<bool> met(typed.words.size());
  std::vector<bool> met_as_typed(typed.words.size());
  for (size_t unit = 0; unit < matcher.size(); ++unit) {
    bool marked = false;
    for (size_t word = 0; word < typed.words.size(); ++word) {
      if (!matcher.Meets(unit, word)) continue;
      met[word] = true;
      if (matcher.MeetsAsTyped(unit, word)) met_as_typed[word] = true;
      if (!marked) matcher.AddRange(unit, word, &match);
      marked = true;
    }
  }
  const auto all = [](const std::vector<bool>& flags) {
    return std::find(flags.begin(), flags.end(), false) == flags.end();
  };
  if (!all(met)) return {};
  match.matches = true;
  match.as_typed = all(met_as_typed);
  return match;
}

}  // namespace khotin::query
