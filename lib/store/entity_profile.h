// What is stored of the clues by which persons of one name are told apart.
#ifndef KHOTIN_STORE_ENTITY_PROFILE_H_
#define KHOTIN_STORE_ENTITY_PROFILE_H_

#include <string>

#include "entity/identity.h"
#include "khotin/storage/v1/records.pb.h"

namespace khotin::store {

// Puts the clues of a document into the origin of its person.
void SetClues(const entity::PersonContext& context, storage::v1::EntityOrigin* origin);

entity::PersonProfile ProfileOf(const storage::v1::Entity& person);

// Counts a clue that an article of that year gave, or takes it back (-1).
void CountClue(const storage::v1::EntityClue& clue, int year, int change,
               storage::v1::Entity* person);

// What tells a person apart in an id: a body, else a place, else an office; empty without a clue.
std::string IdSuffix(const entity::PersonContext& context);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_ENTITY_PROFILE_H_
