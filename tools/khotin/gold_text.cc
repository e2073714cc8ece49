#include "tools/khotin/gold_text.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "base/status.h"
#include "nlohmann/json.hpp"
#include "text/utf8.h"

namespace khotin::cli {
namespace {

using entity::EntityType;
using Json = nlohmann::json;

constexpr EntityType kTypes[] = {EntityType::kPerson,   EntityType::kOrganization,
                                 EntityType::kLocation, EntityType::kPosition,
                                 EntityType::kDate,     EntityType::kMisc};

EntityType TypeByName(absl::string_view name) {
  for (const EntityType type : kTypes) {
    if (entity::EntityTypeName(type) == name) return type;
  }
  return EntityType::kUnspecified;
}

// The byte at which each code point begins, and the end of the text.
std::vector<size_t> CodePointStarts(absl::string_view text) {
  std::vector<size_t> starts = {0};
  for (size_t pos = 0; pos < text.size();) {
    text::DecodeUtf8(text, &pos);
    starts.push_back(pos);
  }
  return starts;
}

absl::optional<size_t> Offset(const Json& entity, const char* field,
                              const std::vector<size_t>& starts) {
  const auto found = entity.find(field);
  if (found == entity.end() || !found->is_number_unsigned()) return absl::nullopt;
  const auto point = found->get<uint64_t>();
  if (point >= starts.size()) return absl::nullopt;
  return starts[point];
}

absl::StatusOr<MarkedSpan> ReadEntity(const Json& entity, const std::vector<size_t>& starts) {
  if (!entity.is_object()) return absl::InvalidArgumentError("an entity is no object");
  MarkedSpan span;
  const auto type = entity.find("type");
  if (type == entity.end() || !type->is_string()) {
    return absl::InvalidArgumentError("an entity without type");
  }
  span.type = TypeByName(type->get_ref<const std::string&>());
  if (span.type == EntityType::kUnspecified) {
    return absl::InvalidArgumentError(absl::StrCat("unknown type ", type->dump()));
  }
  const auto begin = Offset(entity, "begin", starts);
  const auto end = Offset(entity, "end", starts);
  if (!begin.has_value() || !end.has_value() || *begin >= *end) {
    return absl::InvalidArgumentError(
        absl::StrCat("begin and end of ", type->dump(), " are no span of the text"));
  }
  span.begin = *begin;
  span.end = *end;
  return span;
}

bool Overlap(const MarkedSpan& a, const MarkedSpan& b) {
  return a.begin < b.end && b.begin < a.end;
}

bool SameSpan(const MarkedSpan& a, const MarkedSpan& b) {
  return a.begin == b.begin && a.end == b.end;
}

bool Holds(const MarkedSpan& outer, const MarkedSpan& inner) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

bool IsNested(const MarkedSpan& a, const MarkedSpan& b) {
  const bool a_outer = a.type == EntityType::kPosition && Holds(a, b);
  const bool b_outer = b.type == EntityType::kPosition && Holds(b, a);
  return (a_outer || b_outer) && a.type != b.type && !SameSpan(a, b);
}

bool MeetAs(Outcome outcome, const MarkedSpan& found, const MarkedSpan& gold) {
  const bool same_type = found.type == gold.type;
  switch (outcome) {
    case Outcome::kRight:
      return same_type && SameSpan(found, gold);
    case Outcome::kType:
      return SameSpan(found, gold);
    case Outcome::kBoundary:
      return same_type && Overlap(found, gold);
    default:
      return Overlap(found, gold) && !IsNested(found, gold);
  }
}

// `gold` is ordered by begin; no span of it is longer than `longest`.
size_t FirstThatMayMeet(const MarkedSpan& found, absl::Span<const MarkedSpan> gold,
                        size_t longest) {
  const auto first = std::partition_point(gold.begin(), gold.end(), [&](const MarkedSpan& span) {
    return span.begin + longest <= found.begin;
  });
  return static_cast<size_t>(first - gold.begin());
}

}  // namespace

absl::StatusOr<GoldText> ParseGoldLine(absl::string_view line) {
  KHOTIN_RETURN_IF_ERROR(text::ValidateUtf8(line));
  const Json json = Json::parse(line.begin(), line.end(), nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return absl::InvalidArgumentError("not a JSON object");
  const auto text = json.find("text");
  if (text == json.end() || !text->is_string()) return absl::InvalidArgumentError("no text");
  GoldText gold;
  gold.text = text->get<std::string>();
  const auto entities = json.find("entities");
  if (entities == json.end() || !entities->is_array()) {
    return absl::InvalidArgumentError("no list of entities");
  }
  const std::vector<size_t> starts = CodePointStarts(gold.text);
  for (const Json& entity : *entities) {
    KHOTIN_ASSIGN_OR_RETURN(MarkedSpan span, ReadEntity(entity, starts));
    gold.mentions.push_back(std::move(span));
  }
  std::stable_sort(gold.mentions.begin(), gold.mentions.end(),
                   [](const MarkedSpan& a, const MarkedSpan& b) {
                     return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
                   });
  const auto same = [](const MarkedSpan& a, const MarkedSpan& b) {
    return a.type == b.type && SameSpan(a, b);
  };
  gold.mentions.erase(std::unique(gold.mentions.begin(), gold.mentions.end(), same),
                      gold.mentions.end());
  return gold;
}

Comparison Compare(absl::Span<const MarkedSpan> found, absl::Span<const MarkedSpan> gold) {
  Comparison result;
  size_t longest = 0;
  for (const MarkedSpan& span : gold) longest = std::max(longest, span.end - span.begin);
  result.found.assign(found.size(), Judgement{Outcome::kInvented});
  result.gold.assign(gold.size(), Judgement{Outcome::kMissed});
  for (const Outcome outcome :
       {Outcome::kRight, Outcome::kType, Outcome::kBoundary, Outcome::kBoth}) {
    for (size_t f = 0; f < found.size(); ++f) {
      size_t g = FirstThatMayMeet(found[f], gold, longest);
      for (; g < gold.size() && result.found[f].other < 0; ++g) {
        if (gold[g].begin >= found[f].end) break;
        if (result.gold[g].other >= 0 || !MeetAs(outcome, found[f], gold[g])) continue;
        result.found[f] = Judgement{outcome, static_cast<int>(g)};
        result.gold[g] = Judgement{outcome, static_cast<int>(f)};
      }
    }
  }
  return result;
}

}  // namespace khotin::cli
