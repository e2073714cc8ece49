#include "store/entity_use.h"

#include <algorithm>
#include <map>
#include <set>

namespace khotin::store {
namespace {

using Placed = std::vector<const PlacedOrigin*>;  // of one entity

const PlacedOrigin& Leading(const Placed& placed) {
  const auto own = std::find_if(placed.begin(), placed.end(),
                                [](const PlacedOrigin* origin) { return !origin->other_name; });
  return own == placed.end() ? *placed.front() : **own;
}

void FillAliases(const Placed& placed, storage::v1::EntityUse* use) {
  std::set<std::string> names;
  for (const PlacedOrigin* one : placed) {
    names.insert(one->origin.name());
    names.insert(one->origin.aliases().begin(), one->origin.aliases().end());
  }
  names.erase(use->name());
  for (const std::string& name : names) use->add_aliases(name);
}

storage::v1::EntityUse MakeUse(const Placed& placed) {
  const PlacedOrigin& leading = Leading(placed);
  storage::v1::EntityUse use;
  use.set_entity(leading.entity);
  use.set_name(leading.origin.name());
  use.set_other_name(leading.other_name);
  if (leading.origin.split().empty()) use.set_certainty(leading.origin.certainty());
  FillAliases(placed, &use);
  if (placed.size() == 1 && ToldOf(leading.origin) == use.entity() &&
      leading.origin.split().empty()) {
    *use.mutable_clues() = leading.origin.clues();
    return use;
  }
  for (const PlacedOrigin* one : placed) *use.add_origins() = one->origin;
  return use;
}

}  // namespace

const std::string& ToldOf(const storage::v1::EntityOrigin& origin) {
  return origin.split().empty() ? origin.entity() : origin.split();
}

std::vector<storage::v1::EntityOrigin> OriginsOf(const storage::v1::EntityUse& use,
                                                 const storage::v1::Article& record) {
  if (!use.origins().empty()) return {use.origins().begin(), use.origins().end()};
  std::vector<storage::v1::EntityOrigin> origins(1);
  storage::v1::EntityOrigin& origin = origins[0];
  origin.set_entity(use.entity());
  origin.set_name(use.name());
  *origin.mutable_aliases() = use.aliases();
  origin.set_certainty(use.certainty());
  *origin.mutable_clues() = use.clues();
  for (int i = 0; i < record.mentions_size(); ++i) {
    if (record.mentions(i).entity() == use.entity()) {
      origin.add_mentions(static_cast<uint32_t>(i));
    }
  }
  return origins;
}

std::vector<storage::v1::EntityOrigin> OriginsOf(const storage::v1::Article& record) {
  std::vector<storage::v1::EntityOrigin> all;
  for (const storage::v1::EntityUse& use : record.entities()) {
    for (storage::v1::EntityOrigin& origin : OriginsOf(use, record)) {
      all.push_back(std::move(origin));
    }
  }
  return all;
}

void SetUses(const std::vector<PlacedOrigin>& placed, storage::v1::Article* record) {
  std::vector<Placed> groups;
  std::map<std::string, size_t> group_of;
  for (const PlacedOrigin& one : placed) {
    const auto [it, is_new] = group_of.emplace(one.entity, groups.size());
    if (is_new) groups.emplace_back();
    groups[it->second].push_back(&one);
  }
  record->clear_entities();
  for (const Placed& group : groups) {
    const storage::v1::EntityUse& use = *record->add_entities() = MakeUse(group);
    for (const PlacedOrigin* one : group) {
      for (const uint32_t mention : one->origin.mentions()) {
        storage::v1::Mention* const told = record->mutable_mentions(static_cast<int>(mention));
        told->set_entity(use.entity());
        told->set_certainty(use.certainty());
      }
    }
  }
}

}  // namespace khotin::store
