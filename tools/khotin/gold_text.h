// A text with the mentions that a reader marked in it, and how a recognizer's differ from them.
#ifndef KHOTIN_TOOLS_KHOTIN_GOLD_TEXT_H_
#define KHOTIN_TOOLS_KHOTIN_GOLD_TEXT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "entity/mention.h"

namespace khotin::cli {

// Offsets are UTF-8 bytes of the text.
struct MarkedSpan {
  entity::EntityType type = entity::EntityType::kUnspecified;
  size_t begin = 0;
  size_t end = 0;
  std::string value;  // of a DATE, where it is known
};

struct GoldText {
  std::string text;
  std::vector<MarkedSpan> mentions;  // by begin, an outer one before those inside it; once each
};

// Reads {"text":…, "entities":[{"type":"PERSON","begin":0,"end":6}…]}, begin and end in code points
// of the text; other fields are passed over. INVALID_ARGUMENT says what is wrong.
absl::StatusOr<GoldText> ParseGoldLine(absl::string_view line);

enum class Outcome {
  kRight,     // type and span
  kType,      // the span, with another type
  kBoundary,  // the type, with a span that overlaps
  kBoth,      // a span that overlaps, with another type
  kMissed,    // gold that nothing found meets
  kInvented,  // found where there is no gold
};

// What became of one mention; `other` is the index of the one on the other side that it is held
// against, or -1.
struct Judgement {
  Outcome outcome;
  int other = -1;
};

struct Comparison {
  std::vector<Judgement> found;
  std::vector<Judgement> gold;
};

// Both sides are ordered by begin. Pairs mentions one to one, the surest first: right ones, then
// those of one span, of one type, and of any that overlap, from left to right. A POSITION and the
// body or place inside it are no pair.
Comparison Compare(absl::Span<const MarkedSpan> found, absl::Span<const MarkedSpan> gold);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_GOLD_TEXT_H_
