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

bool Stands(const Node& node, const Term& term, const TextUnit& unit, bool as_typed) {
  const bool exact = as_typed && term.has_diacritics;
  const absl::string_view key = exact ? unit.keys.exact : unit.keys.folded;
  const absl::string_view wanted = exact ? term.exact_key : term.folded_key;
  return node.kind == NodeKind::kPrefix ? absl::StartsWith(key, wanted) : key == wanted;
}

// Words that stand in a passage, for the child of a NEAR.
struct Place {
  size_t text = 0;
  size_t unit = 0;   // the first, in its passage
  size_t begin = 0;  // [begin, end) in positions of the field, which go on over its passages
  size_t end = 0;
  size_t child = 0;
};

class Marker {
 public:
  explicit Marker(absl::Span<const text::Passage> passages) : passages_(passages) {
    for (const text::Passage& passage : passages) {
      texts_.push_back(ReadUnits(passage.text));
      marks_.emplace_back(texts_.back().size());
    }
  }

  void Mark(const Node& node) {
    if (node.occur == Occur::kExcluded) return;
    if (node.kind == NodeKind::kNear) {
      if (!MarkNear(node, /*as_typed=*/true)) MarkNear(node, /*as_typed=*/false);
    } else if (!node.terms.empty()) {
      if (!MarkWords(node, /*as_typed=*/true)) MarkWords(node, /*as_typed=*/false);
    } else {
      for (const Node& child : node.children) Mark(child);
    }
  }

  std::vector<text::Span> Spans() const {
    std::vector<text::Span> spans;
    for (size_t i = 0; i < texts_.size(); ++i) {
      AppendSpans(passages_[i], texts_[i], marks_[i], &spans);
    }
    return spans;
  }

 private:
  bool IsAsked(const Node& node, size_t text) const {
    return !node.in_title || passages_[text].field == text::Field::kTitle;
  }

  bool StandsAt(const Node& node, size_t text, size_t at, bool as_typed) const {
    const std::vector<TextUnit>& units = texts_[text];
    if (at + node.terms.size() > units.size()) return false;
    for (size_t i = 0; i < node.terms.size(); ++i) {
      if (!Stands(node, node.terms[i], units[at + i], as_typed)) return false;
    }
    return true;
  }

  void MarkUnits(size_t text, size_t begin, size_t end) {
    std::fill(marks_[text].begin() + static_cast<ptrdiff_t>(begin),
              marks_[text].begin() + static_cast<ptrdiff_t>(end), true);
  }

  // Marks where a word, phrase or beginning stands; false when it stands nowhere.
  bool MarkWords(const Node& node, bool as_typed) {
    bool found = false;
    for (size_t text = 0; text < texts_.size(); ++text) {
      if (!IsAsked(node, text)) continue;
      for (size_t at = 0; at < texts_[text].size(); ++at) {
        if (!StandsAt(node, text, at, as_typed)) continue;
        found = true;
        MarkUnits(text, at, at + node.terms.size());
      }
    }
    return found;
  }

  // In each field apart, the title or lead and body.
  bool MarkNear(const Node& near, bool as_typed) {
    bool found = false;
    for (const bool title : {true, false}) {
      const std::vector<Place> places = FindPlaces(near, title, as_typed);
      for (size_t first = 0; first < places.size(); ++first) {
        found = MarkWindow(near, places, first) || found;
      }
    }
    return found;
  }

  // Where the children of a NEAR stand, in reading order.
  std::vector<Place> FindPlaces(const Node& near, bool title, bool as_typed) const {
    std::vector<Place> places;
    size_t position = 0;
    for (size_t text = 0; text < texts_.size(); ++text) {
      if ((passages_[text].field == text::Field::kTitle) != title) continue;
      for (size_t at = 0; at < texts_[text].size(); ++at, ++position) {
        for (size_t i = 0; i < near.children.size(); ++i) {
          const Node& child = near.children[i];
          if (!IsAsked(child, text) || !StandsAt(child, text, at, as_typed)) continue;
          places.push_back({text, at, position, position + child.terms.size(), i});
        }
      }
      position += index::kPassageGap;
    }
    return places;
  }

  // Marks the shortest stretch from `first` on in which every child stands, when no more words than
  // allowed stand between them.
  bool MarkWindow(const Node& near, const std::vector<Place>& places, size_t first) {
    size_t words = 0;
    for (const Node& child : near.children) words += child.terms.size();
    const size_t limit = places[first].begin + words + static_cast<size_t>(near.distance);
    std::vector<bool> seen(near.children.size());
    size_t missing = near.children.size();
    for (size_t i = first; i < places.size() && places[i].begin < limit; ++i) {
      if (places[i].end > limit || seen[places[i].child]) continue;
      seen[places[i].child] = true;
      if (--missing > 0) continue;
      for (size_t k = first; k <= i; ++k) {
        const Place& place = places[k];
        MarkUnits(place.text, place.unit, place.unit + place.end - place.begin);
      }
      return true;
    }
    return false;
  }

  const absl::Span<const text::Passage> passages_;
  std::vector<std::vector<TextUnit>> texts_;
  std::vector<std::vector<bool>> marks_;  // by passage and unit
};

}  // namespace

std::vector<text::Span> FindHighlights(const QueryTree& query,
                                       absl::Span<const text::Passage> passages) {
  Marker marker(passages);
  marker.Mark(query.root);
  return marker.Spans();
}

}  // namespace khotin::query
