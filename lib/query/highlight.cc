#include "query/highlight.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "index/term.h"
#include "text/normalize.h"

namespace khotin::query {
namespace {

// One unit of the text that may be marked.
struct TextUnit {
  index::UnitKeys keys;
  uint32_t begin = 0;  // in the original
  uint32_t end = 0;
  bool joins_previous = false;  // nothing but space between, or one token
};

// Marks that Normalize takes out; one that follows a word is no part of it.
constexpr absl::string_view kInvisible[] = {"\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D",
                                            "\xE2\x81\xA0", "\xC2\xAD",     "\xEF\xBB\xBF"};

uint32_t WithoutInvisibleEnd(absl::string_view text) {
  const auto ends = [&](absl::string_view mark) { return absl::EndsWith(text, mark); };
  for (;;) {
    const auto* const mark = std::find_if(std::begin(kInvisible), std::end(kInvisible), ends);
    if (mark == std::end(kInvisible)) return static_cast<uint32_t>(text.size());
    text.remove_suffix(mark->size());
  }
}

std::vector<TextUnit> ReadUnits(absl::string_view original) {
  const text::Normalized normalized = text::Normalize(original);
  const absl::string_view whole = normalized.text;
  std::vector<TextUnit> units;
  index::Unit last;
  for (const index::Unit& unit : index::SplitUnits(whole)) {
    TextUnit read;
    read.keys = index::MakeUnitKeys(whole.substr(unit.begin, unit.end - unit.begin));
    read.begin = static_cast<uint32_t>(normalized.offsets.ToOriginal(unit.begin));
    read.end = WithoutInvisibleEnd(original.substr(0, normalized.offsets.ToOriginal(unit.end)));
    const absl::string_view between = whole.substr(last.end, unit.begin - last.end);
    read.joins_previous = !units.empty() && (unit.token_begin == last.token_begin ||
                                             between.find_first_not_of(" \t") == between.npos);
    units.push_back(std::move(read));
    last = unit;
  }
  return units;
}

bool Stands(const Word& word, const TextUnit& unit, bool as_typed) {
  return as_typed && word.has_diacritics ? unit.keys.exact == word.exact_key
                                         : unit.keys.folded == word.folded_key;
}

bool StandsAt(const Clause& clause, const std::vector<TextUnit>& units, size_t at, bool as_typed) {
  if (at + clause.words.size() > units.size()) return false;
  for (size_t i = 0; i < clause.words.size(); ++i) {
    if (!Stands(clause.words[i], units[at + i], as_typed)) return false;
  }
  return true;
}

using Marks = std::vector<std::vector<bool>>;  // by passage and unit

// Marks where `clause` stands; false when it stands nowhere.
bool MarkClause(const Clause& clause, const std::vector<std::vector<TextUnit>>& texts,
                bool as_typed, Marks* marks) {
  bool found = false;
  for (size_t t = 0; t < texts.size(); ++t) {
    for (size_t at = 0; at < texts[t].size(); ++at) {
      if (!StandsAt(clause, texts[t], at, as_typed)) continue;
      found = true;
      std::fill_n((*marks)[t].begin() + static_cast<ptrdiff_t>(at), clause.words.size(), true);
    }
  }
  return found;
}

void AppendSpans(const text::Passage& passage, const std::vector<TextUnit>& units,
                 const std::vector<bool>& marks, std::vector<text::Span>* spans) {
  bool open = false;
  for (size_t i = 0; i < units.size(); ++i) {
    if (!marks[i]) {
      open = false;
    } else if (open && units[i].joins_previous) {
      spans->back().end = units[i].end;
    } else {
      spans->push_back({passage.field, passage.block, units[i].begin, units[i].end});
      open = true;
    }
  }
}

}  // namespace

std::vector<text::Span> FindHighlights(const Query& query,
                                       absl::Span<const text::Passage> passages) {
  std::vector<std::vector<TextUnit>> texts;
  Marks marks;
  for (const text::Passage& passage : passages) {
    texts.push_back(ReadUnits(passage.text));
    marks.emplace_back(texts.back().size());
  }
  for (const Clause& clause : query.clauses) {
    if (clause.excluded || clause.words.empty()) continue;
    if (!MarkClause(clause, texts, /*as_typed=*/true, &marks)) {
      MarkClause(clause, texts, /*as_typed=*/false, &marks);
    }
  }
  std::vector<text::Span> spans;
  for (size_t i = 0; i < texts.size(); ++i) AppendSpans(passages[i], texts[i], marks[i], &spans);
  return spans;
}

}  // namespace khotin::query
