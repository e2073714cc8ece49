// Between what a document says of its entities and what the store counts it for.
#ifndef KHOTIN_STORE_ENTITY_USE_H_
#define KHOTIN_STORE_ENTITY_USE_H_

#include <string>
#include <vector>

#include "khotin/storage/v1/records.pb.h"

namespace khotin::store {

// One of a document's own entities, and the one that it counts for.
struct PlacedOrigin {
  storage::v1::EntityOrigin origin;
  std::string entity;
  bool other_name = false;  // the names of `origin` are other names of `entity`
};

// The document's own entities of each use of an article, in the order of the uses.
std::vector<storage::v1::EntityOrigin> OriginsOf(const storage::v1::Article& record);
std::vector<storage::v1::EntityOrigin> OriginsOf(const storage::v1::EntityUse& use,
                                                 const storage::v1::Article& record);

// The entity that what an origin tells is kept of: itself, or what was split off.
const std::string& ToldOf(const storage::v1::EntityOrigin& origin);

// Puts the uses of an article, one of each entity, and the entity ids of its mentions in the place
// of those it had.
void SetUses(const std::vector<PlacedOrigin>& placed, storage::v1::Article* record);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_ENTITY_USE_H_
