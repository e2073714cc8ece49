// What a token is to the mentions around it: the labels of the sequence model.
#ifndef KHOTIN_ENTITY_MODEL_TAG_H_
#define KHOTIN_ENTITY_MODEL_TAG_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "entity/rules/document.h"

namespace khotin::entity::model {

// Stored in models: values never change. The first token of a mention, and the others; of the body
// or place inside a POSITION there are no two side by side, so one tag does for each.
enum class Tag : uint8_t {
  kOutside = 0,
  kPersonFirst = 1,
  kPersonRest = 2,
  kOrganizationFirst = 3,
  kOrganizationRest = 4,
  kLocationFirst = 5,
  kLocationRest = 6,
  kDateFirst = 7,
  kDateRest = 8,
  kMiscFirst = 9,
  kMiscRest = 10,
  kPositionFirst = 11,
  kPositionRest = 12,
  kOrganizationInPosition = 13,
  kLocationInPosition = 14,
};
inline constexpr size_t kTagCount = 15;
// Weights of a feature, one for each tag and one that is always 0.
inline constexpr size_t kRowSize = 16;

// Whether `tag` may stand behind `before`, and at the start of a line.
bool MayFollow(Tag before, Tag tag);
bool MayStart(Tag tag);

// One tag for each of `size` tokens. `found` is ordered, an outer mention before those inside it;
// what overlaps otherwise is left out. Of what lies inside a POSITION from its first token on, that
// token keeps the tag of the POSITION.
std::vector<Tag> ToTags(absl::Span<const rules::Found> found, size_t size);

// The mentions that `tags` say, ordered so. The other way round of ToTags.
std::vector<rules::Found> FromTags(absl::Span<const Tag> tags);

}  // namespace khotin::entity::model

#endif  // KHOTIN_ENTITY_MODEL_TAG_H_
