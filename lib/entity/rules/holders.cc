#include "entity/rules/holders.h"

#include <utility>

namespace khotin::entity::rules {
namespace {

// Where the person begins at the end of the body of an office, or its end when nobody stands there.
uint32_t EndOfBody(const Lexicon& lexicon, const Line& line, const Found& body) {
  const Match known = MatchAt(lexicon, line, body.begin, kAnyName);
  const auto end = body.begin + static_cast<uint32_t>(known.length);
  if ((known.kinds & kOrganizationName) == 0 || end + 1 >= body.end) return body.end;
  const Match person = MatchAt(lexicon, line, end, kAnyName);
  const bool is_person = (person.kinds & kPersonName) != 0 && end + person.length == body.end;
  return is_person ? end : body.end;
}

}  // namespace

void TakeHoldersOut(const Lexicon& lexicon, const Line& line, std::vector<Found>* found) {
  std::vector<Found> kept;
  kept.reserve(found->size());
  size_t office = 0;  // the index of the last POSITION
  for (Found& mention : *found) {
    if (mention.type == EntityType::kPosition) office = kept.size();
    const EntityType type = mention.type;
    const uint32_t end = mention.end;
    kept.push_back(std::move(mention));
    const bool ends_office = type == EntityType::kOrganization &&
                             kept[office].type == EntityType::kPosition && kept[office].end == end;
    if (!ends_office) continue;
    const uint32_t begin = EndOfBody(lexicon, line, kept.back());
    if (begin == end) continue;
    kept.back().end = kept[office].end = begin;
    kept.push_back({EntityType::kPerson, begin, end, {}});
  }
  *found = std::move(kept);
}

}  // namespace khotin::entity::rules
