// Filters by entity: from what was typed to the entities meant.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_FILTER_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_FILTER_H_

#include <cstddef>

#include "absl/status/status.h"
#include "query/query_node.h"
#include "store/view.h"

namespace khotin::server {

// Entities that one name may stand for; those with the most articles are taken.
inline constexpr size_t kMaxEntitiesOfName = 16;

// Lets each entity filter of `query` whose value is no id of `view` take all entities of which it
// is a name or alias: typed with diacritics those of this spelling, if there are any. A value that
// names nobody stays as it is and finds nothing. Errors are those of `view`.
absl::Status ResolveEntities(const store::View& view, query::QueryTree* query);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_FILTER_H_
