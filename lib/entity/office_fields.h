// What an office or a body tells of the work of the one who holds it.
#ifndef KHOTIN_ENTITY_OFFICE_FIELDS_H_
#define KHOTIN_ENTITY_OFFICE_FIELDS_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace khotin::entity {

using Fields = uint16_t;
inline constexpr Fields kSport = 1;
inline constexpr Fields kForces = 2;  // army and police
inline constexpr Fields kSchool = 4;
inline constexpr Fields kChurch = 8;    // and pagoda
inline constexpr Fields kState = 16;    // offices that nobody holds beside another trade
inline constexpr Fields kCentral = 32;  // of the nation, so of no province
inline constexpr Fields kDeputy = 64;   // a seat, no place of work
inline constexpr Fields kPolice = 128;  // the police by body, not by rank alone
inline constexpr Fields kBusiness = 256;
inline constexpr Fields kHealth = 512;

// The fields of an office by OfficeFact::position_key; 0 when it tells none. Pure.
Fields FieldsOfOffice(absl::string_view position_key);

// The fields of a body by its exact key; 0 when its name tells none. Pure.
Fields FieldsOfBody(absl::string_view key);

// True for a body of the nation by its exact key: "bộ công an", "quốc hội". Pure.
bool IsCentralBody(absl::string_view key);

// The rank of the army or police by position_key, rising from 1; 0 for other keys. Pure.
int RankOf(absl::string_view position_key);

// Fields that one person does not work in at one time with those of `fields`. Pure.
Fields FieldsApartFrom(Fields fields);

}  // namespace khotin::entity

#endif  // KHOTIN_ENTITY_OFFICE_FIELDS_H_
