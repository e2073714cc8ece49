#include "entity/rules/holders.h"

#include <utility>

namespace khotin::entity::rules {
namespace {

// Where the person begins at the end of a body, or its end when nobody stands there.
uint32_t EndOfBody(const Lexicon& lexicon, const Line& line, const Found& body) {
  if (body.type != EntityType::kOrganization) return body.end;
  const Match known = MatchAt(lexicon, line, body.begin, kAnyName);
  const auto end = body.begin + static_cast<uint32_t>(known.length);
  const bool is_body = (known.kinds & kOrganizationName) != 0;
  if (known.length == 0 || !is_body || end + 1 >= body.end) return body.end;
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
    const uint32_t begin = EndOfBody(lexicon, line, mention);
    const uint32_t end = mention.end;
    mention.end = begin;
    kept.push_back(std::move(mention));
    if (begin == end) continue;
    const bool is_inside = kept[office].type == EntityType::kPosition && kept[office].end >= end;
    if (is_inside && kept[office].end != end) {
      kept.back().end = end;  // the office goes on behind: no person
      continue;
    }
    if (is_inside) kept[office].end = begin;
    kept.push_back({EntityType::kPerson, begin, end, {}});
  }
  *found = std::move(kept);
}

}  // namespace khotin::entity::rules
