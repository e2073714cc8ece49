#include "store/entity_profile.h"

#include <algorithm>
#include <tuple>

namespace khotin::store {
namespace {

using Counted = storage::v1::Entity::CountedClue;

bool Less(const Counted& a, const Counted& b) {
  return std::forward_as_tuple(a.clue().kind(), a.clue().key(), a.year()) <
         std::forward_as_tuple(b.clue().kind(), b.clue().key(), b.year());
}

}  // namespace

void SetClues(const entity::PersonContext& context, storage::v1::EntityOrigin* origin) {
  for (const entity::Clue& clue : context.clues) {
    storage::v1::EntityClue* const record = origin->add_clues();
    record->set_kind(static_cast<int32_t>(clue.kind));
    record->set_key(clue.key);
  }
}

entity::PersonProfile ProfileOf(const storage::v1::Entity& person) {
  entity::PersonProfile profile;
  profile.documents = person.article_count() + person.moved_count();
  profile.clues.reserve(static_cast<size_t>(person.clues_size()));
  for (const Counted& counted : person.clues()) {
    profile.clues.push_back(
        {{static_cast<entity::ClueKind>(counted.clue().kind()), counted.clue().key()},
         counted.year(),
         counted.article_count()});
  }
  return profile;
}

void CountClue(const storage::v1::EntityClue& clue, int year, int change,
               storage::v1::Entity* person) {
  Counted wanted;
  *wanted.mutable_clue() = clue;
  wanted.set_year(year);
  auto* const clues = person->mutable_clues();
  const auto it = std::lower_bound(clues->begin(), clues->end(), wanted, Less);
  const int index = static_cast<int>(it - clues->begin());
  if (it == clues->end() || Less(wanted, *it)) {
    *clues->Add() = wanted;
    std::rotate(clues->pointer_begin() + index, clues->pointer_end() - 1, clues->pointer_end());
  }
  Counted* const counted = clues->Mutable(index);
  counted->set_article_count(counted->article_count() + change);
  if (counted->article_count() == 0) clues->DeleteSubrange(index, 1);
}

std::string IdSuffix(const entity::PersonContext& context) {
  for (const entity::ClueKind kind :
       {entity::ClueKind::kBody, entity::ClueKind::kPlace, entity::ClueKind::kOffice}) {
    for (const entity::Clue& clue : context.clues) {
      if (clue.kind == kind) return clue.key;
    }
  }
  return "";
}

}  // namespace khotin::store
