// What a recognizer finds in a text.
#ifndef KHOTIN_ENTITY_MENTION_H_
#define KHOTIN_ENTITY_MENTION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "text/passage.h"

namespace khotin::entity {

// Stored and sent: values never change.
enum class EntityType : uint8_t {
  kUnspecified = 0,
  kPerson = 1,
  kOrganization = 2,
  kLocation = 3,
  kPosition = 4,
  kDate = 5,
  kMisc = 6,
};

// "PERSON", "ORGANIZATION", "LOCATION", "POSITION", "DATE", "MISC".
absl::string_view EntityTypeName(EntityType type);

// Mentions of one document never overlap, but for this: a POSITION holds the name of the body or
// country it is of, which is a mention of its own ("Bộ trưởng Bộ Công an" and, inside, "Bộ Công
// an").
struct Mention {
  EntityType type = EntityType::kUnspecified;
  text::Span span;
  std::string text;  // as written, white space folded, NFC
  // Of a DATE, as far as it is known: text::PartialDate::ToString ("2023-02", "--02-26"), or, of a
  // range in one mention ("2020-2025", "13-15/7"), two of one precision with "/" between, the
  // earlier first ("2020/2025", "--07-13/--07-15"; ISO 8601, intervals). Empty for decades,
  // centuries and the calendar of the moon, and for mentions of other types.
  std::string value;
};

}  // namespace khotin::entity

#endif  // KHOTIN_ENTITY_MENTION_H_
