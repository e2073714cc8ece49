#include "query/operand.h"

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/status.h"
#include "query/query_parser.h"
#include "query/time_range.h"
#include "text/utf8.h"

namespace khotin::query {
namespace {

int CountLetters(absl::string_view text) {
  int letters = 0;
  for (size_t pos = 0; pos < text.size(); ++letters) text::DecodeUtf8(text, &pos);
  return letters;
}

// The keys under which `unit` begins longer words: no syllable ends in q, so that neither the place
// of its tone nor its i or y is taken for that of a whole word.
Term MakeOpenTerm(absl::string_view unit) {
  Term term = MakeQueryTerm(absl::StrCat(unit, "q"));
  if (absl::EndsWith(term.exact_key, "q")) term.exact_key.pop_back();
  if (absl::EndsWith(term.folded_key, "q")) term.folded_key.pop_back();
  term.has_diacritics = term.exact_key != term.folded_key;
  return term;
}

}  // namespace

Term MakeQueryTerm(absl::string_view unit) {
  index::UnitKeys keys = index::MakeUnitKeys(unit);
  const bool has_diacritics = keys.exact != keys.folded;
  Term term;
  term.exact_key = std::move(keys.exact);
  term.folded_key = std::move(keys.folded);
  term.has_diacritics = has_diacritics;
  return term;
}

Node MakeFilterNode(index::ValueField field, absl::string_view raw) {
  Node node;
  node.kind = NodeKind::kFilter;
  node.occur = Occur::kRequired;
  node.field = field;
  if (field == index::ValueField::kEntity) raw = absl::StripPrefix(raw, "entities/");
  node.value = index::ValueKey(raw);
  node.raw = std::string(raw);
  return node;
}

absl::StatusOr<Node> MakeValueNode(const QueryField& field, absl::string_view value) {
  if (field.kind == FieldKind::kDate) {
    Node node;
    node.kind = NodeKind::kTime;
    node.occur = Occur::kRequired;
    KHOTIN_ASSIGN_OR_RETURN(node.time, ParseTimeRange(value));
    return node;
  }
  const size_t star = value.find('*');
  if (star != value.npos) {
    return absl::InvalidArgumentError(
        absl::StrCat("expected a whole value without * after ", field.name, ":"));
  }
  Node node = MakeFilterNode(field.value, value);
  if (node.value.empty()) return absl::InvalidArgumentError(field.expected);
  return node;
}

absl::StatusOr<Node> MakePrefixNode(absl::string_view unit) {
  if (CountLetters(unit) < kMinPrefixLetters) {
    return absl::InvalidArgumentError(
        absl::StrCat("expected at least ", kMinPrefixLetters, " letters before *"));
  }
  if (unit.size() >= index::kMaxKeyBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("expected less than ", index::kMaxKeyBytes, " bytes before *"));
  }
  Node node;
  node.kind = NodeKind::kPrefix;
  node.terms.push_back(MakeQueryTerm(unit));
  Term open = MakeOpenTerm(unit);
  if (open.exact_key == node.terms[0].exact_key) return node;
  Node longer = node;
  longer.terms[0] = std::move(open);
  Node either;
  either.kind = NodeKind::kOr;
  either.children.push_back(std::move(node));
  either.children.push_back(std::move(longer));
  return either;
}

StarPlace FindStarPlace(const std::vector<index::Unit>& units, size_t begin, size_t end) {
  constexpr absl::string_view kMisplaced = "expected * only at the end of a word, as in covid*";
  constexpr absl::string_view kParts = "expected one plain word before *, as in covid*";
  StarPlace place;
  for (size_t i = 0; i < units.size(); ++i) {
    if (units[i].begin < end && units[i].end > begin) place.error = kMisplaced;
    if (units[i].begin == end) place.error = kMisplaced;
    if (units[i].end != begin) continue;
    place.ends_word = true;
    place.unit = i;
    const bool is_part = (i > 0 && units[i - 1].token_begin == units[i].token_begin) ||
                         (i + 1 < units.size() && units[i + 1].token_begin == units[i].token_begin);
    if (is_part && place.error.empty()) place.error = kParts;
  }
  return place;
}

void SetInTitle(Node* node) {
  node->in_title = true;
  for (Node& child : node->children) SetInTitle(&child);
}

void SetColumn(int column, Node* node) {
  node->column = column;
  for (Node& child : node->children) SetColumn(column, &child);
}

}  // namespace khotin::query
