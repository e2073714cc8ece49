// The provinces and centrally run cities of Viet Nam, those that merged in July 2025 as one.
#ifndef KHOTIN_ENTITY_PROVINCES_H_
#define KHOTIN_ENTITY_PROVINCES_H_

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace khotin::entity {

// A number below 64 that the province called `key` (text::ExactPhraseKey of its heading in the name
// lists) shares with those it merged with; nullopt for any other place. Pure.
absl::optional<int> ProvinceOf(absl::string_view key);

}  // namespace khotin::entity

#endif  // KHOTIN_ENTITY_PROVINCES_H_
