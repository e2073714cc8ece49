// What is decided on entities by hand: renames, merges, splits.
//
// A decision is kept as a record and holds for articles that come later, for new versions and
// analyses as well, until it is taken back. docs/entities.md tells what each does.
#ifndef KHOTIN_STORE_ENTITY_DECISION_H_
#define KHOTIN_STORE_ENTITY_DECISION_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "entity/mention.h"
#include "khotin/storage/v1/records.pb.h"

namespace khotin::store {

// Stored: values never change.
enum class EntityDecisionKind : int { kRename = 1, kMerge = 2, kSplit = 3 };

// Articles that one split can list.
inline constexpr size_t kMaxSplitArticles = 10000;
// Articles that one commit rewrites for a decision.
inline constexpr int kRelinkedPerCommit = 500;

// "person" of kPerson: what the ids of a type begin with, before the '/'.
absl::string_view EntityTypeSlug(entity::EntityType type);

// The type that an entity id names; kUnspecified for what is no id: a type, '/', and [a-z0-9-], at
// most 200 bytes.
entity::EntityType EntityTypeOfId(absl::string_view id);

struct EntityRef {
  // Such as "person/to-lam"; that of an entity that was merged stands for what it was merged into.
  std::string id;
  // Not empty: when no entity has the id, one is made that has this name, so that decisions can be
  // taken before the articles come. The id's type is the entity's. FAILED_PRECONDITION when one has
  // it that is not called so: ids go by the order in which names came.
  std::string name;
};

struct DecisionNote {
  std::string text;
  std::string author;
};

struct EntityDecisionResult {
  int64_t id = 0;        // of the decision
  int64_t revision = 0;  // the commit that ended it
};

struct StoredEntityDecision {
  int64_t id = 0;
  khotin::storage::v1::EntityDecision record;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_ENTITY_DECISION_H_
