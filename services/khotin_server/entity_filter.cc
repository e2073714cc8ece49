#include "entity_filter.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/status.h"
#include "index/term.h"
#include "text/syllable.h"

namespace khotin::server {
namespace {

using query::Node;
using query::NodeKind;

// Ids; none when `typed` is an id itself, unless of one that was merged, or names nobody.
absl::StatusOr<std::vector<std::string>> EntitiesNamed(const store::View& view,
                                                       const std::string& typed) {
  std::vector<std::string> ids;
  const absl::StatusOr<store::StoredEntity> known = view.ResolveEntity(typed);
  if (known.ok()) {
    if (known->id != typed) ids.push_back(known->id);
    return ids;
  }
  if (!absl::IsNotFound(known.status())) return known.status();
  const auto hits = view.FindNamedEntities(typed, static_cast<int>(kMaxEntitiesOfName));
  if (absl::IsInvalidArgument(hits.status())) return ids;
  KHOTIN_RETURN_IF_ERROR(hits.status());
  for (const store::EntityHit& hit : *hits) {
    const bool spelled_otherwise = hit.match != store::NameMatch::kExact && !ids.empty();
    if (spelled_otherwise && text::HasDiacritics(typed)) break;
    ids.push_back(hit.entity.id);
  }
  return ids;
}

Node EntityNode(const Node& typed, const std::string& id) {
  Node node = typed;
  node.raw = id;
  node.value = index::ValueKey(id);
  return node;
}

absl::Status Resolve(const store::View& view, Node* node) {
  for (Node& child : node->children) KHOTIN_RETURN_IF_ERROR(Resolve(view, &child));
  if (node->kind != NodeKind::kFilter || node->field != index::ValueField::kEntity) {
    return absl::OkStatus();
  }
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> ids, EntitiesNamed(view, node->raw));
  if (ids.empty()) return absl::OkStatus();
  if (ids.size() == 1) {
    *node = EntityNode(*node, ids[0]);
    return absl::OkStatus();
  }
  Node either;
  either.kind = NodeKind::kOr;
  either.occur = node->occur;
  either.column = node->column;
  node->occur = query::Occur::kOptional;
  for (const std::string& id : ids) either.children.push_back(EntityNode(*node, id));
  *node = std::move(either);
  return absl::OkStatus();
}

}  // namespace

absl::Status ResolveEntities(const store::View& view, query::QueryTree* query) {
  return Resolve(view, &query->root);
}

}  // namespace khotin::server
