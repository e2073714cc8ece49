#include "entity/mention.h"

namespace khotin::entity {

absl::string_view EntityTypeName(EntityType type) {
  switch (type) {
    case EntityType::kPerson:
      return "PERSON";
    case EntityType::kOrganization:
      return "ORGANIZATION";
    case EntityType::kLocation:
      return "LOCATION";
    case EntityType::kPosition:
      return "POSITION";
    case EntityType::kDate:
      return "DATE";
    case EntityType::kMisc:
      return "MISC";
    case EntityType::kUnspecified:
      break;
  }
  return "UNSPECIFIED";
}

}  // namespace khotin::entity
