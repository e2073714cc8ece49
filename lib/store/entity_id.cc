// EntityTypeSlug and EntityTypeOfId.
#include "absl/strings/ascii.h"
#include "store/entity_decision.h"

namespace khotin::store {
namespace {

constexpr size_t kMaxIdBytes = 200;

bool IsIdCharacter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return absl::ascii_islower(byte) || absl::ascii_isdigit(byte) || c == '-';
}

}  // namespace

absl::string_view EntityTypeSlug(entity::EntityType type) {
  switch (type) {
    case entity::EntityType::kPerson:
      return "person";
    case entity::EntityType::kOrganization:
      return "organization";
    case entity::EntityType::kLocation:
      return "location";
    default:
      return "misc";
  }
}

entity::EntityType EntityTypeOfId(absl::string_view id) {
  using entity::EntityType;
  const size_t slash = id.find('/');
  if (slash == absl::string_view::npos || slash + 1 == id.size() || id.size() > kMaxIdBytes) {
    return EntityType::kUnspecified;
  }
  for (const char c : id.substr(slash + 1)) {
    if (!IsIdCharacter(c)) return EntityType::kUnspecified;
  }
  for (const EntityType type :
       {EntityType::kPerson, EntityType::kOrganization, EntityType::kLocation, EntityType::kMisc}) {
    if (id.substr(0, slash) == EntityTypeSlug(type)) return type;
  }
  return EntityType::kUnspecified;
}

}  // namespace khotin::store
